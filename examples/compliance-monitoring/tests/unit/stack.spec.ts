import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { DifferingKeys, MissingKeys, NoKeys, SurplusKeys } from "../../../../tests/support/contract";
import { describePromises } from "../../../../tests/support/promises";
import type { StackRun } from "../../../../tests/support/stack-run";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";

type Exports = Unwrap<typeof program>;

/** Compiles only where index.ts exports the contract; the compiler names the keys that don't fit. */
export type Contract = [
    NoKeys<MissingKeys<Exports, StackOutputs>>,
    NoKeys<SurplusKeys<Exports, StackOutputs>>,
    NoKeys<DifferingKeys<Exports, StackOutputs>>,
];

const system = {
    projectDir: resolve(__dirname, "../.."),
    outputTypes,
    region: "eu-west-1",
    values: {
        // The second values are the longest that there may be.
        environment: ["dev", "develop"],
        environmentSuffix: ["01", "pull-request"],
        // Only a stack that adopts a recorder reads which.
        recorder: ["adopt", "create"],
        adoptedRecorder: ["default", "recorder"],
        adoptedDeliveryChannel: ["default", "channel"],
        managedRules: [["ENCRYPTED_VOLUMES"], ["RDS_STORAGE_ENCRYPTED", "ENCRYPTED_VOLUMES"]],
        requiredTags: [["Project"], ["Project", "Owner"]],
        minBackupDays: [1, 35],
        evaluateDaily: [false, true],
        recordDays: [365, 30],
        runtime: ["nodejs24.x", "nodejs22.x"],
        logRetentionDays: [7, 90],
        deletionProtection: [false, true],
        tags: [{}, { CostCenter: "1234" }],
    },
} as const;

const purposes = ["required-tags", "bucket-encryption", "database-backups"];

const managedRules = (stack: StackRun) => (JSON.parse(stack.setting("managedRules") ?? "[]") as string[])
    .map(identifier => `rule-${identifier.toLowerCase().replaceAll("_", "-")}`);

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(stack: StackRun): StackOutputs {
    const name = (resource: string) => stack.name(resource);
    const rules = [...purposes.map(purpose => `rule-${purpose}`), ...managedRules(stack)];
    return {
        stack: stack.settings.stack,
        environment: stack.setting("environment") ?? "",
        environmentSuffix: stack.setting("environmentSuffix") ?? "",
        region: stack.setting("aws:region") ?? "",
        recorderName: `${name("recorder")}-name`,
        deliveryChannelName: `${name("delivery-channel")}-name`,
        configBucketName: `${name("delivery-channel")}-bucket-name`,
        tableName: `${name("table")}-name`,
        tableArn: `${name("table")}-arn`,
        violationsTopicArn: `${name("topic-violations")}-arn`,
        ruleNames: rules.map(rule => `${name(rule)}-name`),
        functionNames: purposes.map(purpose => `${name(`function-${purpose}`)}-name`),
        roleArns: purposes.map(purpose => `${name(`function-role-${purpose}`)}-arn`),
    };
}

