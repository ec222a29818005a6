import assert from "node:assert/strict";
import { clients, outputs } from "./deployment";

describe("secrets manager", () => {
    it("C7 secret of the database exists, and is managed by RDS", async () => {
        const secret = await clients.secretsManager.describeSecret({ SecretId: outputs.rdsSecretArn });
        assert.equal(secret.ARN, outputs.rdsSecretArn);
        assert.match(secret.Name ?? "", /^rds!db-/);
        assert.equal(secret.DeletedDate, undefined);
    });
});
