import assert from "node:assert/strict";
import { clients, outputs, settings } from "./deployment";

describe("ssm", () => {
    it("C7 parameter says where database and password are, and nothing more", async () => {
        const name = `${outputs.environment}-${outputs.environmentSuffix}`;
        const { Parameter } = await clients.ssm.getParameter({ Name: `/database/${settings.project}/${name}` });
        assert.deepEqual(JSON.parse(Parameter?.Value ?? ""), {
            address: outputs.dbAddress, port: outputs.dbPort, database: "app", secretArn: outputs.dbSecretArn });
    });
});
