import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { root } from "../../tools/host/project";
import { temporaryProject } from "../../tools/host/temporary-project";

/** Imports that are not allowed, by the layer whose rule must say so. */
const forbidden: [layer: string, from: string, to: string][] = [
    ["program", "index.ts", "tools/host/a.ts"],
    ["program", "config.ts", "index.ts"],
    ["program", "examples/one/index.ts", "config.ts"],
    ["program", "examples/one/config.ts", "examples/two/config.ts"],
    ["program", "examples/one/outputs.ts", "@aws-sdk/client-s3"],
    ["components", "components/alb.ts", "components/vpc.ts"],
    ["components", "components/alb.ts", "config.ts"],
    ["components", "examples/one/components/queue.ts", "components/vpc.ts"],
    ["components", "examples/one/components/queue.ts", "examples/two/components/bundle.ts"],
    ["pure files of components", "components/cidr.ts", "@pulumi/pulumi"],
    ["bundles of function code", "examples/one/components/bundle.ts", "lib/a.ts"],
    ["list of components", "components/index.ts", "lib/a.ts"],
    ["function code", "examples/one/lambda/index.ts", "lib/a.ts"],
    ["service code", "examples/one/service/index.ts", "lib/a.ts"],
    ["lib", "lib/a.ts", "tools/host/a.ts"],
    ["lib", "lib/a.ts", "components/cidr.ts"],
    ["host", "tools/host/a.ts", "tools/emulator/endpoint.ts"],
    ["tools", "tools/faults/index.ts", "tools/parity/parity.ts"],
    ["tools", "tools/emulator/start.ts", "tests/support/a.ts"],
    ["tools", "tools/emulator/start.ts", "outputs.ts"],
    ["tools", "tools/emulator/start.ts", "examples/one/outputs.ts"],
    ["tools", "tools/faults/start.ts", "policy/waivers.ts"],
    ["policy pack", "policy/rules/a.ts", "lib/a.ts"],
    ["policy pack", "policy/waivers.ts", "policy/tests/a.ts"],
    ["tests of the policy pack", "policy/tests/a.spec.ts", "tools/host/a.ts"],
    ["unit tests", "tests/unit/a.spec.ts", "tools/emulator/start.ts"],
    ["unit tests", "tests/unit/a.spec.ts", "examples/one/config.ts"],
    ["unit tests", "examples/one/tests/unit/a.spec.ts", "outputs.ts"],
    ["unit tests", "examples/one/tests/unit/a.spec.ts", "examples/two/lambda/index.ts"],
    ["integration tests", "tests/integration/a.spec.ts", "tests/support/a.ts"],
    ["integration tests", "tests/integration/a.spec.ts", "components/vpc.ts"],
    ["integration tests", "examples/one/tests/integration/a.spec.ts", "examples/one/components/queue.ts"],
    ["faults", "tests/faults/a.ts", "components/vpc.ts"],
    ["support of tests", "tests/support/a.ts", "index.ts"],
    ["tests of the emulated AWS", "tests/emulated/a.spec.ts", "components/vpc.ts"],
    ["tests of the tree", "tests/repository/a.spec.ts", "index.ts"],
    ["clients", "tests/unit/a.spec.ts", "@aws-sdk/client-s3"],
    ["clients", "examples/one/tests/integration/a.spec.ts", "@aws-sdk/client-s3"],
    ["no layer", "new/a.ts", "lib/a.ts"],
    ["circle", "tools/faults/a.ts", "tools/faults/a.ts"],
];
const typesOnly = ["lib", "lib/b.ts", "config.ts"];

interface Report {
    summary: {
        violations: { from: string; to: string; rule: { name: string } }[];
        ruleSetUsed: { forbidden: { name: string }[] };
    };
}

/** Writes files that import what `forbidden` says, and returns what is found wrong with them, and the rules. */
function checkPlanted(): { found: string[]; rules: string[] } {
    const files: Record<string, string> = { "tsconfig.json": "{}" };
    const importOf = (kind: string, from: string, to: string) => to.endsWith(".ts")
        ? `${kind} "./${relative(dirname(from), to).replace(/\.ts$/, "")}";\n`
        : `${kind} "${to}";\n`;
    for (const [, from, to] of forbidden) {
        if (to.endsWith(".ts")) {
            files[to] ??= "";
        }
        files[from] = (files[from] ?? "") + importOf("import", from, to);
    }
    const [, from = "", to = ""] = typesOnly;
    files[from] = importOf("import type { A } from", from, to);
    const { stdout, stderr } = spawnSync(process.execPath, [
        join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
        "--config", join(root, ".dependency-cruiser.mjs"), "--output-type", "json", ".",
    ], { cwd: temporaryProject(files), encoding: "utf8" });
    assert.equal(stderr, "");
    const { violations, ruleSetUsed } = (JSON.parse(stdout) as Report).summary;
    return {
        found: violations.map(({ rule, from, to }) =>
            describeImport(rule.name, from, to.replace(/.*node_modules\/(@[^/]+\/[^/]+).*/, "$1"))),
        rules: ruleSetUsed.forbidden.map(({ name }) => name),
    };
}

const describeImport = (layer = "", from = "", to = "") => `${from} -> ${to}: ${layer}`;

describe("imports", () => {
    let found: string[];
    let rules: string[];
    before(() => {
        ({ found, rules } = checkPlanted());
    });

    it("are refused across layers, and across systems", () => {
        assert.deepEqual(found.sort(), [...forbidden, typesOnly].map(row => describeImport(...row)).sort());
    });

    it("are tried against every rule", () => {
        assert.deepEqual(rules.sort(), [...new Set(forbidden.map(([rule]) => rule))].sort());
    });

    it("F5 are refused from components into integration tests", () => {
        for (const to of ["components/vpc.ts", "examples/one/components/queue.ts"]) {
            assert(found.some(line => line.endsWith(`${to}: integration tests`)), to);
        }
    });
});