describe("stack", () => {
    describePromises(system, stack => {
        const name = (resource: string) => stack.name(resource);
        const outputs = () => stack.run.outputs as StackOutputs;
        const input = (resource: string) => stack.graph.get(name(resource)).inputs;
        const assertWaits = (resource: string, ...earlier: string[]) => {
            const found = stack.graph.waitsFor(name(resource));
            assert.deepEqual(earlier.filter(other => !found.has(name(other))), [], resource);
        };

        it("M4 exports each thing under its own name", () => {
            assert(Object.keys(outputs()).length >= 9);
            assert.deepEqual(outputs(), expectedOutputs(stack));
        });

        it("M6 creates no second recorder, channel or bucket beside those that it adopts", () => {
            const types = [
                "aws:cfg/recorder:Recorder", "aws:cfg/deliveryChannel:DeliveryChannel", "aws:s3/bucket:Bucket",
            ];
            const created = types.map(type => stack.graph.ofType(type).length);
            assert.deepEqual(created, stack.setting("recorder") === "create" ? [1, 1, 1] : [0, 0, 0]);
        });

        it("M6 names its recorder by project, environment and suffix, which no other stack of an account has", () => {
            for (const { inputs } of stack.graph.ofType("aws:cfg/recorder:Recorder")) {
                assert.equal(inputs.name, `${stack.settings.project}${stack.name("")}`);
            }
        });

        it("M3 starts its recorder after the channel, which comes after the bucket's policy", () => {
            if (stack.graph.ofType("aws:cfg/recorder:Recorder").length > 0) {
                assertWaits("delivery-channel", "recorder", "bucket-policy-config");
                assertWaits("recorder", "recorder-role-reading", "recorder-role-delivery");
                assertWaits("recorder-status", "delivery-channel");
                managedRules(stack).forEach(rule => assertWaits(rule, "recorder-status"));
            }
            assert.equal(outputs().recorderName, `${name("recorder")}-name`);
        });

        for (const purpose of purposes) {
            it(`M3 makes the rule ${purpose} after Config may invoke its function`, () => {
                assertWaits(`rule-${purpose}`, `rule-permission-${purpose}`, `function-${purpose}`);
                assert.equal(input(`rule-permission-${purpose}`).function, `${name(`function-${purpose}`)}-name`);
            });

            it(`M2 has the rule ${purpose} evaluated by its own function`, () => {
                const { sourceIdentifier } = input(`rule-${purpose}`).source as Record<string, unknown>;
                assert.equal(sourceIdentifier, `${name(`function-${purpose}`)}-arn`);
            });

            it(`M1 lets the function of ${purpose} use Config, and the stack's own table and topic`, () => {
                const { Statement } = JSON.parse(String(input(`function-policy-${purpose}`).policy)) as {
                    Statement: { Action: string[]; Resource: string }[]; };
                assert.deepEqual(Statement.slice(1).map(({ Action, Resource }) => [Resource, ...Action]), [
                    ["*", "config:BatchGetResourceConfig", "config:GetResourceConfigHistory",
                        "config:ListDiscoveredResources", "config:PutEvaluations"],
                    [outputs().tableArn, "dynamodb:UpdateItem"],
                    [outputs().violationsTopicArn, "sns:Publish"],
                ]);
                const { complianceResourceTypes } = input(`rule-${purpose}`).scope as Record<string, string[]>;
                assert.deepEqual(input(`function-${purpose}`).environment, { variables: {
                    TABLE_NAME: outputs().tableName,
                    TOPIC_ARN: outputs().violationsTopicArn,
                    RESOURCE_TYPES: complianceResourceTypes?.join(","),
                    RECORD_DAYS: stack.setting("recordDays"),
                } });
            });
        }

        it("M1 hands its parameters to the rules", () => {
            const tags = JSON.parse(stack.setting("requiredTags") ?? "") as string[];
            const parameters = purposes.map(purpose =>
                JSON.parse(String(input(`rule-${purpose}`).inputParameters)) as unknown);
            assert.deepEqual(parameters, [
                { requiredTags: tags.join(",") }, {}, { minBackupDays: stack.setting("minBackupDays") }]);
        });

        it("makes the functions come after the topic has its policy", () => {
            purposes.forEach(purpose => assertWaits(`function-${purpose}`, "topic-policy-violations"));
        });

        it("keeps one record for a resource and rule, and finds them by compliance", () => {
            const { hashKey, rangeKey, globalSecondaryIndexes } = input("table");
            assert.deepEqual([hashKey, rangeKey], ["resource", "ruleName"]);
            assert.deepEqual(globalSecondaryIndexes, [{
                name: "by-compliance",
                keySchemas: [
                    { attributeName: "compliance", keyType: "HASH" },
                    { attributeName: "evaluatedAt", keyType: "RANGE" },
                ],
                projectionType: "ALL",
            }]);
        });
    });
});
