import { generate } from "selfsigned";
import tls from "node:tls";

export interface Certificate {
    cert: string;
    key: string;
}

/** Missing in the types of Node.js. */
interface NativeContext {
    addCACert(pem: string): void;
}

/** A certificate that signs itself, for a server of this name. */
export async function makeCertificate(serverName: string): Promise<Certificate> {
    const { cert, private: key } = await generate([{ name: "commonName", value: serverName }], {
        algorithm: "sha256",
        keySize: 2048,
        extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: serverName }] }],
    });
    return { cert, key };
}

/** Adds an authority to those that Node.js knows, as NODE_EXTRA_CA_CERTS does. Returns a function that removes it. */
export function trust({ cert }: Certificate): () => void {
    const { createSecureContext } = tls;
    tls.createSecureContext = options => {
        const secure: { context: NativeContext } = createSecureContext(options);
        secure.context.addCACert(cert);
        return secure;
    };
    return () => void (tls.createSecureContext = createSecureContext);
}
