import { type ClientConfig, type Clients, createClients } from "../host/clients";
import { CallError, explainFailure, firstLine, limitCalls, waitFor, withTimeLimit } from "./calls";
import { type Finding, fail, pass, unknown } from "./check";
import type { Place } from "./place";

export interface Caller {
    finding: Finding;
    /** Makes clients with the caller's credentials; undefined if it makes no sense to ask AWS for more. */
    clientsOf?: ClientsOf;
}

export type ClientsOf = (region: string) => Clients;

/** A region that no account can disable. */
const homeRegion = "us-east-1";
const rejected = /InvalidClientTokenId|UnrecognizedClient|AuthFailure|InvalidAccessKeyId|SignatureDoesNotMatch/;
const unreachable = /ENOTFOUND|EAI_AGAIN/;
const logIn = "log in again, or renew the credentials";

type Credentials = Required<ClientConfig>["credentials"];
type Create = typeof createClients;

/** Finds out whose the credentials are, and whether they can be used in the region. */
export async function identifyCaller(place: Place, seconds: number, create: Create = createClients): Promise<Caller> {
    const { region, profile } = place;
    let credentials: Credentials;
    try {
        // Once for all clients: a profile may have to ask a process or a service.
        const { sts } = create({ region, profile });
        credentials = await withTimeLimit(seconds, signal => waitFor(sts.config.credentials(), signal));
    } catch (error) {
        const source = profile === undefined ? "" : `, profile ${profile}`;
        return {
            finding: fail(`no AWS credentials for ${region}${source}: ${firstLine(error as Error)}`,
                "log in, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        };
    }
    const clientsOf = createOnce(region => create({ region, credentials, maxAttempts: 2 }));
    try {
        return judge(await identify(clientsOf, region, seconds), place, clientsOf);
    } catch (error) {
        return { finding: await explainRefusal(error, { region, credentials, seconds, clientsOf }) };
    }
}

function createOnce(create: ClientsOf): ClientsOf {
    const created = new Map<string, Clients>();
    return region => {
        const clients = created.get(region) ?? create(region);
        created.set(region, clients);
        return clients;
    };
}

interface Identity {
    arn: string;
    account: string;
}

function identify(clientsOf: ClientsOf, region: string, seconds: number): Promise<Identity> {
    return withTimeLimit(seconds, async signal => {
        const { sts } = limitCalls(clientsOf(region), region, signal);
        const { Arn = "", Account = "" } = await sts.getCallerIdentity({});
        return { arn: Arn, account: Account };
    });
}

function judge({ arn, account }: Identity, place: Place, clientsOf: ClientsOf): Caller {
    const { region, roleArn, allowedAccountIds: allowed, forbiddenAccountIds: forbidden } = place;
    if (forbidden.includes(account) || (allowed.length > 0 && !allowed.includes(account))) {
        const guard = forbidden.includes(account) ? "aws:forbiddenAccountIds" : "aws:allowedAccountIds";
        return { finding: fail(`${arn} is of account ${account}, which ${guard} excludes`, "use other credentials") };
    }
    const role = roleArn?.split("/").at(-1);
    if (role !== undefined && !arn.includes(`:assumed-role/${role}/`)) {
        const detail = `${arn} in ${region} is asking, but the deployment assumes ${roleArn}`;
        return { finding: unknown(detail, "use the credentials of that role"), clientsOf };
    }
    return { finding: pass(`${arn} in ${region}, account ${account}`), clientsOf };
}

interface Refusal {
    region: string;
    credentials: Credentials;
    seconds: number;
    clientsOf: ClientsOf;
}

async function explainRefusal(error: unknown, refusal: Refusal): Promise<Finding> {
    const { region, credentials, seconds, clientsOf } = refusal;
    const key = `access key ...${credentials.accessKeyId.slice(-4)}`;
    const code = error instanceof CallError ? error.code : "";
    if (code.includes("Expired")) {
        return fail(`the credentials for ${region} have expired (${key}): ${code}`, logIn);
    }
    if (!rejected.test(code) && !unreachable.test(code)) {
        return explainFailure(error);
    }
    if (region !== homeRegion) {
        try {
            return await explainRegion(refusal, await identify(clientsOf, homeRegion, seconds));
        } catch {
            // Not even there: the region is not the reason.
        }
    }
    return unreachable.test(code)
        ? explainFailure(error)
        : fail(`AWS does not accept the credentials in ${region} (${key}): ${code}`, logIn);
}

/** Why credentials that work elsewhere don't work in this region. */
function explainRegion({ region, seconds, clientsOf }: Refusal, { arn, account }: Identity): Promise<Finding> {
    return withTimeLimit(seconds, async signal => {
        const caller = `${arn}, account ${account}`;
        const { ec2 } = limitCalls(clientsOf(homeRegion), homeRegion, signal);
        let regions;
        try {
            ({ Regions: regions } = await ec2.describeRegions({ AllRegions: true }));
        } catch {
            return fail(`${caller} can't use ${region}: it isn't enabled, or doesn't exist`, "choose another region");
        }
        switch (regions?.find(({ RegionName }) => RegionName === region)?.OptInStatus) {
            case undefined:
                return fail(`there is no region ${region} (${caller})`, "pulumi config set aws:region <region>");
            case "not-opted-in":
                return fail(`region ${region} is not enabled (${caller})`,
                    `aws account enable-region --region-name ${region}`);
            default:
                return fail(`${caller} can't use ${region}, though it is enabled: the token is of another region`,
                    `get a token from the STS of ${region}`);
        }
    });
}
