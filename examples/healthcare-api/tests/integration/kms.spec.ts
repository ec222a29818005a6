import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputs, settings } from "./deployment";

interface Statement {
    Sid: string;
    Action: string[];
    Principal: Record<string, string>;
    Condition?: Record<string, Record<string, string | string[]>>;
}

describe("kms", () => {
    const KeyId = () => outputs.kmsKeyId;
    const statements = async () => {
        const { Policy = "" } = await clients.kms.getKeyPolicy({ KeyId: KeyId(), PolicyName: "default" });
        return (JSON.parse(Policy) as { Statement: Statement[] }).Statement;
    };

    it("key is enabled, and rotated", async () => {
        const { KeyMetadata } = await clients.kms.describeKey({ KeyId: KeyId() });
        assert.equal(KeyMetadata?.Arn, outputs.kmsKeyArn);
        assert.equal(KeyMetadata.Enabled, true);
        const { KeyRotationEnabled } = await clients.kms.getKeyRotationStatus({ KeyId: KeyId() });
        assert.equal(KeyRotationEnabled, true);
    });

    it("C10 key has an alias of this project's and environment's own, and their tags", async () => {
        const { Aliases } = await clients.kms.listAliases({ KeyId: KeyId() });
        const name = `${outputs.environment}-${outputs.environmentSuffix}`;
        assert.deepEqual(Aliases?.map(({ AliasName }) => AliasName), [`alias/${settings.project}/${name}`]);
        const { Tags = [] } = await clients.kms.listResourceTags({ KeyId: KeyId() });
        const tags = Object.fromEntries(Tags.map(({ TagKey = "", TagValue }) => [TagKey, TagValue]));
        assert.deepEqual(tags, { ...commonTags(), Name: named("key") });
    });

    it("administrators of the account manage the key, but use it neither to encrypt nor to decrypt", async () => {
        const { account } = await caller(clients);
        const [administration] = await statements();
        assert.deepEqual(administration?.Principal, { AWS: `arn:aws:iam::${account}:root` });
        const uses = administration.Action.filter(action =>
            /crypt|DataKey|CreateGrant|^(kms:)?\*$|:(Create|Generate|Re)?\*$/.test(action));
        assert.deepEqual(uses, []);
    });

    it("key is used for this account by the services of the stack and by its logs alone", async () => {
        const { account } = await caller(clients);
        const { region } = outputs;
        const [, services, logs, ...others] = await statements();
        assert.deepEqual(others, []);
        assert.deepEqual(services?.Condition?.StringEquals, {
            "kms:CallerAccount": account,
            "kms:ViaService": ["elasticache", "lambda", "logs", "rds", "secretsmanager"].map(service =>
                `${service}.${region}.amazonaws.com`),
        });
        assert.deepEqual(logs?.Principal, { Service: `logs.${region}.amazonaws.com` });
        assert.deepEqual(logs.Condition, {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${account}:log-group:*` } });
    });
});
