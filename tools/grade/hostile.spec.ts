import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { type Grade, gradeFolder } from "./grade";
import { generic } from "./profile";

const project = { "Pulumi.yaml": "name: shop\nruntime: { name: nodejs, options: { typescript: false } }\n" };
const files = { ...project, "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }\n", "package.json": "{}\n" };

/** Seconds that a program may take. */
const timeLimit = 4;

/** A grade, after which neither a process nor a temporary file of it is left. */
async function gradeAlone(
    folder: string, without = ["policy", "deployment", "tests"], seconds = timeLimit,
): Promise<Grade> {
    const [before, place] = [process.env.TMPDIR, mkdtempSync(join(tmpdir(), "hostile-"))];
    process.env.TMPDIR = place;
    try {
        const grade = await gradeFolder(folder, {
            profile: generic, stack: undefined, sample: 0, timeLimit: seconds, without });
        assert.deepEqual(readdirSync(place), []);
        assert.deepEqual(processesOf(place), []);
        assert.doesNotMatch(JSON.stringify(grade.items), /the grader failed/);
        return grade;
    } finally {
        process.env.TMPDIR = before;
        if (before === undefined) {
            delete process.env.TMPDIR;
        }
        rmSync(place, { recursive: true, force: true });
    }
}

/** Processes that know of a place. */
function processesOf(place: string): string[] {
    return readdirSync("/proc").filter(name => /^\d+$/.test(name) && name !== String(process.pid)).filter(pid => {
        try {
            return readFileSync(`/proc/${pid}/environ`, "utf8").includes(place);
        } catch {
            return false;
        }
    });
}

/** State of an item, and why. */
function stateOf(grade: Grade, id: string): string {
    const { verdict } = grade.items.find(({ item }) => item.id === id) ?? {};
    const evidence = verdict?.state === "failed" ? verdict.evidence.map(({ what, where }) => `${where}: ${what}`) : [];
    return [verdict?.state, ...evidence, ...verdict && "why" in verdict ? [verdict.why] : []].join("; ");
}

