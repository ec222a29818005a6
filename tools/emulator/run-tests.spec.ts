import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryProject } from "../host/temporary-project";
import { testAll } from "./run-tests";

interface Options {
    stacks?: string[];
    patience?: number;
    signal?: AbortSignal;
}

/** Tests stacks with a shell script. */
function judge(script: string, { stacks = ["dev", "prod"], patience = 60, signal }: Options = {}) {
    const folder = temporaryProject({});
    const deployments = stacks.map(stack => ({ stack, outputsFile: `${folder}/${stack}/flat-outputs.json` }));
    let printed = "";
    const exitCode = testAll(deployments, {
        projectDir: folder,
        endpoint: "http://127.0.0.1:1",
        command: { title: "tests", command: "sh", args: ["-c", script] },
        signal: signal ?? new AbortController().signal,
        patience,
        print: text => { printed += text; },
    });
    return { folder, exitCode, printed: () => printed };
}

/** A shell script that does one thing for prod and passes for all others. */
const onProd = (script: string) => `case "$OUTPUTS_FILE" in */prod/*) ${script} ;; *) echo "  3 passing (1s)" ;; esac`;

describe("tests of deployments", () => {
    const red: [what: string, script: string, verdict: string][] = [
        ["end with an exit code", onProd('echo "  3 passing"; exit 1'), "FAILED with exit code 1"],
        ["are killed", onProd('echo "  3 passing"; kill -9 $$'), "FAILED with SIGKILL"],
        ["print something else", onProd("echo all is well"), "FAILED: no test passed"],
        ["print nothing", onProd("exit 0"), "FAILED: no test passed"],
        ["hold no test", onProd('echo "  0 passing (1ms)"'), "FAILED: no test passed"],
        ["fail and yet exit with 0", onProd('echo "  3 passing"; echo "  1 failing"'),
            "FAILED: reports failing tests, though its exit code is 0"],
    ];
    for (const [what, script, verdict] of red) {
        for (const stacks of [["dev", "prod"], ["prod"]]) {
            it(`are red when those of one stack of ${stacks.length} ${what}`, async () => {
                const { exitCode, printed } = judge(script, { stacks });
                assert.equal(await exitCode, 1);
                const others = stacks.length > 1 ? "tests of dev: 3 passed\n" : "";
                assert(printed().endsWith(`\n${others}tests of prod: ${verdict}\n`), printed());
            });
        }
    }

    for (const [place, isTTY, colours] of [["a file or pipe", false, "none"], ["a terminal", true, "1"]] as const) {
        it(`print ${isTTY ? "colours" : "no colours"} into ${place}`, async () => {
            const { stdout } = process;
            const before = stdout.isTTY;
            stdout.isTTY = isTTY;
            const script = 'echo "colours: ${FORCE_COLOR-none}"; echo "  3 passing"';
            const { exitCode, printed } = judge(script, { stacks: ["dev"] });
            stdout.isTTY = before;
            assert.equal(await exitCode, 0);
            assert(printed().includes(`colours: ${colours}\n`), printed());
        });
    }

    it("are red when their command is not there", async () => {
        const { exitCode, printed } = judge("no-such-command", { stacks: ["dev"] });
        assert.equal(await exitCode, 1);
        assert.match(printed(), /\ntests of dev: FAILED with exit code 127\n$/);
    });

    it("are green when all pass, printed in one piece for each stack, colours or not", async () => {
        const script = 'for i in 1 2 3; do echo "line of $OUTPUTS_FILE"; sleep 0.1; done;'
            + " printf ' \\033[32m 2 passing\\033[0m (1s)\\n'; printf '  1 pending\\n'";
        const { exitCode, printed } = judge(script);
        assert.equal(await exitCode, 0);
        for (const stack of ["dev", "prod"]) {
            const line = `line of .*/${stack}/flat-outputs.json\n`;
            assert.match(printed(), new RegExp(`\ntests of ${stack}\n\n${line}${line}${line}.* 2 passing.*\n`));
        }
        assert.match(printed(), /\ntests of dev: 2 passed\ntests of prod: 2 passed\n$/);
    });

    it("get the endpoint and no credentials of the user's", async () => {
        process.env.AWS_SESSION_TOKEN = "secret";
        try {
            const { exitCode, printed } = judge('echo "$AWS_ENDPOINT_URL $AWS_SESSION_TOKEN."; echo "  1 passing"');
            assert.equal(await exitCode, 0);
            assert.match(printed(), /http:\/\/127\.0\.0\.1:1 \.\n/);
        } finally {
            delete process.env.AWS_SESSION_TOKEN;
        }
    });

    it("that hang are ended, with all that they have started", async () => {
        const script = "echo $$ > pid; sleep 60; echo '  1 passing'";
        const { folder, exitCode, printed } = judge(script, { stacks: ["dev"], patience: 0.5 });
        assert.equal(await exitCode, 1);
        assert.match(printed(), /\ntests of dev: FAILED: printed nothing for 0\.5 s\n$/);
        await assertGroupEnded(Number(readFileSync(join(folder, "pid"), "utf8")));
    });

    it("end with what they have started when they are stopped, and print nothing more", async () => {
        const stop = new AbortController();
        const { folder, exitCode, printed } = judge("echo $$ > pid; sleep 60; echo '  1 passing'", stop);
        const pidFile = join(folder, "pid");
        while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") {
            await setTimeout(20);
        }
        stop.abort(new Error("stopped"));
        await assert.rejects(exitCode, { message: "stopped" });
        assert.equal(printed(), "");
        await assertGroupEnded(Number(readFileSync(pidFile, "utf8")));
    });
});

async function assertGroupEnded(group: number): Promise<void> {
    for (let tries = 0; tries < 50; tries++) {
        try {
            process.kill(-group, 0);
        } catch {
            return;
        }
        await setTimeout(50);
    }
    assert.fail(`process group ${group} still runs`);
}
