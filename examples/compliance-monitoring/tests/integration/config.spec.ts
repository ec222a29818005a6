import assert from "node:assert/strict";
import {
    clients, commonTags, itCreates, named, nameIn, outputOf, outputs, type Purpose, purposes, setting, tagRecord,
} from "./deployment";

describe("config", () => {
    const getRecorder = async () => {
        const { ConfigurationRecorders = [] } = await clients.configService.describeConfigurationRecorders({});
        const own = ConfigurationRecorders.filter(({ name }) => name === outputs.recorderName);
        assert.equal(own.length, 1);
        return own[0];
    };
    const getRule = async (ruleName: string) => {
        const { ConfigRules: [rule] = [] } = await clients.configService.describeConfigRules({
            ConfigRuleNames: [ruleName] });
        assert(rule);
        return rule;
    };
    const managed = () => outputs.ruleNames.slice(purposes.length);

    itCreates("M6 recorder is named for its project and environment, and runs under its own role", async () => {
        const { name, roleARN = "" } = await getRecorder() ?? {};
        assert.equal(name, `compliance-monitoring-${named("").slice(1)}`);
        assert.match(nameIn(roleARN), new RegExp(`^${named("recorder-role")}-`));
    });

    itCreates("recorder records all types, those of global resources too", async () => {
        const { recordingGroup } = await getRecorder() ?? {};
        assert.equal(recordingGroup?.allSupported, true);
        assert.equal(recordingGroup.includeGlobalResourceTypes, true);
    });

    it("recorder runs", async () => {
        const { ConfigurationRecordersStatus } = await clients.configService.describeConfigurationRecorderStatus({
            ConfigurationRecorderNames: [outputs.recorderName] });
        assert.deepEqual(ConfigurationRecordersStatus?.map(({ recording }) => recording), [true]);
    });

    it("delivery channel delivers into the bucket", async () => {
        const { DeliveryChannels } = await clients.configService.describeDeliveryChannels({
            DeliveryChannelNames: [outputs.deliveryChannelName] });
        assert.deepEqual(DeliveryChannels?.map(({ s3BucketName }) => s3BucketName), [outputs.configBucketName]);
    });

    const scopes: Record<Purpose, string> = {
        "required-tags": "AWS::EC2::Instance",
        "bucket-encryption": "AWS::S3::Bucket",
        "database-backups": "AWS::RDS::DBInstance",
    };
    for (const purpose of purposes) {
        it(`M2 rule ${purpose} is evaluated by its function, at changes of its type of resource`, async () => {
            const { Source, Scope, ConfigRuleState } = await getRule(outputOf("ruleNames", purpose));
            assert.equal(ConfigRuleState, "ACTIVE");
            assert.equal(Source?.Owner, "CUSTOM_LAMBDA");
            assert.equal(nameIn(Source.SourceIdentifier ?? ""), outputOf("functionNames", purpose));
            assert.deepEqual(Scope?.ComplianceResourceTypes, [scopes[purpose]]);
            const daily = setting("evaluateDaily") === "true" ? ["ScheduledNotification TwentyFour_Hours"] : [];
            const triggers = Source.SourceDetails?.map(({ MessageType, MaximumExecutionFrequency }) =>
                [MessageType, MaximumExecutionFrequency].filter(Boolean).join(" "));
            assert.deepEqual(triggers, [
                "ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification", ...daily]);
        });

        it(`C10 rule ${purpose} is named and tagged as this environment's`, async () => {
            const { ConfigRuleName = "", ConfigRuleArn } = await getRule(outputOf("ruleNames", purpose));
            assert.match(ConfigRuleName, new RegExp(`^${named(`rule-${purpose}`)}-`));
            const { Tags } = await clients.configService.listTagsForResource({ ResourceArn: ConfigRuleArn });
            assert.deepEqual(tagRecord(Tags), { ...commonTags(), Name: named(`rule-${purpose}`) });
        });
    }

    it("M1 rules have the configured parameters", async () => {
        const parameters = await Promise.all(purposes.map(async purpose => {
            const { InputParameters = "{}" } = await getRule(outputOf("ruleNames", purpose));
            return JSON.parse(InputParameters) as unknown;
        }));
        assert.deepEqual(parameters, [
            { requiredTags: (JSON.parse(setting("requiredTags")) as string[]).join(",") },
            {},
            { minBackupDays: setting("minBackupDays") },
        ]);
    });

    it("managed rules are those that are configured", async () => {
        const rules = await Promise.all(managed().map(getRule));
        assert.deepEqual(rules.map(({ Source }) => [Source?.Owner, Source?.SourceIdentifier]),
            (JSON.parse(setting("managedRules")) as string[]).map(identifier => ["AWS", identifier]));
    });
});
