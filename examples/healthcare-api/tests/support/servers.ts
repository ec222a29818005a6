import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import type { Certificate } from "./certificates";

/** A server on this machine that knows one user. */
export interface FakeServer {
    port: number;
    /** What clients have asked for, in order. */
    received: string[];
    stop(): Promise<void>;
}

export interface FakeServerOptions {
    certificate: Certificate;
    /** Judges the password. */
    admits: (user: string, password: string) => boolean;
    /** Ends the connection at the first command. */
    breaks?: boolean;
    /** Takes connections, and answers nothing. */
    hangs?: boolean;
}

async function listen(accept: (socket: Socket) => void, received: string[]): Promise<FakeServer> {
    const sockets = new Set<Socket>();
    const server = net.createServer(socket => {
        sockets.add(socket.on("error", () => undefined));
        accept(socket);
    });
    server.listen(0);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return {
        port,
        received,
        stop: async () => {
            sockets.forEach(socket => socket.destroy());
            server.close();
            await once(server, "close");
        },
    };
}

function secure(socket: Socket, certificate: Certificate, accept: (socket: Socket) => void): void {
    const secured = new tls.TLSSocket(socket, { isServer: true, ...certificate });
    // What a client refuses is the client's business.
    secured.on("error", () => undefined);
    secured.once("secure", () => accept(secured));
}

/** Speaks as much of PostgreSQL's protocol as a query needs: TLS on request, a password, an answer. */
export function startPostgres(options: FakeServerOptions): Promise<FakeServer> {
    const received: string[] = [];
    return listen(socket => {
        if (options.hangs) {
            return;
        }
        socket.once("data", (request: Buffer) => {
            if (request.readInt32BE(4) !== 80877103) {
                socket.end(message("E", "SFATAL\0C28000\0Mno encryption\0\0"));
                return;
            }
            socket.write("S");
            secure(socket, options.certificate, secured => servePostgres(secured, options, received));
        });
    }, received);
}

function servePostgres(socket: Socket, { admits, breaks }: FakeServerOptions, received: string[]): void {
    let user = "";
    socket.on("data", (data: Buffer) => {
        const [kind] = data.subarray(0, 1).toString();
        const text = data.subarray(5).toString().replaceAll("\0", "");
        if (user === "") {
            [, user = ""] = /user\0([^\0]+)/.exec(data.toString()) ?? [];
            socket.write(message("R", Buffer.from([0, 0, 0, 3])));
        } else if (kind === "p") {
            socket.write(admits(user, text)
                ? Buffer.concat([message("R", Buffer.alloc(4)), message("Z", "I")])
                : message("E", "SFATAL\0C28P01\0Mwrong password\0\0"));
        } else if (kind === "Q") {
            received.push(text);
            if (breaks) {
                socket.destroy();
            } else {
                socket.write(Buffer.concat([message("C", "SELECT 1\0"), message("Z", "I")]));
            }
        }
    });
}

function message(kind: string, body: string | Buffer): Buffer {
    const content = Buffer.from(body as string);
    const length = Buffer.alloc(4);
    length.writeInt32BE(content.length + 4);
    return Buffer.concat([Buffer.from(kind), length, content]);
}

/** Speaks as much of Redis' protocol as a ping needs, over TLS alone. */
export function startRedis(options: FakeServerOptions): Promise<FakeServer> {
    const received: string[] = [];
    return listen(socket => {
        if (!options.hangs) {
            secure(socket, options.certificate, secured => serveRedis(secured, options, received));
        }
    }, received);
}

function serveRedis(socket: Socket, { admits, breaks }: FakeServerOptions, received: string[]): void {
    let isKnown = false;
    socket.on("data", (data: Buffer) => {
        // Commands are lists of texts, each behind its length.
        for (const command of data.toString().split(/^\*\d+\r\n/m).filter(Boolean)) {
            const [name = "", ...args] = command.split("\r\n").filter((_, index) => index % 2 === 1);
            if (name.toLowerCase() === "auth") {
                isKnown = admits(args[0] ?? "", args[1] ?? "");
                socket.write(isKnown ? "+OK\r\n" : "-WRONGPASS invalid\r\n");
            } else if (name.toLowerCase() === "ping") {
                received.push(name);
                if (breaks) {
                    socket.destroy();
                } else {
                    socket.write(isKnown ? "+PONG\r\n" : "-NOAUTH authentication required\r\n");
                }
            } else {
                socket.write("+OK\r\n");
            }
        }
    });
}
