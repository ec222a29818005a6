import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../host/project";
import { ownPack } from "./arguments";
import { check } from "./check";
import { outcomes, score } from "./score";

/** Waivers expire, and the score with them: this one is of the day on which it was written. */
const today = "2026-11-21";

describe("README of the policy pack", function () {
    this.timeout(120_000);

    it("has the score of prod and hardened", async () => {
        const rows = readFileSync(join(ownPack, "README.md"), "utf8").split("\n")
            .filter(line => /^\| (prod|hardened) \|/.test(line));
        const stacks = ["prod", "hardened"].filter(stack => existsSync(join(root, `Pulumi.${stack}.yaml`)));
        const { reports, rules } = await check({ projectDir: root, stacks, complete: false, pack: undefined }, today);
        const expected = reports.flatMap(report => score(report, rules).map(result => {
            const counts = outcomes.map(outcome => result[outcome].length);
            const cells = [report.stack, result.catalogue, counts.reduce((sum, count) => sum + count, 0), ...counts];
            return `| ${cells.join(" | ")} |`;
        }));
        assert.deepEqual(rows.filter(row => stacks.includes(row.split(" ")[1] ?? "")), expected);
    });
});
