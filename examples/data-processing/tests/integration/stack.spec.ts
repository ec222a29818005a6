import assert from "node:assert/strict";
import { caller, clients, nameIn, outputs, settings } from "./deployment";

describe("stack", () => {
    it("C3 names the stack whose settings it was made from", () => {
        assert.equal(outputs.stack, settings.stack);
        assert.equal(outputs.environment, settings.config[`${settings.project}:environment`]);
        assert.equal(outputs.region, settings.config["aws:region"]);
    });

    it("D4 exports ARNs and URLs of the same resources, of this account and region", async () => {
        const { account, partition } = await caller(clients);
        const arn = (service: string, resource: string) =>
            `arn:${partition}:${service}:${outputs.region}:${account}:${resource}`;
        assert.equal(outputs.bucketArn, `arn:${partition}:s3:::${outputs.bucketName}`);
        assert.equal(outputs.tableArn, arn("dynamodb", `table/${outputs.tableName}`));
        assert.equal(outputs.functionArn, arn("lambda", `function:${outputs.functionName}`));
        assert.equal(outputs.queueArn, arn("sqs", nameIn(outputs.queueUrl)));
        assert.equal(outputs.dlqArn, arn("sqs", nameIn(outputs.dlqUrl)));
        assert.equal(outputs.topicArn, arn("sns", nameIn(outputs.topicArn)));
        assert.equal(outputs.alarmTopicArn, arn("sns", nameIn(outputs.alarmTopicArn)));
        assert.notEqual(outputs.topicArn, outputs.alarmTopicArn);
        assert.equal(outputs.lambdaRoleArn, `arn:${partition}:iam::${account}:role/${nameIn(outputs.lambdaRoleArn)}`);
    });
});
