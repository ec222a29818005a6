import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { ConfigReader } from "../../lib/config-reader";
import { integer, pattern } from "../../lib/rules";
import { captureWarnings, findProblems, isolateSuffix, setConfig } from "../support/configuration";

const valid = {
    "aws:region": "us-east-1",
    "environment": "dev",
    "environmentSuffix": "01",
    "logRetentionDays": "7",
    "deletionProtection": "false",
    "tags": "{}",
    "low": "1",
    "high": "2",
    "word": "a",
    "other:word": "b",
};
type Changes = Record<string, string | undefined>;

function load(changes: Changes = {}, secretKeys: string[] = []) {
    setConfig({ ...valid, ...changes }, secretKeys);
    const reader = new ConfigReader({
        "low": integer(1, 9),
        "high": integer(1, 9),
        "word": pattern(/^\p{L}$/u, "must be a letter"),
        "other:word": pattern(/^b$/, "must be b"),
    });
    reader.refuse(["low", "high"], ({ low, high }) => low > high, ({ low, high }) =>
        `low must not exceed high, got ${low} and ${high}`);
    reader.warn(["low"], ({ low }) => low === 9, ({ low }) => `low is ${low}`);
    return reader.finish();
}

const problems = (changes: Changes, secretKeys?: string[]) => findProblems(() => load(changes, secretKeys));

