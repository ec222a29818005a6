import assert from "node:assert/strict";
import { clients, commonTags, named, outputs, settings, tagRecord } from "./deployment";

describe("ssm", () => {
    it("C10 database parameter has a name of this project's and environment's own", () => {
        const name = `${outputs.environment}-${outputs.environmentSuffix}`;
        assert.equal(outputs.databaseParameterName, `/database/${settings.project}/${name}`);
    });

    it("C7 database parameter says where database and secret are, and nothing more", async () => {
        const { Parameter } = await clients.ssm.getParameter({ Name: outputs.databaseParameterName });
        assert.equal(Parameter?.Type, "String");
        assert.deepEqual(JSON.parse(Parameter.Value ?? ""), {
            address: outputs.rdsAddress,
            port: outputs.rdsPort,
            database: outputs.databaseName,
            secretArn: outputs.rdsSecretArn,
        });
    });

    it("C10 database parameter carries this environment's tags", async () => {
        const { TagList } = await clients.ssm.listTagsForResource({
            ResourceType: "Parameter", ResourceId: outputs.databaseParameterName });
        assert.deepEqual(tagRecord(TagList), { ...commonTags(), Name: named("db-parameter") });
    });
});
