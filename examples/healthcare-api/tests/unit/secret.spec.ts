import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { SecretComponent, type SecretComponentArgs } from "../../components";

const args: SecretComponentArgs = { kmsKeyArn: "key-arn", deletionProtection: false, tags: { Project: "project" } };

const build = (changes: Partial<SecretComponentArgs> = {}) =>
    record(() => new SecretComponent("dev-01", { ...args, ...changes }));

describe("SecretComponent", () => {
    it("C7 creates a secret under the key, without a value", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources), [{
            type: "aws:secretsmanager/secret:Secret",
            name: "app-secret-dev-01",
            inputs: {
                description: "What the application must keep secret",
                kmsKeyId: "key-arn",
                recoveryWindowInDays: 0,
                tags: { Project: "project", Name: "app-secret-dev-01" },
            },
        }]);
    });

    it("C11 leaves time to restore it only where it is protected", async () => {
        const { resources } = await build({ deletionProtection: true });
        assert.equal(resources["app-secret-dev-01"]?.inputs.recoveryWindowInDays, 30);
    });

    it("D4 exposes its ARN", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.secretArn), "app-secret-dev-01-arn");
    });
});