describe("config-reader", () => {
    before(() => pulumi.runtime.setMocks({
        newResource: () => { throw new Error("the configuration creates nothing"); },
        call: () => { throw new Error("the configuration asks nothing"); },
    }, "project", "stack"));

    isolateSuffix();

    it("C13 gives the keys of the system and those of every system their types", () => {
        // The annotations are the test of the static types.
        const config = load({ "word": "a", "other:word": "b" });
        const { low, deletionProtection, region, tags }:
        { low: number; deletionProtection: boolean; region: string; tags: Record<string, string> } = config;
        assert.deepEqual([low, deletionProtection, region], [1, false, "us-east-1"]);
        assert.deepEqual(tags, {
            Project: "project", Environment: "dev", EnvironmentSuffix: "01", ManagedBy: "Pulumi" });
        assert.deepEqual(Object.keys(config).sort(), [
            "deletionProtection", "environment", "environmentSuffix", "high", "logRetentionDays", "low", "project",
            "region", "tags", "word"]);
    });

    for (const key of Object.keys(valid)) {
        it(`H3 refuses a missing ${key}`, () => assert.deepEqual(problems({ [key]: undefined }), [
            `${key} is required`,
        ]));
    }

    it("adds the user's own tags", () => {
        assert.equal(load({ tags: '{"CostCenter":"12 / ü"}' }).tags.CostCenter, "12 / ü");
    });

    it("says what a system says of values that don't go together, unless one of them is wrong by itself", () => {
        assert.deepEqual(problems({ low: "3" }), ["low must not exceed high, got 3 and 2"]);
        assert.deepEqual(problems({ low: "x" }), ["low must be a whole number from 1 to 9, got x"]);
    });

    it("warns, and takes the configuration", () => {
        assert.deepEqual(captureWarnings(() => load({ low: "9", high: "9" })), ["low is 9"]);
        assert.deepEqual(captureWarnings(() => load()), []);
    });

    it("C10 lets ENVIRONMENT_SUFFIX win, in tags too, and warns of the key that it overrides", () => {
        process.env.ENVIRONMENT_SUFFIX = "pr7";
        const warnings = captureWarnings(() => {
            const { environmentSuffix, tags } = load();
            assert.deepEqual([environmentSuffix, tags.EnvironmentSuffix], ["pr7", "pr7"]);
        });
        assert.deepEqual(warnings, [
            "ENVIRONMENT_SUFFIX is pr7 and wins over environmentSuffix, which is 01: a stack that was deployed as 01 is"
            + " replaced",
        ]);
    });

    it("doesn't warn of an ENVIRONMENT_SUFFIX that says the same as the key", () => {
        process.env.ENVIRONMENT_SUFFIX = "01";
        assert.deepEqual(captureWarnings(() => load()), []);
    });

    it("takes an empty ENVIRONMENT_SUFFIX for none", () => {
        process.env.ENVIRONMENT_SUFFIX = "";
        assert.deepEqual(captureWarnings(() => assert.equal(load().environmentSuffix, "01")), []);
    });

    it("C10 refuses a bad ENVIRONMENT_SUFFIX by that name", () => {
        process.env.ENVIRONMENT_SUFFIX = "PR_7";
        assert.deepEqual(captureWarnings(() => assert.deepEqual(problems({}), [
            "ENVIRONMENT_SUFFIX must be 1 to 12 lower-case letters, digits and single hyphens between them, got PR_7",
        ])), []);
    });

    for (const [region, partition] of [
        ["cn-north-1", "China"], ["cn-northwest-1", "China"],
        ["us-gov-west-1", "GovCloud"], ["us-gov-east-1", "GovCloud"],
        ["us-iso-east-1", "an ISO partition"], ["us-iso-west-1", "an ISO partition"],
        ["us-isob-east-1", "an ISO partition"], ["eu-isoe-west-1", "an ISO partition"],
        ["us-isof-south-1", "an ISO partition"], ["eusc-de-east-1", "the European Sovereign Cloud"],
    ] as const) {
        it(`refuses the region ${region}`, () => assert.deepEqual(problems({ "aws:region": region }), [
            `aws:region must not be in ${partition}, where service principals, ARNs and endpoints differ and this was`
            + ` never tried, got ${region}`,
        ]));
    }

    for (const region of [
        "us-east-1", "us-west-2", "eu-west-1", "eu-south-2", "eu-isolde-1", "ap-southeast-7", "sa-east-1", "ca-west-1",
        "me-central-1", "af-south-1", "il-central-1", "mx-central-1",
    ]) {
        it(`takes the region ${region}`, () => assert.equal(load({ "aws:region": region }).region, region));
    }

    it("refuses an empty region", () => {
        assert.deepEqual(problems({ "aws:region": "" }), ['aws:region must be an AWS region, got ""']);
    });

    for (const [value, printed] of [
        ["", '""'], [" a", '" a"'], ["a ", '"a "'], ["a\n", '"a\\n"'], ["a\u00a0b", '"a\\u00a0b"'],
        ["a\u200b", '"a\\u200b"'], ["\ufeffa", '"\\ufeffa"'], ["a b", "a b"], ['["a"]', '["a"]'], ["üü", "üü"],
    ] as const) {
        it(`prints ${printed} so that it can be seen`, () => {
            assert.deepEqual(problems({ word: value }), [`word must be a letter, got ${printed}`]);
        });
    }

    it("C7 never prints a secret", () => {
        process.env.ENVIRONMENT_SUFFIX = "pr7";
        const warnings = captureWarnings(() => {
            assert.deepEqual(problems(
                { "low": "5", "word": "s3cret", "other:word": "s3cret", "environmentSuffix": "s3cret" },
                ["low", "word", "other:word", "environmentSuffix"],
            ), [
                "word must be a letter, got [secret]",
                "other:word must be b, got [secret]",
                "low must not exceed high, got [secret] and 2",
            ]);
        });
        assert.equal(warnings.length, 1);
        assert.doesNotMatch(warnings.join(), /s3cret/);
    });

    it("D5 refuses a key that nothing reads, without its value", () => {
        assert.deepEqual(problems({ wrod: "s3cret" }), ["wrod is not a key of this project"]);
    });

    it("D5 refuses a key that a renamed project left behind", () => {
        assert.deepEqual(problems({ "old:low": "s3cret" }), [
            'old:low belongs to another project: remove "old:" or the key',
        ]);
    });

    it("leaves the keys of providers and of Pulumi alone", () => {
        assert.deepEqual(problems({ "aws:defaultTags": "{}", "pulumi:tags": "{}", "random:seed": "1" }), []);
    });

    it("reports all problems at once", () => {
        assert.deepEqual(problems({ "aws:region": undefined, "environment": "D", "word": "1", "low": "3", "x": "" }), [
            "aws:region is required",
            "environment must be 2 to 7 lower-case letters, digits and single hyphens between them, got D",
            "word must be a letter, got 1",
            "low must not exceed high, got 3 and 2",
            "x is not a key of this project",
        ]);
    });
});
