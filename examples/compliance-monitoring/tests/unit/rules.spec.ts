import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { CustomRuleComponent, type CustomRuleComponentArgs, ManagedRulesComponent } from "../../components";

const args: CustomRuleComponentArgs = {
    description: "Buckets encrypt objects by default",
    functionName: "function",
    functionArn: "function-arn",
    resourceTypes: ["AWS::S3::Bucket"],
    parameters: { days: "1" },
    evaluateDaily: false,
    recorderName: "recorder",
    tags: { Project: "project" },
};

const build = (changes: Partial<CustomRuleComponentArgs> = {}) =>
    record(() => new CustomRuleComponent("encryption-dev-01", { ...args, ...changes }));

describe("CustomRuleComponent", () => {
    it("M2 makes a rule whose source is the function", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "rule-encryption-dev-01", "rule-permission-encryption-dev-01"]);
        const { inputParameters, ...inputs } = resources["rule-encryption-dev-01"]?.inputs ?? {};
        assert.deepEqual(inputs, {
            description: "Buckets encrypt objects by default",
            source: {
                owner: "CUSTOM_LAMBDA",
                sourceIdentifier: "function-arn",
                sourceDetails: [
                    { eventSource: "aws.config", messageType: "ConfigurationItemChangeNotification" },
                    { eventSource: "aws.config", messageType: "OversizedConfigurationItemChangeNotification" },
                ],
            },
            scope: { complianceResourceTypes: ["AWS::S3::Bucket"] },
            tags: { Project: "project", Name: "rule-encryption-dev-01" },
        });
        assert.deepEqual(JSON.parse(inputParameters as string), { days: "1" });
    });

    it("M3 lets Config of this account invoke the function", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["rule-permission-encryption-dev-01"]?.inputs, {
            function: "function",
            action: "lambda:InvokeFunction",
            principal: "config.amazonaws.com",
            sourceAccount: "123456789012",
        });
    });

    it("is evaluated once a day too where that is wanted", async () => {
        const { resources } = await build({ evaluateDaily: true });
        const { sourceDetails } = resources["rule-encryption-dev-01"]?.inputs.source as { sourceDetails: object[] };
        assert.deepEqual(sourceDetails[2], {
            eventSource: "aws.config",
            messageType: "ScheduledNotification",
            maximumExecutionFrequency: "TwentyFour_Hours",
        });
    });

    it("refuses to be for no resources", async () => {
        await assert.rejects(build({ resourceTypes: [] }), {
            message: "encryption-dev-01: resourceTypes needs at least 1 type, got none" });
    });

    it("D4 exposes its name", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.ruleName), "rule-encryption-dev-01-name");
    });
});

describe("ManagedRulesComponent", () => {
    it("makes a rule of each identifier, and exposes their names", async () => {
        const { resources, result } = await record(() => new ManagedRulesComponent("dev-01", {
            identifiers: ["ENCRYPTED_VOLUMES", "EC2_IMDSV2_CHECK"],
            recorderName: "recorder",
            tags: { Project: "p" },
        }));
        assert.deepEqual(resources["rule-encrypted-volumes-dev-01"]?.inputs, {
            source: { owner: "AWS", sourceIdentifier: "ENCRYPTED_VOLUMES" },
            tags: { Project: "p", Name: "rule-encrypted-volumes-dev-01" },
        });
        assert.deepEqual(await valueOf(pulumi.all(result.ruleNames)), [
            "rule-encrypted-volumes-dev-01-name", "rule-ec2-imdsv2-check-dev-01-name"]);
    });
});
