import assert from "node:assert/strict";
import { parseTransaction } from "../../service/transaction";

const valid = { id: "t-1", amount: 9.99, currency: "EUR", country: "DE", merchant: "Straße 漢字 😀" };
const parse = (changes: Record<string, unknown>) => parseTransaction(JSON.stringify({ ...valid, ...changes }));

describe("transaction", () => {
    it("is read from JSON", () => assert.deepEqual(parse({}), { transaction: valid }));

    for (const [key, ...values] of [
        ["id", "a".repeat(64), "A_-9"], ["amount", 0, 1e12], ["merchant", "😀".repeat(128)],
    ] as const) {
        for (const value of values) {
            it(`may have ${key} ${value}`, () => {
                assert.deepEqual(parse({ [key]: value }), { transaction: { ...valid, [key]: value } });
            });
        }
    }

    const rules = {
        id: "must be 1 to 64 letters, digits, underscores and hyphens",
        amount: "must be a number from 0 to 1000000000000",
        currency: "must be three capital letters",
        country: "must be two capital letters",
        merchant: "must be a text of 1 to 128 characters",
    };
    const wrong: [key: keyof typeof rules, ...values: unknown[]][] = [
        ["id", "", "a".repeat(65), "a b", 1, undefined],
        ["amount", -0.01, 1e12 + 1, "1", null, undefined],
        ["currency", "eur", "EURO", ["EUR"], undefined],
        ["country", "D", "de", "DEU", undefined],
        ["merchant", "", "x".repeat(129), {}, undefined],
    ];
    for (const [key, ...values] of wrong) {
        for (const value of values) {
            it(`must not have ${key} ${JSON.stringify(value)}`, () => {
                assert.deepEqual(parse({ [key]: value }), { problems: [`${key} ${rules[key]}`] });
            });
        }
    }

    it("has no number that JSON can't hold", () => {
        assert.deepEqual(
            parseTransaction(JSON.stringify(valid).replace("9.99", "1e999")), { problems: [`amount ${rules.amount}`] });
    });

    it("has no other fields, whatever they are named", () => {
        for (const key of ["card", "constructor", "__proto__"]) {
            const text = JSON.stringify(valid).replace("{", `{"${key}":{},`);
            assert.deepEqual(parseTransaction(text), { problems: [`"${key}" is not a field of a transaction`] });
        }
    });

    it("is told all that is wrong with it", () => {
        assert.deepEqual(parseTransaction("{}"), {
            problems: Object.entries(rules).map(([key, rule]) => `${key} ${rule}`) });
    });

    for (const text of ["", "{", "null", "[]", '"text"', "1", "\0"]) {
        it(`is no ${JSON.stringify(text)}`, () => {
            assert.deepEqual(parseTransaction(text), { problems: ["the body must be a JSON object"] });
        });
    }
});
