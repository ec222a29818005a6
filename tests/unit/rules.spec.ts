import assert from "node:assert/strict";
import * as rules from "../../lib/rules";

const tags = rules.tags(["Project", "Environment", "EnvironmentSuffix", "ManagedBy", "Name"]);
const makeTags = (count: number) => JSON.stringify(Object.fromEntries(
    Array.from({ length: count }, (_, i) => [String(i).padEnd(128, "k"), "v".repeat(256)])));

const cases: Record<string, { rule: rules.Rule<unknown>; says: string; taken: unknown[][]; refused: string[] }> = {
    text: {
        rule: rules.text("must be a", text => text === "a"),
        says: "must be a",
        taken: [["a", "a"]],
        refused: ["", "b"],
    },
    pattern: {
        rule: rules.pattern(/^a+$/, "must be a, or more of it"),
        says: "must be a, or more of it",
        taken: [["aa", "aa"]],
        refused: ["", "b"],
    },
    name: {
        rule: rules.name(2, 7),
        says: "must be 2 to 7 lower-case letters, digits and single hyphens between them",
        taken: ["ab", "develop", "a-b", "1-2-3"].map(text => [text, text]),
        refused: ["", "d", "develops", "Dev", "d_v", "-dev", "dev-", "d--v", "d.v", "dev\n"],
    },
    choice: {
        rule: rules.choice(["a", 1]),
        says: "must be one of a, 1",
        taken: [["a", "a"], ["1", 1]],
        refused: ["", "A", "01", "a, 1"],
    },
    boolean: {
        rule: rules.boolean,
        says: "must be one of true, false",
        taken: [["true", true], ["false", false]],
        refused: ["", "yes", "1", "True"],
    },
    integer: {
        rule: rules.integer(1, 100),
        says: "must be a whole number from 1 to 100",
        taken: [["1", 1], ["100", 100]],
        refused: ["", "0", "-1", "1.5", "101", "two", "1e1", " 1", "0x1"],
    },
    list: {
        rule: rules.list("must be two texts", items => items.length === 2),
        says: "must be two texts",
        taken: [['["a","b"]', ["a", "b"]]],
        refused: ["", "a", "a,b", '"ab"', "[]", '["a",1]', '["a",null]', '{"0":"a","1":"b","length":2}', "null"],
    },
    instanceType: {
        rule: rules.instanceType("db.", "an RDS instance class"),
        says: "must be an RDS instance class, such as db.t4g.micro",
        taken: ["db.t4g.micro", "db.m7g.large", "db.r6gd.16xlarge", "db.x2iedn.metal"].map(text => [text, text]),
        refused: ["", "t4g.micro", "dbxt4g.micro", "db.t4g", "db.t4g.tiny", "cache.t4g.micro", "db.t4g.2large"],
    },
    region: {
        rule: rules.region,
        says: "must be an AWS region",
        taken: ["eu-west-1", "us-gov-west-1", "ap-southeast-7"].map(text => [text, text]),
        refused: ["", "us-east", "us-east-1a", "US-EAST-1", "us-east-12", "1us-east-1", "regio-east-1"],
    },
    retentionDays: {
        rule: rules.retentionDays,
        says: "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,"
            + " 2922, 3288, 3653",
        taken: [["1", 1], ["3653", 3653]],
        refused: ["", "0", "8", "7.5", "week"],
    },
    tags: {
        rule: tags,
        says: "must map at most 20 names of 1 to 128 characters to texts of at most 256, all of letters, digits, spaces"
            + " and _.:/=+-@, without the names aws:* and Project, Environment, EnvironmentSuffix, ManagedBy, Name",
        taken: ["{}", '{"ü²_.:/=+-@ aws:x":"_.:/=+-@ ü²","e":""}', makeTags(20)].map(
            text => [text, JSON.parse(text) as unknown]),
        refused: [
            "", "[]", "null", "text", '{"a":1}', '{"aws:a":"b"}', '{"AWS:a":"b"}', '{"":"a"}', '{"a":"<"}',
            '{"a?":"b"}', '{"Project":"a"}', '{"project":"a"}', '{"Name":"a"}', '{"ManagedBy":"a"}',
            '{"Environment":"a"}', '{"EnvironmentSuffix":"a"}', '{"a":"b","A":"b"}',
            JSON.stringify({ ["k".repeat(129)]: "a" }), JSON.stringify({ a: "v".repeat(257) }), makeTags(21),
        ],
    },
};

describe("rules", () => {
    it("are all tested", () => {
        assert.deepEqual(Object.keys(cases).sort(), Object.keys(rules).sort());
    });

    for (const [name, { rule, says, taken, refused }] of Object.entries(cases)) {
        it(`${name} says what it takes`, () => assert.equal(rule.says, says));

        for (const [text, value] of taken) {
            it(`${name} takes ${String(text).slice(0, 40)}`, () => {
                assert.deepEqual(rule.parse(String(text)), value);
            });
        }
        for (const text of refused) {
            it(`${name} refuses ${JSON.stringify(text).slice(0, 40)}`, () => {
                assert.equal(rule.parse(text), undefined);
            });
        }
    }
});
