import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputOf, outputs, purposes, setting } from "./deployment";

describe("lambda", () => {
    for (const purpose of purposes) {
        const lambda = () => ({ FunctionName: outputOf("functionNames", purpose) });

        it(`D6 function of ${purpose} has the configured runtime, and is named and tagged as it should`, async () => {
            const { Configuration, Tags } = await clients.lambda.getFunction(lambda());
            assert.equal(Configuration?.Runtime, setting("runtime"));
            assert.equal(Configuration.Role, outputOf("roleArns", purpose));
            const resource = named(`function-${purpose}`);
            assert.match(Configuration.FunctionName ?? "", new RegExp(`^${resource}-`));
            assert.deepEqual(Tags, { ...commonTags(), Name: resource });
        });

        it(`function of ${purpose} knows its table and topic`, async () => {
            const { Environment } = await clients.lambda.getFunctionConfiguration(lambda());
            const { RESOURCE_TYPES, ...variables } = Environment?.Variables ?? {};
            assert.match(RESOURCE_TYPES ?? "", /^AWS::\w+::\w+$/);
            assert.deepEqual(variables, {
                TABLE_NAME: outputs.tableName,
                TOPIC_ARN: outputs.violationsTopicArn,
                RECORD_DAYS: setting("recordDays"),
            });
        });

        it(`M3 function of ${purpose} may be invoked by Config of this account alone`, async () => {
            const { account } = await caller(clients);
            const { Policy = "" } = await clients.lambda.getPolicy(lambda());
            const { Statement } = JSON.parse(Policy) as { Statement: Record<string, unknown>[] };
            assert.deepEqual(Statement.map(({ Effect, Principal, Action, Condition }) =>
                ({ Effect, Principal, Action, Condition })), [{
                Effect: "Allow",
                Principal: { Service: "config.amazonaws.com" },
                Action: "lambda:InvokeFunction",
                Condition: { StringEquals: { "AWS:SourceAccount": account } },
            }]);
        });
    }
});
