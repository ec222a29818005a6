import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import assert from "node:assert/strict";
import { outputs, secretsManager } from "./deployment";

describe("secrets manager", () => {
    it("C7 secret of the database exists, and is managed by RDS", async () => {
        const secret = await secretsManager.send(new DescribeSecretCommand({ SecretId: outputs.rdsSecretArn }));
        assert.equal(secret.ARN, outputs.rdsSecretArn);
        assert.match(secret.Name ?? "", /^rds!db-/);
        assert.equal(secret.DeletedDate, undefined);
    });
});
