import assert from "node:assert/strict";
import { drawScores, readCatalogues, score } from "./score";
import type { StackReport } from "./stack-report";

const types = ["aws:s3/bucket:Bucket", "pulumi:pulumi:Stack"];
const entries = ["passed", "waived", "failed", "undecided", "uncovered", "elsewhere"].map(id => ({
    id, title: id, types: id === "elsewhere" ? ["ec2.Vpc"] : ["s3.Bucket", "ec2.Vpc"] }));
const catalogues = [{ name: "Known", source: "Known 1.0", prefix: "K-", entries }];
const rules = ["passed", "waived", "failed", "undecided"].map(name => ({
    name, description: "", remedy: "", tags: [`K-${name}`] }));

const finding = { level: "advisory" as const, message: "m", resource: "r", urn: "", source: undefined };
const report: StackReport = {
    stack: "dev",
    types,
    violations: [{ ...finding, rule: "failed" }],
    waived: ["waived", "failed"].map(rule => ({
        ...finding, rule, waiver: { resource: "r", reason: "r", expires: "2027-06-30" } })),
    undecided: [{ rule: "undecided", resource: "r", reason: "u" }],
};

describe("score", () => {
    it("sorts what applies to the stack's types by the worst that its rules found", () => {
        assert.deepEqual(score(report, rules, catalogues), [{
            catalogue: "Known", passed: ["passed"], waived: ["waived"], failed: ["failed"], undecided: ["undecided"],
            uncovered: ["uncovered"] }]);
    });

    it("knows no entry by an id without its prefix, or with more behind it", () => {
        const wrong = [{ ...rules[0], name: "n", description: "", remedy: "", tags: ["passed", "K-passed.1"] }];
        assert.deepEqual(score(report, wrong, catalogues)[0]?.passed, []);
    });

    it("is drawn with the number of what applies first", () => {
        const [, row] = drawScores(score(report, rules, catalogues));
        assert.deepEqual(row?.trim().split(/\s+/), ["Known", "5", "1", "1", "1", "1", "1"]);
    });
});

describe("catalogues", () => {
    const all = readCatalogues();

    it("have the rules of AwsSolutions, Checkov and FSBP, each once", () => {
        assert.deepEqual(all.map(({ name }) => name), ["AwsSolutions", "Checkov", "FSBP"]);
        const ids = all.flatMap(({ prefix, entries }) => entries.map(({ id }) => prefix + id));
        assert.deepEqual(ids.filter((id, index) => ids.indexOf(id) !== index), []);
        assert(ids.length > 180, `there are ${ids.length}`);
    });

    it("name types that the provider has", () => {
        const types = [...new Set(all.flatMap(({ entries }) => entries.flatMap(entry => entry.types)))];
        const unknown = types.filter(type => {
            const [module = "", name = ""] = type.split(".");
            try {
                require.resolve(`@pulumi/aws/${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}`);
                return false;
            } catch {
                return true;
            }
        });
        assert.deepEqual(unknown, []);
    });
});
