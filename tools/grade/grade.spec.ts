import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { parseArguments } from "./arguments";
import { type Grade, gradeFolder } from "./grade";
import { generic } from "./profile";
import { drawPage } from "./report/html";
import { toJson } from "./report/json";
import { drawMarkdown } from "./report/markdown";
import { drawGrade } from "./report/text";

const gradeFiles = (files: Record<string, string>) => gradeFolder(temporaryProject(files), {
    profile: generic, stack: undefined, timeLimit: 20, sample: 0, without: ["policy", "deployment", "tests"] });

/** Ids of the items in a state. */
const idsOf = (grade: Grade, state: string) =>
    grade.items.filter(({ verdict }) => verdict.state === state).map(({ item }) => item.id);

const project = { "Pulumi.yaml": "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\n" };
const stack = { "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }\n", "package.json": "{}\n" };

describe("grade of a small stack", function () {
    this.timeout(120_000);
    let grade: Grade;
    before(async () => {
        grade = await gradeFiles({ ...project, ...stack, "index.js": `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const bucket = new aws.s3.Bucket("data", { bucket: "data" });
exports.stack = pulumi.getStack();
exports.name = bucket.bucket;
` });
    });

    it("finds its faults and no others", () => {
        assert.deepEqual(idsOf(grade, "failed").sort(),
            ["buckets", "coverage-gate", "destroy", "quick-start", "tests"]);
        assert.equal(idsOf(grade, "passed").includes("runs"), true);
    });

    it("says of each stage what became of it", () => {
        const states = Object.fromEntries(grade.stages.map(({ stage, state }) => [stage, state]));
        assert.deepEqual(
            [states.program, states.graph, states.deployment, states.compile],
            ["passed", "failed", "not run", "passed"]);
    });

    it("shows evidence and remedy as text, Markdown, JSON and page", () => {
        for (const text of [drawGrade(grade).join("\n"), drawMarkdown(grade).join("\n"), drawPage([grade]),
            JSON.stringify(toJson(grade))]) {
            assert.match(text, /data \(dev, index.js:3\)/);
            assert.match(text, /it keeps no versions/);
            assert.match(text, /Set all three for every bucket/);
        }
    });
});

describe("grade of what can't be graded well", function () {
    this.timeout(120_000);

    it("gives an empty folder nothing for what it doesn't show", async () => {
        const grade = await gradeFiles({});
        assert.match(JSON.stringify(grade.items[0]?.verdict), /there is no Pulumi.yaml/);
        assert(grade.score.points < 30, String(grade.score.points));
    });

    it("says what can't be read", async () => {
        const grade = await gradeFiles({ ...project, ...stack, "package.json": "{", "index.js": "" });
        const gate = grade.items.find(({ item }) => item.id === "coverage-gate");
        assert.match(JSON.stringify(gate?.verdict), /"not shown","why":"package.json is no JSON/);
    });
});

describe("arguments of npm run grade", () => {
    it("name folders, a profile and a format", () => {
        const parsed = parseArguments(["--json-lines", "--min", "80", "a", "/b"]);
        assert.deepEqual([parsed?.format, parsed?.min, parsed?.profile.name], ["json-lines", 80, "generic"]);
        assert.deepEqual(parsed?.folders.map(folder => folder.endsWith(join("/", "a")) || folder), [true, "/b"]);
    });

    for (const [args, says] of [
        [[], /a folder is missing/],
        [["--min", "high", "a"], /--min must be 0 to 100, got high/],
        [["--json", "--markdown", "a"], /exclude each other/],
        [["--without", "graph", "a"], /--without must be policy, deployment or tests, got graph/],
        [["--profile", "none", "a"], /--profile must be one of generic, core/],
        [["--other", "a"], /Unknown option/],
    ] as const) {
        it(`are refused as ${args.join(" ")}`, () => assert.throws(() => parseArguments([...args]), says));
    }
});
