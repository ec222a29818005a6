import assert from "node:assert/strict";
import { caller, clients, nameIn, outputs, settings } from "./deployment";

describe("stack", () => {
    it("C3 names the stack whose settings it was made from", () => {
        assert.equal(outputs.stack, settings.stack);
        assert.equal(outputs.environment, settings.config[`${settings.project}:environment`]);
        assert.equal(outputs.region, settings.config["aws:region"]);
    });

    it("D4 exports ARNs of its own resources, of this account and region", async () => {
        const { account, partition } = await caller(clients);
        const arn = (service: string, resource: string) =>
            `arn:${partition}:${service}:${outputs.region}:${account}:${resource}`;
        assert.equal(outputs.tableArn, arn("dynamodb", `table/${outputs.tableName}`));
        assert.equal(outputs.violationsTopicArn, arn("sns", nameIn(outputs.violationsTopicArn)));
        assert.deepEqual(outputs.roleArns, outputs.roleArns.map(roleArn =>
            `arn:${partition}:iam::${account}:role/${nameIn(roleArn)}`));
    });
});