describe("a folder that is no stack", function () {
    this.timeout(60_000);

    for (const [what, content, item, says] of [
        ["is empty", {}, "project-files", /^failed; Pulumi.yaml: there is no Pulumi.yaml/],
        ["has no Pulumi.yaml", { "index.js": "" }, "runs", /^not shown; there is no Pulumi.yaml/],
        ["has a list as Pulumi.yaml", { ...files, "Pulumi.yaml": "- shop\n" }, "project-files", /^failed; Pulumi.yaml: /],
        ["has an empty Pulumi.yaml", { ...files, "Pulumi.yaml": "" }, "project-files", /^failed; Pulumi.yaml: /],
        ["has a binary Pulumi.yaml", { ...files, "Pulumi.yaml": "\0\x01\xff\xfe\0" }, "project-files",
            /^failed; Pulumi.yaml: /],
        ["has a huge Pulumi.yaml", { ...files, "Pulumi.yaml": `name: ${"x".repeat(5e6)}\n` }, "project-files",
            /^failed; Pulumi.yaml: .{1,400}$/],
        ["has a Pulumi.yaml that grows", { ...files, "Pulumi.yaml": bomb() }, "project-files",
            /^failed; Pulumi.yaml: /],
        ["has no program", { ...files }, "entry-point", /^failed; .*"index.ts", doesn't exist/],
        ["has a package.json that is none", { ...files, "package.json": "{", "index.js": "" }, "runs", /package.json/],
        ["has a stack of an odd name", { ...files, "Pulumi.a b$(touch x).yaml": "", "index.js": "" }, "project-files",
            /^failed; Pulumi\.a b\$\(touch x\)\.yaml: the Pulumi CLI takes no stack of such a name/],
        ["has a stack named ..", { ...files, "Pulumi....yaml": "", "index.js": "" }, "project-files",
            /^failed; Pulumi\.\.\.\.yaml: the Pulumi CLI takes no stack/],
    ] as const) {
        it(what, async () => {
            assert.match(stateOf(await gradeAlone(temporaryProject(content)), item), says);
        });
    }
});

function bomb(): string {
    const lines = Array.from({ length: 9 }, (_, level) =>
        `l${level + 1}: &l${level + 1} [${Array(9).fill(level === 0 ? '"x"' : `*l${level}`).join(", ")}]`);
    return `name: shop\nruntime: nodejs\n${lines.join("\n")}\n`;
}

describe("a program that does harm", function () {
    this.timeout(60_000);

    for (const [what, program, says] of [
        ["loops for ever", "for (;;);", /has not ended within 4 s/],
        ["waits for ever", "setInterval(() => {}, 1000);", /has not ended within 4 s/],
        ["exits in the middle", "new (require(\"@pulumi/pulumi\").ComponentResource)(\"a:b:C\", \"c\"); process.exit(0);", /without outputs/],
        ["ends its own process", "process.kill(process.pid, 'SIGKILL');", /was ended by SIGKILL|exit code/],
        ["deletes its files", "require('fs').rmSync(__dirname, { recursive: true }); require('./other');",
            /Cannot find module|files are gone/],
        ["deletes the folder above, too", "require('fs').rmSync(require('path').join(__dirname, '..'),"
        + " { recursive: true }); require('./other');", /Cannot find module|files are gone/],
        ["prints megabytes", "setInterval(() => process.stdout.write('x'.repeat(1e6)), 1);", /has printed more than/],
        ["prints megabytes as an error", "throw new Error('x'.repeat(2e6));", /^failed; .{1,600}$/],
        ["doesn't compile", "const const = 1;", /SyntaxError/],
        ["takes all memory", "const all = []; for (;;) all.push(new Array(1e6).fill(1));",
            /memory|has not ended|was ended|exit code/],
        ["leaves processes behind", "require('child_process').spawn('sleep', ['60'], { stdio: 'inherit' }).unref();"
        + " throw new Error('no luck');", /no luck/],
        ["leaves processes behind in a session of their own", "require('child_process').spawn('sleep', ['60'],"
        + " { detached: true, stdio: 'ignore' }).unref(); throw new Error('no luck');", /no luck/],
        ["starts many processes", "for (let i = 0; i < 20; i += 1) require('child_process').spawn('sleep', ['60'],"
        + " { detached: i % 2 === 0, stdio: 'ignore' }).unref(); throw new Error('no luck');", /no luck/],
        ["throws what is no error", "throw null;", /^failed/],
    ] as const) {
        it(what, async () => {
            const grade = await gradeAlone(temporaryProject({ ...files, "index.js": `${program}\n` }));
            assert.match(stateOf(grade, "runs"), says);
            assert.match(stateOf(grade, "names"), /^not shown; /);
            assert(grade.seconds < timeLimit * 2 + 5, String(grade.seconds));
        });
    }

    it("prints what is secret, and no report repeats it", async () => {
        const grade = await gradeAlone(temporaryProject({
            ...files,
            "Pulumi.dev.yaml": "config: { aws:region: us-east-1, shop:dbPassword: Summer2024 }\n",
            "index.js": "throw new Error(new (require(\"@pulumi/pulumi\").Config)().get(\"dbPassword\"));\n",
        }));
        assert.match(stateOf(grade, "runs"), /Error: \[secret\]/);
        assert.doesNotMatch(JSON.stringify(grade), /Summer2024/);
    });

    it("has two thousand resources", async () => {
        const grade = await gradeAlone(temporaryProject({ ...files, "index.js": `
            const aws = require("@pulumi/aws");
            for (let i = 0; i < 500; i += 1) {
                const { id } = new aws.s3.Bucket("b" + i, { forceDestroy: true });
                new aws.s3.BucketVersioning("v" + i, { bucket: id, versioningConfiguration: { status: "Enabled" } });
                const sse = { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
                new aws.s3.BucketServerSideEncryptionConfiguration("e" + i, { bucket: id, rules: [sse] });
                new aws.s3.BucketPublicAccessBlock("a" + i, { bucket: id, blockPublicAcls: true,
                    blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: i > 0 });
            }
            exports.stack = "dev";
        ` }), undefined, 60);
        assert.match(stateOf(grade, "runs"), /^passed/);
        assert.equal(stateOf(grade, "buckets"),
            "failed; b0 (dev, index.js:4): its public access block leaves out restrictPublicBuckets");
    });
});

describe("tests that do harm", function () {
    this.timeout(60_000);

    for (const [what, test, item, says] of [
        ["exit", "process.exit(0);", "passing-tests", /^failed; .*no test was run/],
        ["delete the project", "require('fs').rmSync(__dirname, { recursive: true });", "coverage", /^(failed|not)/],
    ] as const) {
        it(what, async () => {
            const grade = await gradeAlone(temporaryProject({
                ...files,
                "package.json": '{"scripts": {"test": "node a.test.js"}}\n',
                "index.js": "exports.a = 1;\n",
                "a.test.js": `${test} it("is never reached", () => require("assert").equal(1 + 1, 2));\n`,
            }), ["policy", "deployment"]);
            assert.match(stateOf(grade, item), says);
        });
    }
});

describe("a folder with links out of it", function () {
    this.timeout(60_000);

    it("is graded without what they lead to, and says so", async () => {
        const outside = temporaryProject({ "secret.js": "exports.secret = 'of somebody else';\n" });
        const folder = temporaryProject({ ...files, "index.js": "exports.found = require('./out/secret').secret;\n" });
        symlinkSync(outside, join(folder, "out"));
        symlinkSync(join(outside, "secret.js"), join(folder, "secret.js"));
        symlinkSync("/etc/passwd", join(folder, "users.txt"));
        mkdirSync(join(folder, "deep"));
        symlinkSync("..", join(folder, "deep/loop"));
        symlinkSync("self", join(folder, "self"));
        const grade = await gradeAlone(folder);
        assert.match(stateOf(grade, "runs"), /Cannot find module '.\/out\/secret'/);
        assert.deepEqual(grade.notes.filter(note => note.includes("left out")).map(note => note.split(" ")[0]).sort(),
            ["out", "secret.js", "self", "users.txt"]);
        assert(existsSync(join(outside, "secret.js")));
    });
});
