import assert from "node:assert/strict";
import { readRule, type Rule, scoreTransaction } from "../../service/rules";

const transaction = { id: "t-1", amount: 1000, currency: "EUR", country: "DE", merchant: "shop" };
const large: Rule = { ruleId: "large", points: 30, field: "amount", above: 999.99 };
const far: Rule = { ruleId: "far", points: 50, field: "country", in: ["DE", "FR"] };

describe("rules", () => {
    it("are read from items of the table", () => {
        const common = { ruleId: { S: "id" }, points: { N: "-5.5" } };
        assert.deepEqual(
            readRule({ ...common, field: { S: "amount" }, above: { N: "1e3" } }),
            { ruleId: "id", points: -5.5, field: "amount", above: 1000 });
        for (const field of ["country", "currency", "merchant"]) {
            assert.deepEqual(
                readRule({ ...common, field: { S: field }, in: { SS: ["A", "B"] } }),
                { ruleId: "id", points: -5.5, field, in: ["A", "B"] });
        }
    });

    const item = { ruleId: { S: "id" }, points: { N: "1" }, field: { S: "amount" }, above: { N: "1" } };
    const others = {
        "without id": { points: item.points, field: item.field, above: item.above },
        "without points": { ...item, points: { S: "1" } },
        "without limit": { ...item, above: { S: "1" } },
        "without list": { ...item, field: { S: "country" } },
        "without field": { ...item, field: { S: "id" } },
    };
    for (const [title, broken] of Object.entries(others)) {
        it(`are not read from an item ${title}`, () => assert.equal(readRule(broken), undefined));
    }

    it("add up to a score", () => {
        assert.deepEqual(scoreTransaction(transaction, [large, far]), {
            score: 80, decision: "decline", rules: ["far", "large"] });
    });

    it("count only where they are met: above a limit, not at it, and among the listed texts", () => {
        const unmet: Rule[] = [
            { ...large, above: 1000 },
            { ...far, in: ["FR"] },
            { ruleId: "part", points: 9, field: "merchant", in: ["sho"] },
        ];
        assert.deepEqual(scoreTransaction(transaction, unmet), { score: 0, decision: "accept", rules: [] });
    });

    for (const [points, score, decision] of [
        [-10, 0, "accept"], [39, 39, "accept"], [40, 40, "review"], [79.5, 79.5, "review"], [80, 80, "decline"],
        [500, 100, "decline"],
    ] as const) {
        it(`of ${points} points lead to ${decision}`, () => {
            assert.deepEqual(
                scoreTransaction(transaction, [{ ...large, points }]), { score, decision, rules: ["large"] });
        });
    }
});
