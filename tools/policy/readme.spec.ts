import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readListedSettings } from "../host/expected";
import { root } from "../host/project";
import { ownPack } from "./arguments";
import { check, type Check } from "./check";
import { outcomes, score } from "./score";

/** Waivers expire, and the score with them: this one is of the day on which it was written. */
const today = "2026-11-21";

/** What Checkov 3.3.30 finds in prod, converted by hand for it. */
const found = [
    "CKV_AWS_2", "CKV_AWS_18", "CKV_AWS_103", "CKV_AWS_118", "CKV_AWS_144", "CKV_AWS_145", "CKV_AWS_150",
    "CKV_AWS_158", "CKV_AWS_260", "CKV_AWS_290", "CKV_AWS_293", "CKV_AWS_338", "CKV_AWS_353", "CKV_AWS_355",
    "CKV_AWS_378", "CKV2_AWS_20", "CKV2_AWS_28", "CKV2_AWS_34", "CKV2_AWS_62",
];

describe("README of the policy pack", function () {
    this.timeout(120_000);
    const readme = readFileSync(join(ownPack, "README.md"), "utf8").split("\n");
    const stacks = ["prod", "hardened"].filter(stack => existsSync(join(root, `Pulumi.${stack}.yaml`)));
    let result: Check;
    before(async () => {
        // With the settings for which the README was written: other settings are no mistake.
        result = await check(
            { projectDir: root, stacks, complete: false, pack: undefined }, today, readListedSettings);
    });

    it("has the score of prod and hardened", () => {
        const expected = result.reports.flatMap(report => score(report, result.rules).map(one => {
            const counts = outcomes.map(outcome => one[outcome].length);
            const cells = [report.stack, one.catalogue, counts.reduce((sum, count) => sum + count, 0), ...counts];
            return `| ${cells.join(" | ")} |`;
        }));
        const rows = readme.filter(line => /^\| (prod|hardened) \|/.test(line));
        assert.deepEqual(rows.filter(row => stacks.includes(row.split(" ")[1] ?? "")), expected);
    });

    it("says what becomes of each finding of Checkov", function () {
        const report = result.reports.find(({ stack }) => stack === "prod");
        if (report === undefined) {
            this.skip();
        }
        const expected = found.map(id => {
            const rules = result.rules.filter(({ tags }) => tags.includes(id)).map(({ name }) => name);
            assert(rules.length > 0, `${id} has no rule`);
            const fails = report.violations.filter(({ rule }) => rules.includes(rule)).map(({ resource }) => resource);
            const reasons = report.waived.filter(({ rule }) => rules.includes(rule)).map(({ waiver }) => waiver.reason);
            const waived = reasons.length > 0 ? `waived: ${[...new Set(reasons)].join("; ")}` : undefined;
            const fail = fails.length > 0 ? `fails: ${fails.join(", ")}` : undefined;
            return `| ${id} | ${fail ?? waived ?? `passes: ${rules.join(", ")}`} |`;
        });
        assert.deepEqual(readme.filter(line => line.startsWith("| CKV")), expected);
    });
});
