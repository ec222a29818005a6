import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, tagRecord } from "./deployment";

describe("secrets manager", () => {
    it("C7 secret of the database is managed by RDS", async () => {
        const { Name } = await clients.secretsManager.describeSecret({ SecretId: outputs.dbSecretArn });
        assert.match(Name ?? "", /^rds!db-/);
    });

    it("C10 secret of the application is under the stack's key, and carries this environment's tags", async () => {
        const secret = await clients.secretsManager.describeSecret({ SecretId: outputs.appSecretArn });
        assert.equal(secret.KmsKeyId, outputs.kmsKeyArn);
        assert.deepEqual(tagRecord(secret.Tags), { ...commonTags(), Name: named("app-secret") });
    });
});
