import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { caller, clients, outputOf, outputs, type Purpose, setting } from "./deployment";

interface Announcement {
    ruleName: string;
    resourceId: string;
    compliance: string;
    annotation: string;
    testMode: boolean;
}

interface Item {
    resourceType: string;
    resourceId: string;
    tags?: Record<string, string>;
    configuration?: object;
    configurationItemStatus?: string;
    configurationItemCaptureTime?: string;
}

/**
 * Invokes the deployed functions as Config does, with the result token that asks for no more than a test, and reads
 * what they wrote. All that the tests create is removed after them.
 */
describe("evaluations", function () {
    this.timeout(900_000);
    const run = randomUUID();
    const created: Record<string, AttributeValue>[] = [];
    const announcements: Announcement[] = [];
    let queueUrl = "";
    let subscriptionArn: string | undefined;

    before(async () => {
        const { QueueUrl = "" } = await clients.sqs.createQueue({ QueueName: `test-${run}` });
        queueUrl = QueueUrl;
        const { Attributes } = await clients.sqs.getQueueAttributes({ QueueUrl, AttributeNames: ["QueueArn"] });
        await clients.sqs.setQueueAttributes({ QueueUrl, Attributes: { Policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Principal: { Service: "sns.amazonaws.com" },
                Action: "sqs:SendMessage",
                Resource: Attributes?.QueueArn,
                Condition: { ArnEquals: { "aws:SourceArn": outputs.violationsTopicArn } },
            }],
        }) } });
        const { SubscriptionArn } = await clients.sns.subscribe({
            TopicArn: outputs.violationsTopicArn,
            Protocol: "sqs",
            Endpoint: Attributes?.QueueArn,
            Attributes: { RawMessageDelivery: "true" },
        });
        subscriptionArn = SubscriptionArn;
    });

    after(async () => {
        await clients.sns.unsubscribe({ SubscriptionArn: subscriptionArn });
        await clients.sqs.deleteQueue({ QueueUrl: queueUrl });
        for (const Key of created) {
            await clients.dynamodb.deleteItem({ TableName: outputs.tableName, Key });
        }
    });

    /** The answer of a rule's function to an event. */
    const invoke = async (purpose: Purpose, event: object): Promise<unknown> => {
        const { FunctionError, Payload } = await clients.lambda.invoke({
            FunctionName: outputOf("functionNames", purpose), Payload: JSON.stringify(event) });
        const answer = JSON.parse(Buffer.from(Payload ?? []).toString()) as unknown;
        assert.equal(FunctionError, undefined, JSON.stringify(answer));
        return answer;
    };

    const makeEvent = async (purpose: Purpose, notification: object, changes: object = {}) => {
        const ruleName = outputOf("ruleNames", purpose);
        const { ConfigRules: [rule] = [] } = await clients.configService.describeConfigRules({
            ConfigRuleNames: [ruleName] });
        return {
            version: "1.0",
            invokingEvent: JSON.stringify(notification),
            ruleParameters: rule?.InputParameters,
            resultToken: "TESTMODE",
            eventLeftScope: false,
            accountId: (await caller(clients)).account,
            configRuleName: ruleName,
            configRuleArn: rule?.ConfigRuleArn,
            configRuleId: rule?.ConfigRuleId,
            ...changes,
        };
    };

    const keyOf = (purpose: Purpose, { resourceType, resourceId }: Item) => ({
        resource: { S: `${resourceType}/${resourceId}` }, ruleName: { S: outputOf("ruleNames", purpose) } });

    const findRecord = async (purpose: Purpose, item: Item) => {
        const { Item: record } = await clients.dynamodb.getItem({
            TableName: outputs.tableName, Key: keyOf(purpose, item), ConsistentRead: true });
        return record;
    };

    /** What is recorded of a change, once the function has been invoked with it. */
    const evaluateChange = async (purpose: Purpose, item: Item, changes: object = {}) => {
        created.push(keyOf(purpose, item));
        const answer = await invoke(purpose, await makeEvent(purpose, {
            messageType: "ConfigurationItemChangeNotification",
            configurationItem: {
                configurationItemStatus: "OK",
                configurationItemCaptureTime: new Date().toISOString(),
                awsRegion: outputs.region,
                tags: {},
                configuration: {},
                supplementaryConfiguration: {},
                ...item,
            },
        }, changes));
        assert.deepEqual(answer, { evaluations: 1 });
        const { compliance, annotation } = await findRecord(purpose, item) ?? {};
        return { compliance: compliance?.S, annotation: annotation?.S };
    };

    const waitFor = async <T>(what: string, find: () => Promise<T | undefined>, seconds: number): Promise<T> => {
        for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
            const found = await find();
            if (found !== undefined) {
                return found;
            }
            await setTimeout(1000);
        }
        throw new Error(`${what} did not come within ${seconds} seconds`);
    };

    const receiveAnnouncements = async () => {
        const { Messages = [] } = await clients.sqs.receiveMessage({
            QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
        announcements.push(...Messages.map(({ Body = "" }) => JSON.parse(Body) as Announcement));
        await Promise.all(Messages.map(({ ReceiptHandle }) =>
            clients.sqs.deleteMessage({ QueueUrl: queueUrl, ReceiptHandle })));
    };

    const announcementsOf = async ({ resourceId }: Item, count: number) =>
        waitFor(`announcement of ${resourceId}`, async () => {
            await receiveAnnouncements();
            const found = announcements.filter(announcement => announcement.resourceId === resourceId);
            return found.length >= count ? found : undefined;
        }, 120);

    const makeInstance = (name: string): Item =>
        ({ resourceType: "AWS::EC2::Instance", resourceId: `i-${name}-${run}` });
    const makeDatabase = (name: string, configuration: object): Item =>
        ({ resourceType: "AWS::RDS::DBInstance", resourceId: `db-${name}-${run}`, configuration });
    const configBucket = (): Item => ({ resourceType: "AWS::S3::Bucket", resourceId: outputs.configBucketName });
    const requiredTags = () => JSON.parse(setting("requiredTags")) as string[];
    const allTags = () => Object.fromEntries(requiredTags().map(tag => [tag, "value"]));

    it("required-tags records an instance with all tags as compliant", async () => {
        const item = { ...makeInstance("tagged"), tags: allTags() };
        assert.deepEqual(await evaluateChange("required-tags", item), {
            compliance: "COMPLIANT", annotation: "all required tags are there" });
    });

    it("required-tags records an instance without tags as violation, and announces it", async () => {
        const item = makeInstance("untagged");
        const annotation = `tags are missing: ${requiredTags().join(", ")}`;
        assert.deepEqual(await evaluateChange("required-tags", item), { compliance: "NON_COMPLIANT", annotation });
        const [announcement, ...others] = await announcementsOf(item, 1);
        assert.deepEqual(others, []);
        assert.deepEqual(
            [announcement?.ruleName, announcement?.compliance, announcement?.annotation, announcement?.testMode],
            [outputOf("ruleNames", "required-tags"), "NON_COMPLIANT", annotation, true]);
        const record = await findRecord("required-tags", item);
        assert(record?.announcedAt?.S);
        const days = (Number(record.expiresAt?.N) * 1000 - Date.parse(record.evaluatedAt?.S ?? "")) / 86_400_000;
        assert.equal(Math.round(days), Number(setting("recordDays")));
    });

    it("required-tags announces a violation once, and again after it was mended", async () => {
        const item = makeInstance("mended");
        await evaluateChange("required-tags", item);
        await evaluateChange("required-tags", item);
        await evaluateChange("required-tags", { ...item, tags: allTags() });
        await evaluateChange("required-tags", item);
        await announcementsOf(item, 2);
        await setTimeout(2000);
        await receiveAnnouncements();
        assert.equal(announcements.filter(({ resourceId }) => resourceId === item.resourceId).length, 2);
    });

    it("required-tags keeps the later of two results, whichever comes first", async () => {
        const item = { ...makeInstance("late"), tags: allTags() };
        await evaluateChange("required-tags", item);
        const configurationItemCaptureTime = new Date(Date.now() - 60_000).toISOString();
        const { compliance } = await evaluateChange("required-tags", {
            ...item, tags: {}, configurationItemCaptureTime });
        assert.equal(compliance, "COMPLIANT");
    });

    it("required-tags finds a terminated instance not applicable", async () => {
        const item = { ...makeInstance("terminated"), configuration: { state: { name: "terminated" } } };
        assert.deepEqual(await evaluateChange("required-tags", item), {
            compliance: "NOT_APPLICABLE", annotation: "the instance is terminated" });
    });

    it("required-tags finds a deleted instance not applicable", async () => {
        const item = { ...makeInstance("deleted"), configurationItemStatus: "ResourceDeleted" };
        assert.deepEqual(await evaluateChange("required-tags", item), {
            compliance: "NOT_APPLICABLE", annotation: "the resource is deleted, or no longer recorded" });
    });

    it("required-tags finds an instance not applicable that has left the rule's scope", async () => {
        assert.deepEqual(await evaluateChange("required-tags", makeInstance("left"), { eventLeftScope: true }), {
            compliance: "NOT_APPLICABLE", annotation: "the resource is outside of the rule's scope" });
    });

    it("database-backups finds databases compliant whose backups are kept for the configured days", async () => {
        const days = Number(setting("minBackupDays"));
        const enough = makeDatabase("enough", { backupRetentionPeriod: days });
        assert.equal((await evaluateChange("database-backups", enough)).compliance, "COMPLIANT");
        const tooFew = makeDatabase("too-few", { backupRetentionPeriod: days - 1 });
        assert.deepEqual(await evaluateChange("database-backups", tooFew), {
            compliance: "NON_COMPLIANT",
            annotation: `backups are kept for ${days - 1} days, and ${days} are required`,
        });
        await announcementsOf(tooFew, 1);
    });

    it("database-backups finds a replica not applicable", async () => {
        const item = makeDatabase("replica", {
            backupRetentionPeriod: 0, readReplicaSourceDBInstanceIdentifier: "source" });
        assert.equal((await evaluateChange("database-backups", item)).compliance, "NOT_APPLICABLE");
    });

    it("bucket-encryption fetches an oversized item from Config", async () => {
        const item = configBucket();
        await waitFor(`${item.resourceId} in Config`, async () => {
            const { resourceIdentifiers = [] } = await clients.configService.listDiscoveredResources({
                resourceType: "AWS::S3::Bucket", resourceIds: [item.resourceId] });
            return resourceIdentifiers[0];
        }, 600);
        created.push(keyOf("bucket-encryption", item));
        const answer = await invoke("bucket-encryption", await makeEvent("bucket-encryption", {
            messageType: "OversizedConfigurationItemChangeNotification",
            configurationItemSummary: {
                ...item,
                configurationItemStatus: "OK",
                configurationItemCaptureTime: new Date().toISOString(),
            },
        }));
        assert.deepEqual(answer, { evaluations: 1 });
        const { annotation, testMode } = await findRecord("bucket-encryption", item) ?? {};
        assert.deepEqual([annotation?.S, testMode?.BOOL], ["objects are encrypted by default", true]);
    });

    it("bucket-encryption evaluates all buckets on schedule", async () => {
        const { resourceIdentifiers = [] } = await clients.configService.listDiscoveredResources({
            resourceType: "AWS::S3::Bucket" });
        assert(resourceIdentifiers.some(({ resourceId }) => resourceId === outputs.configBucketName));
        const { evaluations } = await invoke("bucket-encryption", await makeEvent("bucket-encryption", {
            messageType: "ScheduledNotification", notificationCreationTime: new Date().toISOString(),
        })) as { evaluations: number };
        assert(evaluations >= resourceIdentifiers.length);
        assert.equal((await findRecord("bucket-encryption", configBucket()))?.compliance?.S, "COMPLIANT");
    });

    it("bucket-encryption tells Config what it finds when Config asks", async () => {
        const ConfigRuleName = outputOf("ruleNames", "bucket-encryption");
        // Config's item of the bucket is older than the events of these tests.
        await clients.dynamodb.deleteItem({
            TableName: outputs.tableName, Key: keyOf("bucket-encryption", configBucket()) });
        await clients.configService.startConfigRulesEvaluation({ ConfigRuleNames: [ConfigRuleName] });
        const result = await waitFor("result in Config", async () => {
            const { EvaluationResults = [] } = await clients.configService.getComplianceDetailsByConfigRule({
                ConfigRuleName, Limit: 100 });
            return EvaluationResults.find(({ EvaluationResultIdentifier }) =>
                EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId === outputs.configBucketName);
        }, 600);
        assert.equal(result.ComplianceType, "COMPLIANT");
        assert.equal(result.Annotation, "objects are encrypted by default");
        await waitFor("record of Config's own event", async () => {
            const record = await findRecord("bucket-encryption", configBucket());
            return record?.testMode?.BOOL === false ? record : undefined;
        }, 120);
    });

    it("the table finds violations by its index", async () => {
        const item = makeInstance("indexed");
        await evaluateChange("required-tags", item);
        const record = await findRecord("required-tags", item);
        await waitFor("record in the index", async () => {
            const { Items = [] } = await clients.dynamodb.query({
                TableName: outputs.tableName,
                IndexName: "by-compliance",
                KeyConditionExpression: "compliance = :compliance AND evaluatedAt = :time",
                ExpressionAttributeValues: {
                    ":compliance": { S: "NON_COMPLIANT" }, ":time": record?.evaluatedAt ?? { S: "" } },
            });
            return Items.find(({ resourceId }) => resourceId?.S === item.resourceId);
        }, 60);
        assert.equal(record?.compliance?.S, "NON_COMPLIANT");
    });

    it("refuses an event that is not Config's, and writes nothing", async () => {
        const item = makeInstance("malformed");
        const event = await makeEvent("required-tags", { messageType: "Unknown", configurationItem: item });
        assert.deepEqual(await invoke("required-tags", event), { failure: "invalid event" });
        assert.deepEqual(await invoke("required-tags", {}), { failure: "invalid event" });
        assert.equal(await findRecord("required-tags", item), undefined);
    });

    it("records nothing under a result token that Config has not given out", async () => {
        const item = makeInstance("token");
        const event = await makeEvent("required-tags", {
            messageType: "ConfigurationItemChangeNotification",
            configurationItem: {
                ...item,
                configurationItemStatus: "OK",
                configurationItemCaptureTime: new Date().toISOString(),
            },
        }, { resultToken: "made-up" });
        assert.deepEqual(await invoke("required-tags", event), { failure: "unknown result token" });
        assert.equal(await findRecord("required-tags", item), undefined);
    });
});
