import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { root } from "../host/project";
import { temporaryProject } from "../host/temporary-project";
import { detectDrift } from "./drift";
import { logOf, number, secret, step, urnOf } from "./event-log";
import { type Behaviour, type FakePulumi, fakePulumi } from "./fake-pulumi";

const stack = step("pulumi:pulumi:Stack", "shop-prod");
const bucket = "aws:s3/bucket:Bucket";
const tagged = step(bucket, "bucket-data-prod-01", {
    op: "update",
    diff: { "tags.Owner": "update", "tags.Added": "add", "tags.Gone": "delete" },
    old: { inputs: { tags: { Owner: "shop", Gone: "yes" } } },
    present: { inputs: { tags: { Owner: "somebody", Added: "1" } } },
});
const scaled = step("aws:ecs/service:Service", "service-prod-01", {
    op: "update",
    diff: { desiredCount: "update" },
    old: { inputs: { desiredCount: 2 } },
    present: { inputs: { desiredCount: 5 } },
});
const opened = step("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "app-ingress-prod-01", {
    op: "update",
    diff: { cidrIpv4: "update" },
    old: { inputs: { cidrIpv4: "10.0.0.0/16" } },
    present: { inputs: { cidrIpv4: "0.0.0.0/0" } },
});

/** Runs the command with this CLI; returns its exit code and what it prints. */
async function run({ path, projectDir }: FakePulumi, ...args: string[]) {
    const { log } = console;
    const { PATH } = process.env;
    let printed = "";
    console.log = (text: string) => (printed += text);
    process.env.PATH = path;
    try {
        return { exitCode: await detectDrift(["prod", ...args], projectDir), printed };
    } finally {
        console.log = log;
        process.env.PATH = PATH;
    }
}

const replay = (...steps: Parameters<typeof logOf>) => fakePulumi({ events: logOf(stack, ...steps) });

