import type { AttributeValue, DynamoDB, ScanCommandInput } from "@aws-sdk/client-dynamodb";
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { RuleStore } from "../../service/rule-store";
import { captureLog } from "../support/log";

const makeRule = (id: string, points = "1"): Record<string, AttributeValue> =>
    ({ ruleId: { S: id }, points: { N: points }, field: { S: "amount" }, above: { N: "0" } });

describe("RuleStore", () => {
    let pages: (Record<string, AttributeValue>[] | Error)[];
    let scans: (ScanCommandInput["ExclusiveStartKey"])[];
    let now: number;
    let store: RuleStore;

    beforeEach(() => {
        pages = [];
        scans = [];
        now = 0;
        const scan = async ({ TableName, ExclusiveStartKey }: ScanCommandInput) => {
            assert.equal(TableName, "rules");
            scans.push(ExclusiveStartKey);
            await setImmediate();
            const page = pages.shift();
            if (!page || page instanceof Error) {
                throw page ?? new Error("there is no page");
            }
            return { Items: page, LastEvaluatedKey: page.length > 1 ? page.at(-1) : undefined };
        };
        store = new RuleStore({ scan } as unknown as DynamoDB, "rules", () => now);
    });

    const ids = async () => (await store.get()).map(({ ruleId }) => ruleId);

    it("reads all pages of the table", async () => {
        pages = [[makeRule("a"), makeRule("b")], [makeRule("c")]];
        assert.deepEqual(await ids(), ["a", "b", "c"]);
        assert.deepEqual(scans, [undefined, makeRule("b")]);
    });

    it("leaves out what is no rule, and logs which", async () => {
        pages = [[makeRule("a"), { ruleId: { S: "broken" } }], []];
        const lines = await captureLog(async () => assert.deepEqual(await ids(), ["a"]));
        assert.deepEqual(lines.map(({ level, ruleId }) => [level, ruleId]), [["error", "broken"]]);
    });

    it("reads the table once for all requests at a time, and of ten seconds", async () => {
        pages = [[makeRule("a")]];
        assert.deepEqual(await Promise.all([ids(), ids()]), [["a"], ["a"]]);
        now = 10_000;
        assert.deepEqual(await ids(), ["a"]);
        assert.equal(scans.length, 1);
    });

    it("answers with the former rules while it reads them again", async () => {
        pages = [[makeRule("a")], [makeRule("b")]];
        await ids();
        now = 10_001;
        assert.deepEqual(await ids(), ["a"]);
        await setImmediate();
        await setImmediate();
        assert.deepEqual(await ids(), ["b"]);
        assert.equal(scans.length, 2);
    });

    it("keeps the former rules where the table can't be read, for ten seconds more, and logs why", async () => {
        pages = [[makeRule("a")], new Error("throttled"), [makeRule("b")]];
        await ids();
        now = 10_001;
        const lines = await captureLog(async () => {
            await ids();
            await setImmediate();
            await setImmediate();
            assert.deepEqual(await ids(), ["a"]);
        });
        assert.deepEqual(lines.map(({ error }) => error), ["Error: throttled"]);
        assert.equal(scans.length, 2);
        now = 20_002;
        await ids();
        await setImmediate();
        await setImmediate();
        assert.deepEqual(await ids(), ["b"]);
    });

    it("fails where the table could never be read, and tries again at the next request", async () => {
        pages = [new Error("no table"), [makeRule("a")]];
        await assert.rejects(ids(), /no table/);
        assert.deepEqual(await ids(), ["a"]);
    });

    it("takes the time from the process", async () => {
        pages = [[makeRule("a")], [makeRule("b")]];
        const clocked = new RuleStore({ scan: () => Promise.resolve({}) } as unknown as DynamoDB, "rules");
        assert.deepEqual([await clocked.get(), await clocked.get()], [[], []]);
    });
});
