import type {
    Policies, ReportViolation, ResourceValidationArgs, ResourceValidationPolicy, StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import assert from "node:assert/strict";
import { judge, readName, type Waiver, withWaivers } from "../waivers";

const waiver: Waiver = { resource: "bucket-*", reason: "it holds nothing", expires: "2027-06-30" };
const urnOf = (name: string) => `urn:pulumi:dev::shop::reference:index:S3$aws:s3/bucket:Bucket::${name}`;

describe("judge", () => {
    const judgeFor = (resource: string, name: string, today = "2027-06-30") =>
        judge([{ ...waiver, resource }], name, "it is public", today);

    it("takes a waiver to its last day", () => {
        assert.deepEqual(judgeFor("bucket", "bucket"), { waiver: { ...waiver, resource: "bucket" } });
    });

    it("says of a violation that its waiver has expired", () => {
        assert.deepEqual(judgeFor("bucket", "bucket", "2027-07-01"), {
            message: "it is public (the waiver expired on 2027-06-30: it holds nothing)" });
    });

    it("takes another waiver than the one that has expired", () => {
        const later = { ...waiver, expires: "2027-12-31" };
        assert.deepEqual(judge([waiver, later], "bucket-a", "it is public", "2027-07-01"), { waiver: later });
    });

    for (const [resource, name, matches] of [
        ["bucket-*", "bucket-data-dev-01", true],
        ["*-dev-01", "bucket-data-dev-01", true],
        ["bucket-*-01", "bucket-data-dev-01", true],
        ["*", "", true],
        ["bucket", "bucket-data", false],
        ["data", "bucket-data", false],
        ["bucket.data", "bucket-data", false],
        ["bucket(1)", "bucket(1)", true],
    ] as const) {
        it(`${matches ? "matches" : "doesn't match"} ${resource} and "${name}"`, () => {
            assert.equal(judgeFor(resource, name).waiver !== undefined, matches);
        });
    }
});

describe("readName", () => {
    it("is the end of a URN", () => assert.equal(readName(urnOf("bucket-a")), "bucket-a"));
    it("may have colons", () => assert.equal(readName(urnOf("a::b")), "a::b"));
    it("is empty without a URN", () => assert.equal(readName(""), ""));
});

describe("withWaivers", () => {
    const resourceRule: ResourceValidationPolicy = {
        name: "public",
        description: "Nothing is public.",
        validateResource: (_, report) => report("it is public"),
    };
    const stackRule: StackValidationPolicy = {
        name: "alone",
        description: "Nothing is alone.",
        validateStack: ({ resources }, report) => resources.forEach(({ urn }) => report("it is alone", urn)),
    };

    /** Runs policies over these resources, as the SDK does, and returns what they report. */
    async function run(policies: Policies, names: string[], config: Record<string, { waivers?: Waiver[] }> = {}) {
        const reported: string[] = [];
        const reportFor = (rule: string): ReportViolation => (message, urn) =>
            reported.push(`${rule} ${readName(urn ?? "")}: ${message}`);
        for (const policy of policies) {
            const getConfig = () => config[policy.name] ?? {};
            const report = reportFor(policy.name);
            if ("validateStack" in policy) {
                const args = { resources: names.map(name => ({ urn: urnOf(name) })), getConfig };
                await policy.validateStack(args as unknown as StackValidationArgs, report);
                continue;
            }
            for (const validate of [policy.validateResource ?? []].flat()) {
                for (const name of names) {
                    await validate({ urn: urnOf(name), getConfig } as unknown as ResourceValidationArgs, report);
                }
            }
        }
        return reported;
    }

    const wrap = (...policies: Policies) => withWaivers(policies, () => "2027-06-30");

    for (const rule of [resourceRule, stackRule]) {
        const message = `it is ${rule.name}`;

        it(`changes nothing of ${rule.name} without waivers`, async () => {
            assert.deepEqual(await run(wrap(rule), ["a"]), [`${rule.name} a: ${message}`]);
        });

        it(`leaves out what is waived of ${rule.name}, and nothing else`, async () => {
            const config = { [rule.name]: { waivers: [waiver] } };
            assert.deepEqual(await run(wrap(rule), ["bucket-a", "b"], config), [`${rule.name} b: ${message}`]);
        });

        it(`takes no waiver of another rule for ${rule.name}`, async () => {
            const reported = await run(wrap(rule), ["bucket-a"], { other: { waivers: [waiver] } });
            assert.deepEqual(reported, [`${rule.name} bucket-a: ${message}`]);
        });

        it(`reports an expired waiver of ${rule.name}, and that it has no use`, async () => {
            const config = { [rule.name]: { waivers: [{ ...waiver, expires: "2027-06-29" }] } };
            assert.deepEqual(await run(wrap(rule), ["bucket-a"], config), [
                `${rule.name} bucket-a: ${message} (the waiver expired on 2027-06-29: it holds nothing)`,
                `unused-waiver : the waiver of ${rule.name} for bucket-* has no use`,
            ]);
        });
    }

    it("reports a waiver without use, again in a second operation", async () => {
        const policies = wrap(resourceRule);
        const config = { public: { waivers: [waiver, { ...waiver, resource: "c" }] } };
        const expected = ["unused-waiver : the waiver of public for c has no use"];
        assert.deepEqual(await run(policies, ["bucket-a"], config), expected);
        assert.deepEqual(await run(policies, ["bucket-a"], config), expected);
    });

    it("keeps each of several functions, and the type that the SDK hangs on one", () => {
        const typed = Object.assign(() => undefined, { __pulumiType: "aws:s3/bucket:Bucket" });
        const [several, one] = wrap(
            { ...resourceRule, validateResource: [typed, () => undefined] },
            { ...resourceRule, validateResource: typed },
        ) as [ResourceValidationPolicy, ResourceValidationPolicy];
        assert.deepEqual([several.validateResource].flat().map(validate => Object.entries(validate ?? {})), [
            [["__pulumiType", "aws:s3/bucket:Bucket"]], []]);
        assert.deepEqual(Object.entries(one.validateResource ?? {}), [["__pulumiType", "aws:s3/bucket:Bucket"]]);
    });

    it("adds waivers to the configuration that a rule has", () => {
        const configSchema = { properties: { days: { type: "integer" } }, required: ["days"] } as const;
        const [rule] = wrap({ ...resourceRule, configSchema: { ...configSchema, required: ["days"] } });
        assert.deepEqual(Object.keys(rule?.configSchema?.properties ?? {}), ["days", "waivers"]);
        assert.deepEqual(rule?.configSchema?.required, ["days"]);
    });
});
