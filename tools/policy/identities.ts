import type { Registration } from "../host/monitor";
import type { Properties } from "../host/properties";

/** An account that AWS's documentation uses in examples. */
const account = "123456789012";

/**
 * Stands in for the ids, ARNs, names and addresses that AWS will give. No rule depends on what they are; but if one
 * is unknown, so is the whole document that names it, such as a policy. All else stays unknown.
 */
export function createIdentity({ type, name, inputs }: Registration): { id: string; state: Properties } {
    const [, service = ""] = type.split(/[:/]/);
    const arn = `arn:aws:${service}:us-east-1:${account}:${name}`;
    const host = `${name}.example.com`;
    const identity = {
        arn, name, bucket: name, ownerId: account, latestVersion: 1,
        masterUserSecrets: [{ secretArn: `${arn}-secret` }],
        endpoint: host, readerEndpoint: host, primaryEndpointAddress: host, url: `https://${host}`,
    };
    return { id: name, state: Object.fromEntries(Object.entries(identity).filter(([key]) => !(key in inputs))) };
}
