import assert from "node:assert/strict";
import type { ClientConfig, Clients } from "../host/clients";
import { identifyCaller } from "./caller";
import { awsError } from "./checks/ask-family";

const place = { region: "mars-1", allowedAccountIds: [], forbiddenAccountIds: [] };
const identity = { Arn: "arn:aws:iam::123456789012:user/me", Account: "123456789012" };
const unreachable = Object.assign(new Error("getaddrinfo ENOTFOUND sts.mars-1.amazonaws.com"), { code: "ENOTFOUND" });

/** Clients of regions whose STS answers, or fails, like this; all know one region. */
const regions = (answers: Record<string, unknown>) => ({ region }: ClientConfig): Clients => {
    const answer = answers[region];
    return {
        sts: {
            config: { credentials: () => Promise.resolve({ accessKeyId: "AKIDWXYZ", secretAccessKey: "secret" }) },
            getCallerIdentity: () => answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer),
        },
        ec2: { describeRegions: () => Promise.resolve({ Regions: [{ RegionName: "us-east-1" }] }) },
    } as unknown as Clients;
};

describe("caller", () => {
    it("H4 learns that a region without a name in the DNS doesn't exist", async () => {
        assert.deepEqual(await identifyCaller(place, 1, regions({ "mars-1": unreachable, "us-east-1": identity })), {
            finding: {
                status: "fail",
                detail: `there is no region mars-1 (${identity.Arn}, account 123456789012)`,
                remedy: "pulumi config set aws:region <region>",
            },
        });
    });

    it("doesn't blame the region where nothing of AWS can be reached", async () => {
        const { finding, clientsOf } = await identifyCaller(
            place, 1, regions({ "mars-1": unreachable, "us-east-1": unreachable }));
        assert.equal(clientsOf, undefined);
        assert.equal(finding.status, "unknown");
        assert.equal(finding.detail, `sts:GetCallerIdentity in mars-1: ENOTFOUND: ${unreachable.message}`);
    });

    it("passes on what else AWS says", async () => {
        const { finding } = await identifyCaller(place, 1, regions({ "mars-1": awsError("ServiceUnavailable") }));
        assert.equal(finding.detail, "sts:GetCallerIdentity in mars-1: ServiceUnavailable: no such luck");
    });

    it("takes the credentials of the profile, once, and tries each call twice at most", async () => {
        const configs: ClientConfig[] = [];
        await identifyCaller({ ...place, profile: "shop" }, 1, config => {
            configs.push(config);
            return regions({ "mars-1": identity })(config);
        });
        const credentials = { accessKeyId: "AKIDWXYZ", secretAccessKey: "secret" };
        assert.deepEqual(configs, [
            { region: "mars-1", profile: "shop" }, { region: "mars-1", credentials, maxAttempts: 2 }]);
    });

    it("waits for credentials no longer than for AWS", async () => {
        const never = () => ({ sts: { config: { credentials: () => new Promise(() => undefined) } } });
        const { finding } = await identifyCaller(place, 0.05, never as unknown as ReturnType<typeof regions>);
        assert.equal(finding.detail, "no AWS credentials for mars-1: no answer within 0.05 s");
    });
});
