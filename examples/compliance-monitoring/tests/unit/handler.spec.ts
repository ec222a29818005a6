import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { checkBucketEncryption, checkRequiredTags } from "../../lambda/checks";
import type { Settings } from "../../lambda/environment";
import { type Context, createHandler } from "../../lambda/handler";
import type * as entryPoint from "../../lambda/required-tags";
import { capturedAt, instance, makeChange, makeOversized, makeSchedule } from "../support/events";
import { FakeAws, makeError } from "../support/fake-aws";

const settings: Settings = {
    tableName: "table", topicArn: "topic", resourceTypes: ["AWS::EC2::Instance"], recordDays: 30,
};
const context: Context = { getRemainingTimeInMillis: () => 30_000 };
const recordKey = "AWS::EC2::Instance/i-1 rule";
const tags = { Project: "p", Environment: "dev" };
const later = (seconds: number) => new Date(Date.parse(capturedAt) + 1000 * seconds).toISOString();

describe("handler", () => {
    let aws: FakeAws;
    let entries: { level: string; entry: Record<string, unknown> }[];
    const original = { info: console.info, warn: console.warn, error: console.error };

    beforeEach(() => {
        aws = new FakeAws();
        entries = [];
        for (const level of ["info", "warn", "error"] as const) {
            console[level] = (entry: Record<string, unknown>) => entries.push({ level, entry });
        }
    });
    afterEach(() => Object.assign(console, original));

    const handle = (event: unknown, changes: Partial<Settings> = {}, given = context) =>
        createHandler(checkRequiredTags, aws.clients, { ...settings, ...changes })(event, given);
    const complianceOf = (key = recordKey) => aws.records.get(key)?.compliance?.S;
    /** Lets the commands of this name fail. */
    const failAt = (name: string, error: Error) => {
        aws.intercept = command => {
            if (command === name) {
                throw error;
            }
        };
    };
    /** Has Config know resources of a type, in the form of its API. */
    const discover = (count: number, item: object = {}) => {
        for (let index = 1; index <= count; index++) {
            aws.discovered.set(`AWS::EC2::Instance/i-${index}`, {
                resourceType: "AWS::EC2::Instance",
                resourceId: `i-${index}`,
                configurationItemStatus: "OK",
                configuration: JSON.stringify({ tags: [{ key: "Project", value: "p" }] }),
                ...item,
            });
        }
    };

    it("tells Config of a violation first, records it, then announces it", async () => {
        assert.deepEqual(await handle(makeChange()), { evaluations: 1 });
        const annotation = "tags are missing: Project, Environment";
        assert.deepEqual(aws.sent, ["PutEvaluations", "UpdateItem", "Publish", "UpdateItem"]);
        assert.deepEqual(aws.evaluations, [{
            Evaluations: [{
                ComplianceResourceType: "AWS::EC2::Instance",
                ComplianceResourceId: "i-1",
                ComplianceType: "NON_COMPLIANT",
                Annotation: annotation,
                OrderingTimestamp: new Date(capturedAt),
            }],
            ResultToken: "token",
            TestMode: false,
        }]);
        const { evaluatedAt, announcedAt, expiresAt, ...record } = aws.records.get(recordKey) ?? {};
        assert.deepEqual(record, {
            resource: { S: "AWS::EC2::Instance/i-1" },
            ruleName: { S: "rule" },
            resourceType: { S: "AWS::EC2::Instance" },
            resourceId: { S: "i-1" },
            compliance: { S: "NON_COMPLIANT" },
            annotation: { S: annotation },
            capturedAt: { S: capturedAt },
            testMode: { BOOL: false },
        });
        const time = Date.parse(evaluatedAt?.S ?? "");
        assert(Math.abs(Date.now() - time) < 60_000);
        assert.equal(Number(expiresAt?.N), Math.floor(time / 1000) + 30 * 86_400);
        assert(Date.parse(announcedAt?.S ?? "") >= time);
        assert.deepEqual(aws.announcements, [{
            topic: "topic",
            accountId: "123456789012",
            ruleName: "rule",
            resourceType: "AWS::EC2::Instance",
            resourceId: "i-1",
            compliance: "NON_COMPLIANT",
            annotation,
            capturedAt,
            testMode: false,
        }]);
    });

    it("records a compliant resource, and announces nothing", async () => {
        await handle(makeChange({ tags }));
        assert.equal(complianceOf(), "COMPLIANT");
        assert.deepEqual(aws.announcements, []);
    });

    it("announces a violation once, until it is mended", async () => {
        await handle(makeChange());
        await handle(makeChange({ configurationItemCaptureTime: later(1) }));
        assert.equal(aws.announcements.length, 1);
        await handle(makeChange({ configurationItemCaptureTime: later(2), tags }));
        assert.equal(aws.records.get(recordKey)?.announcedAt, undefined);
        await handle(makeChange({ configurationItemCaptureTime: later(3) }));
        assert.equal(aws.announcements.length, 2);
    });

    it("announces in the next attempt what it could not announce in the first", async () => {
        failAt("Publish", makeError("ThrottledException"));
        await assert.rejects(handle(makeChange()), { name: "ThrottledException" });
        aws.intercept = () => undefined;
        await handle(makeChange());
        assert.equal(aws.announcements.length, 1);
        assert(aws.records.get(recordKey)?.announcedAt);
    });

    it("keeps a later result when an earlier one comes late", async () => {
        await handle(makeChange({ configurationItemCaptureTime: later(1), tags }));
        assert.deepEqual(await handle(makeChange()), { evaluations: 1 });
        assert.equal(complianceOf(), "COMPLIANT");
        assert.deepEqual(aws.announcements, []);
        assert.equal(entries.at(-1)?.entry.message, "a later evaluation is recorded");
    });

    for (const status of ["ResourceDeleted", "ResourceDeletedNotRecorded", "ResourceNotRecorded"]) {
        it(`finds a resource of status ${status} not applicable, without looking at it`, async () => {
            await handle(makeChange({ configurationItemStatus: status, configuration: null }));
            await handle(makeOversized({ configurationItemStatus: status }));
            assert.deepEqual(aws.evaluations.map(({ Evaluations }) => Evaluations?.[0]?.ComplianceType),
                ["NOT_APPLICABLE", "NOT_APPLICABLE"]);
            assert.equal(complianceOf(), "NOT_APPLICABLE");
            assert(!aws.sent.includes("GetResourceConfigHistory"));
        });
    }

    it("finds a resource not applicable that has left the scope, or was never in it", async () => {
        await handle(makeChange({}, { eventLeftScope: true }));
        assert.equal(complianceOf(), "NOT_APPLICABLE");
        await handle(makeChange({ resourceType: "AWS::S3::Bucket" }));
        assert.equal(complianceOf("AWS::S3::Bucket/i-1 rule"), "NOT_APPLICABLE");
    });

    it("fetches an oversized item from Config, in which configuration is text", async () => {
        discover(1, { tags });
        assert.deepEqual(await handle(makeOversized()), { evaluations: 1 });
        assert.equal(complianceOf(), "COMPLIANT");
        assert.equal(aws.records.get(recordKey)?.capturedAt?.S, capturedAt);
    });

    it("reads supplementary configuration of events and of Config's API alike", async () => {
        const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }];
        const bucket = { resourceType: "AWS::S3::Bucket", resourceId: "b" };
        const check = createHandler(checkBucketEncryption, aws.clients, {
            ...settings, resourceTypes: ["AWS::S3::Bucket"] });
        await check(makeChange({ ...bucket, supplementaryConfiguration: {
            ServerSideEncryptionConfiguration: { rules }, AccessControlList: "no JSON" } }), context);
        aws.discovered.set("AWS::S3::Bucket/b", { ...bucket, supplementaryConfiguration: {
            ServerSideEncryptionConfiguration: JSON.stringify({ rules }) } });
        await check(makeOversized(bucket), context);
        assert.deepEqual(aws.evaluations.map(({ Evaluations }) => Evaluations?.[0]?.ComplianceType),
            ["COMPLIANT", "COMPLIANT"]);
    });

    it("finds an oversized item not applicable that Config no longer knows", async () => {
        await handle(makeOversized());
        assert.equal(complianceOf(), "NOT_APPLICABLE");
    });

    it("passes on why an oversized item could not be fetched", async () => {
        failAt("GetResourceConfigHistory", makeError("ThrottlingException"));
        await assert.rejects(handle(makeOversized()), { name: "ThrottlingException" });
    });

    it("evaluates all resources on schedule, and tells Config of at most 100 at a time", async () => {
        discover(250);
        assert.deepEqual(await handle(makeSchedule()), { evaluations: 250 });
        assert.deepEqual(aws.evaluations.map(({ Evaluations }) => Evaluations?.length), [100, 100, 50]);
        assert.deepEqual(aws.evaluations.map(({ ResultToken }) => ResultToken), ["token", "token", "token"]);
        assert.equal(aws.records.size, 250);
        assert.equal(aws.records.get(recordKey)?.annotation?.S, "tags are missing: Environment");
        assert.equal(aws.records.get(recordKey)?.capturedAt?.S, capturedAt);
    });

    it("has nothing to tell where there are no resources", async () => {
        assert.deepEqual(await handle(makeSchedule()), { evaluations: 0 });
        assert.deepEqual(aws.sent, ["ListDiscoveredResources"]);
    });

    it("cuts an annotation that is too long for Config", async () => {
        const ruleParameters = JSON.stringify({ requiredTags: "x".repeat(300) });
        await handle(makeChange({}, { ruleParameters }));
        assert.equal(aws.evaluations[0]?.Evaluations?.[0]?.Annotation?.length, 256);
        assert.equal(aws.records.get(recordKey)?.annotation?.S?.length, 318);
    });

    it("lets Config know of a test, and marks what it writes", async () => {
        await handle(makeChange({}, { resultToken: "TESTMODE" }));
        assert.equal(aws.evaluations[0]?.TestMode, true);
        assert.deepEqual(aws.records.get(recordKey)?.testMode, { BOOL: true });
        assert.equal(aws.announcements[0]?.testMode, true);
    });

    it("refuses an event that is not Config's, without another attempt", async () => {
        assert.deepEqual(await handle({ Records: [] }), { failure: "invalid event" });
        assert.deepEqual(aws.sent, []);
        assert.deepEqual(entries, [{ level: "error", entry: {
            message: "event failed", kind: "invalid event", error: "event: invokingEvent must be an object as JSON",
        } }]);
    });

    it("writes nothing where Config does not take the result", async () => {
        failAt("PutEvaluations", makeError("InvalidResultTokenException"));
        assert.deepEqual(await handle(makeChange()), { failure: "unknown result token" });
        assert.deepEqual([aws.records.size, aws.announcements.length], [0, 0]);
    });

    it("has Lambda try again where Config takes only a part", async () => {
        aws.failedEvaluations = [{
            ComplianceResourceType: "AWS::EC2::Instance", ComplianceResourceId: "i-1",
            ComplianceType: "NON_COMPLIANT", OrderingTimestamp: new Date(),
        }];
        await assert.rejects(handle(makeChange()), { message: "Config did not take 1 evaluations" });
        assert.equal(entries.at(-1)?.level, "warn");
    });

    it("has Lambda try again when the table fails, after Config was told", async () => {
        failAt("UpdateItem", makeError("ProvisionedThroughputExceededException"));
        await assert.rejects(handle(makeChange()), { name: "ProvisionedThroughputExceededException" });
        assert.equal(aws.evaluations.length, 1);
        assert.equal(entries.at(-1)?.entry.kind, "throttled");
    });

    it("stops before Lambda would end it, and has Lambda try again", async () => {
        aws.delayMs = 50;
        await assert.rejects(handle(makeChange(), {}, { getRemainingTimeInMillis: () => 1010 }), {
            name: "TimeoutError" });
        assert.deepEqual(aws.sent, ["PutEvaluations"]);
        assert.equal(entries.at(-1)?.entry.kind, "out of time");
    });

    it("logs what it found, and about which resource", async () => {
        await handle(makeChange({ tags }));
        assert.deepEqual(entries, [{ level: "info", entry: {
            message: "COMPLIANT", ruleName: "rule", resourceType: instance.resourceType, resourceId: "i-1",
        } }]);
    });
});

describe("functions", () => {
    for (const purpose of ["required-tags", "bucket-encryption", "database-backups"]) {
        it(`D1 ${purpose} answers as Lambda calls it`, async () => {
            const environment = { ...process.env };
            const { error } = console;
            console.error = () => undefined;
            Object.assign(process.env, {
                AWS_REGION: "us-east-1",
                TABLE_NAME: "table",
                TOPIC_ARN: "topic",
                RESOURCE_TYPES: "a,b",
                RECORD_DAYS: "1",
            });
            try {
                const load = createRequire(__filename);
                const { handler } = load(`../../lambda/${purpose}`) as typeof entryPoint;
                assert.deepEqual(await handler({}, context), { failure: "invalid event" });
            } finally {
                process.env = environment;
                console.error = error;
            }
        });
    }
});