describe("npm run drift", () => {
    it("F9 finds nothing where nothing has changed", async () => {
        const same = step(bucket, "bucket-data-prod-01", { old: { inputs: { bucket: "a" } } });
        assert.deepEqual(await run(replay(same)), { exitCode: 0, printed: "prod: no drift" });
    });

    it("F9 tells suspicious, other and expected changes apart", async () => {
        const { exitCode, printed } = await run(replay(scaled, tagged, opened));
        assert.equal(exitCode, 1);
        assert.equal(printed, `prod: drift (1 suspicious, 1 other, 1 expected)

suspicious
  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule app-ingress-prod-01: changed
    ~ cidrIpv4: "10.0.0.0/16" -> "0.0.0.0/0" (suspicious: who can reach what)

other
  aws:s3/bucket:Bucket bucket-data-prod-01: changed
    ~ tags.Owner: "shop" -> "somebody"
    + tags.Added: "1"
    - tags.Gone: "yes"

expected
  aws:ecs/service:Service service-prod-01: changed
    ~ desiredCount: 2 -> 5 (expected: scaling sets the number of tasks)`);
    });

    it("F9 finds what was deleted outside", async () => {
        const deleted = step(bucket, "bucket-data-prod-01", { op: "delete" });
        const { exitCode, printed } = await run(replay(deleted), "--json");
        assert.equal(exitCode, 1);
        assert.deepEqual(JSON.parse(printed), {
            stack: "prod",
            drift: true,
            changes: [{
                urn: urnOf(bucket, "bucket-data-prod-01"), type: bucket, name: "bucket-data-prod-01",
                operation: "deleted", kind: "suspicious", reason: "deleted outside Pulumi", properties: [],
            }],
        });
    });

    it("counts expected changes only with --fail-on any", async () => {
        const expected = await run(replay(scaled));
        assert.equal(expected.exitCode, 0);
        assert.match(expected.printed, /^prod: no drift that counts \(1 expected\)/);
        assert.equal((await run(replay(scaled), "--fail-on", "any")).exitCode, 1);
        assert.equal((await run(replay(), "--fail-on", "any")).exitCode, 0);
    });

    for (const args of [[], ["--json"]]) {
        it(`F9 prints no secret value ${args.join(" ")}`, async () => {
            const { exitCode, printed } = await run(replay(step("aws:rds/instance:Instance", "db-prod-01", {
                op: "update",
                diff: { password: "update" },
                old: { inputs: { password: secret } },
                present: { inputs: { password: "hunter2" } },
            })), ...args);
            assert.equal(exitCode, 1);
            assert.match(printed, /password/);
            assert.doesNotMatch(printed, /hunter2|W3NlY3JldF0|ciphertext/);
        });
    }

    const failures: [what: string, behaviour: Behaviour | undefined, message: RegExp][] = [
        ["a provider's error", {
            events: number([
                { diagnosticEvent: { severity: "warning", message: "old CLI" } },
                { diagnosticEvent: { severity: "error", message: "<{%reset%}>no credentials<{%reset%}>\n" } },
                { summaryEvent: { resourceChanges: { same: 0 } } },
            ]),
            exitCode: 255,
        }, /^pulumi refresh --preview-only --stack prod failed\nno credentials$/],
        ["a cancelled refresh",
            { events: number([{ cancelEvent: {} }]), stderr: "error: refresh canceled\n", exitCode: 255 },
            /^pulumi refresh --preview-only --stack prod failed\nerror: refresh canceled$/],
        ["an error without a word", { exitCode: 1 }, /^pulumi refresh --preview-only --stack prod failed$/],
        ["an unknown stack", { stderr: "error: no stack named 'prod' found\n", exitCode: 255 },
            /^there is no stack prod in this project$/],
        ["a locked stack", { stderr: "error: the stack is currently locked by 1 lock(s)\n", exitCode: 255 },
            /^the stack prod is locked: /],
        ["a log without an end", { events: logOf(stack, opened).slice(0, -2) }, /are incomplete/],
        ["a log that lacks an event", { events: logOf(stack, opened).filter(event => !("resOutputsEvent" in event)) },
            /are incomplete/],
        ["damaged lines in place of an event", {
            events: logOf(stack, opened).filter(event => !JSON.stringify(event).includes("0.0.0.0")),
            damaged: ['{"resOutputsEvent": {"meta', "null", '{"resOutputsEvent":{}}'],
        }, /^the events of pulumi refresh for prod are incomplete: drift is unknown$/],
        ["an operation that no refresh has", { events: logOf(stack, { ...opened, op: "replace" }) },
            /^pulumi reports an unknown operation for urn:.*::app-ingress-prod-01: replace$/],
        ["no Pulumi CLI", undefined, /^this needs the Pulumi CLI, and there is no pulumi on the PATH$/],
        ["an old Pulumi CLI", { version: "v2.25.2" }, /^pulumi version: Minimum version requirement failed/],
    ];
    for (const [what, behaviour, message] of failures) {
        it(`F9 can't do its work with ${what}`, async () => {
            await assert.rejects(run(fakePulumi(behaviour)), { exitCode: 2, message });
        });
    }

    it("changes neither AWS nor state nor the selected stack, in the project that it is told of", async () => {
        const pulumi = replay();
        const { exitCode } = await run({ ...pulumi, projectDir: temporaryProject({}) }, "--project", pulumi.projectDir);
        assert.equal(exitCode, 0);
        const [version = "", refresh = "", ...others] = pulumi.calls();
        assert.match(version, /: version$/);
        assert(refresh.startsWith(`${pulumi.projectDir}: refresh --preview-only `), refresh);
        assert(refresh.endsWith(" --stack prod --non-interactive"), refresh);
        assert.deepEqual(others, []);
    });

    for (const args of [[], ["dev", "prod"], ["dev", "--fail-on", "none"], ["dev", "--other"], ["dev", "--help"]]) {
        it(`explains itself for the arguments ${args.join(" ")}`, async () => {
            await assert.rejects(detectDrift(args), { exitCode: 2, message: /usage: npm run drift -- / });
        });
    }

    describe("as a process", () => {
        const script = ["--require", join(root, "tools/host/typescript.cjs"), join(__dirname, "index.ts"), "prod"];
        const options = ({ path, projectDir }: FakePulumi) => ({
            cwd: projectDir,
            env: { ...process.env, PATH: path, INIT_CWD: projectDir, TS_NODE_PROJECT: join(root, "tsconfig.json") },
        });

        it("ends with the exit code", () => {
            const { status, stdout } = spawnSync(process.execPath, script, {
                ...options(replay(opened)), encoding: "utf8" });
            assert.match(stdout, /^prod: drift \(1 suspicious\)$/m);
            assert.equal(status, 1);
        });

        /** Sends the command a signal while the CLI works. */
        const interrupt = async (signal: NodeJS.Signals, behaviour: Behaviour) => {
            const pulumi = fakePulumi(behaviour);
            const command = spawn(process.execPath, script, { ...options(pulumi), stdio: "ignore" });
            const end = once(command, "exit");
            while (pulumi.signals() === undefined && command.exitCode === null) {
                await setTimeout(50);
            }
            command.kill(signal);
            const [exitCode] = await end as [number | null];
            return { exitCode, signals: pulumi.signals() };
        };

        it("passes its termination on as the interrupt that makes the CLI release its lock", async () => {
            const { exitCode, signals } = await interrupt("SIGTERM", { wait: 30_000, exitCode: 255 });
            assert.equal(signals, "SIGINT");
            assert.equal(exitCode, 2);
        });

        it("waits at Ctrl-C for the CLI, which the terminal interrupts, too", async () => {
            const { exitCode, signals } = await interrupt("SIGINT", { wait: 1_000, events: logOf(stack, opened) });
            assert.equal(signals, "");
            assert.equal(exitCode, 1);
        });
    });
});
