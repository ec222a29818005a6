import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { CacheComponent, type CacheComponentArgs } from "../../components";

const args: CacheComponentArgs = {
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    clientSecurityGroupId: "sg-app",
    nodeType: "cache.t4g.micro",
    kmsKeyArn: "key-arn",
    tags: { Project: "project" },
};

const build = (changes: Partial<CacheComponentArgs> = {}) =>
    record(() => new CacheComponent("dev-01", { ...args, ...changes }));

const inputsOf = async (resource: string) => {
    const inputs = (await build()).resources[`${resource}-dev-01`]?.inputs;
    assert(inputs, `there is no ${resource}`);
    return inputs;
};

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("CacheComponent", () => {
    it("creates each of its resources once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "app-cache-egress", "cache", "cache-default-user", "cache-ingress", "cache-security-group", "cache-subnets",
            "cache-user", "cache-users",
        ].map(resource => `${resource}-dev-01`).sort());
    });

    it("H8 creates two nodes, encrypted in transit and at rest, with the names of the current provider", async () => {
        assert.deepEqual(await inputsOf("cache"), {
            description: "Cache of the healthcare API",
            engine: "redis",
            engineVersion: "7.1",
            nodeType: "cache.t4g.micro",
            numCacheClusters: 2,
            automaticFailoverEnabled: true,
            multiAzEnabled: true,
            port: 6379,
            subnetGroupName: "cache-subnets-dev-01-name",
            securityGroupIds: ["cache-security-group-dev-01-id"],
            atRestEncryptionEnabled: true,
            kmsKeyId: "key-arn",
            transitEncryptionEnabled: true,
            userGroupIds: ["cache-users-dev-01-id"],
            applyImmediately: true,
            tags: tags("cache"),
        });
    });

    it("C9 is in the given subnets", async () => {
        assert.deepEqual(await inputsOf("cache-subnets"), {
            // The SDK's own word.
            description: "Managed by Pulumi",
            subnetIds: ["subnet-1", "subnet-2"],
            tags: tags("cache-subnets"),
        });
    });

    it("C7 has a user of IAM's, whose name is its id, and no password or token", async () => {
        assert.deepEqual(await inputsOf("cache-user"), {
            userId: "app-cache-security-group-dev-01-id",
            userName: "app-cache-security-group-dev-01-id",
            engine: "redis",
            authenticationMode: { type: "iam" },
            accessString: "on ~app:* -@all +@read +@write +@connection",
            tags: tags("cache-user"),
        });
    });

    it("C7 lets nobody in as the default user, which each group must have", async () => {
        assert.deepEqual(await inputsOf("cache-default-user"), {
            userId: "default-cache-security-group-dev-01-id",
            userName: "default",
            engine: "redis",
            noPasswordRequired: true,
            accessString: "off ~keys* -@all",
            tags: tags("cache-default-user"),
        });
        assert.deepEqual(await inputsOf("cache-users"), {
            userGroupId: "users-cache-security-group-dev-01-id",
            engine: "redis",
            userIds: ["default-cache-security-group-dev-01-id", "app-cache-security-group-dev-01-id"],
            tags: tags("cache-users"),
        });
    });

    it("allows connections from its clients, on both security groups", async () => {
        assert.deepEqual(await inputsOf("cache-security-group"), {
            vpcId: "vpc-1", description: "Cache: open to the application", tags: tags("cache-security-group") });
        const redis = { ipProtocol: "tcp", fromPort: 6379, toPort: 6379 };
        assert.deepEqual(await inputsOf("cache-ingress"), {
            ...redis,
            securityGroupId: "cache-security-group-dev-01-id",
            referencedSecurityGroupId: "sg-app",
            description: "Redis from the application",
            tags: tags("cache-ingress"),
        });
        assert.deepEqual(await inputsOf("app-cache-egress"), {
            ...redis,
            securityGroupId: "sg-app",
            referencedSecurityGroupId: "cache-security-group-dev-01-id",
            description: "Redis to the cache",
            tags: tags("app-cache-egress"),
        });
    });

    it("H9 exposes the primary endpoint, as cluster mode is off", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.endpoint), "primary.cache-dev-01.cache.amazonaws.com");
        assert.equal(await valueOf(result.port), 6379);
    });

    it("D4 exposes what clients need to connect", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.cacheName), "cache-dev-01-id");
        assert.equal(await valueOf(result.userName), "app-cache-security-group-dev-01-id");
        const arns = await Promise.all(result.connectionArns.map(valueOf));
        assert.deepEqual(arns, ["cache-dev-01-arn", "cache-user-dev-01-arn"]);
    });

    it("refuses a single subnet", async () => {
        await assert.rejects(build({ subnetIds: ["subnet-1"] }), {
            message: "dev-01: subnetIds needs at least 2 subnets, got 1" });
    });
});
