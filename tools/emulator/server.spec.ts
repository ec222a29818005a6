import assert from "node:assert/strict";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { basename, join } from "node:path";
import { type Behaviour, death, type FakePython, fakePython } from "./fake-python";
import { installPackages } from "./python";
import { startServer } from "./server";

const { signal } = new AbortController();

async function start({ python, directory }: FakePython, patience = 60) {
    const environment = await installPackages({ python, directory, log: () => undefined, signal });
    mkdirSync(directory, { recursive: true });
    return startServer({ environment, runFolder: directory, signal, patience });
}

describe("emulator server", () => {
    const failures: [what: string, behaviour: Behaviour, message: RegExp][] = [
        ["does not start", { serve: "exit 1" },
            /^the emulated AWS stopped unexpectedly\n +log: .*moto\.log\n +if its /],
        ["raises an exception", { serve: "printf '  File\\nValueError: no port\\n' >&2; exit 1" },
            /^the emulated AWS stopped unexpectedly\n +ValueError: no port\n +log: .*\n.*, delete .*python-\w+ and /],
        ["never says that it serves", { serve: "exec sleep 60" },
            /^the emulated AWS did not start \(log: .*moto\.log\) for 1 s$/],
    ];
    for (const [what, behaviour, message] of failures) {
        it(`that ${what} is named, with what to do about it`, async () => {
            const fake = fakePython(behaviour);
            await assert.rejects(start(fake, what.startsWith("never") ? 1 : 60), { exitCode: 2, message });
            assert.equal(fake.serving(), false);
        });
    }

    it("runs until it is stopped", async () => {
        const fake = fakePython();
        const server = await start(fake);
        assert.match(server.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
        assert.equal(fake.serving(), true);
        await server.stop();
        assert.equal(fake.serving(), false);
    });

    it("gets nothing of the user's AWS and Python settings", async () => {
        process.env.AWS_PROFILE = "nope";
        process.env.PYTHONPATH = "/nowhere";
        const names = 'env | grep -E "AWS_PROFILE|PYTHONPATH" >&2';
        try {
            const starting = start(fakePython({ serve: `printf '  File\\n' >&2; ${names}; exit 1` }));
            const { message } = await starting.then(() => new Error("started"), (error: unknown) => error as Error);
            assert.match(message, /^the emulated AWS stopped unexpectedly/);
            assert.doesNotMatch(message, /nope|nowhere/);
        } finally {
            delete process.env.AWS_PROFILE;
            delete process.env.PYTHONPATH;
        }
    });

    it("says when it dies", async () => {
        const server = await start(fakePython({ serve: death }));
        connect(Number(new URL(server.endpoint).port), "127.0.0.1").on("error", () => undefined);
        await assert.rejects(server.died, { exitCode: 2, message: /^the emulated AWS stopped unexpectedly\n/ });
        await server.stop();
    });
});

describe("emulator's Python packages", () => {
    const install = ({ python, directory }: FakePython) =>
        installPackages({ python, directory, log: () => undefined, signal });

    const refused: [what: string, behaviour: Behaviour, message: RegExp][] = [
        ["an old Python", { version: "echo 3.9" },
            /^the emulated AWS needs Python 3\.10 or newer: .* is 3\.9 \(the environment variable PYTHON names/],
        ["a Python that doesn't start", { version: "exit 1" }, /^the emulated AWS needs .*: .* was not found, or/],
        ["a Python without venv", { venv: "echo 'No module named venv' >&2; exit 1" },
            /^Python could not make a virtual environment:\nNo module named venv\nDebian and Ubuntu: apt install /],
        ["a full disk", { venv: "echo 'No space left on device' >&2; exit 1" },
            /^Python could not make a virtual environment:\nNo space left on device$/],
        ["all that pip complains of", { pip: "echo 'no match for moto'; echo 'try again' >&2; exit 1" },
            /^Python could not install Python packages:\nno match for moto\n\ntry again$/],
    ];
    for (const [what, behaviour, message] of refused) {
        it(`name ${what}, and leave no half-made environment`, async () => {
            const fake = fakePython(behaviour);
            await assert.rejects(install(fake), { exitCode: 2, message });
            mkdirSync(fake.directory, { recursive: true });
            assert.deepEqual(readdirSync(fake.directory), []);
        });
    }

    for (const python of ["no-such-python", __filename]) {
        it(`name ${python === __filename ? "a Python that can't be executed" : "a missing Python"}`, async () => {
            await assert.rejects(install({ python, directory: fakePython().directory, serving: () => false }), {
                exitCode: 2,
                message: `the emulated AWS needs Python 3.10 or newer: ${python} was not found, or does not start`
                    + " (the environment variable PYTHON names another one)",
            });
        });
    }

    it("are installed without what the user adds to Python", async () => {
        process.env.PYTHONPATH = "/nowhere";
        try {
            const fake = fakePython({ version: 'test -z "$PYTHONPATH" && echo 3.12' });
            await assert.doesNotReject(install(fake));
        } finally {
            delete process.env.PYTHONPATH;
        }
    });

    it("are installed once for each Python", async () => {
        const fake = fakePython({ pip: 'echo >> "$0.installs"' });
        const environment = await install(fake);
        rmSync(join(environment, "bin/python.installs"));
        assert.equal(await install(fake), environment);
        assert.deepEqual(readdirSync(join(environment, "bin")), ["python"]);
        const other = fakePython({ version: "echo 3.13" });
        assert.notEqual(await install({ ...other, directory: fake.directory }), environment);
    });

    it("are installed by two first runs at once", async () => {
        const fake = fakePython({ pip: "sleep 0.5" });
        const [first, second] = await Promise.all([install(fake), install(fake)]);
        assert.equal(first, second);
        assert.deepEqual(readdirSync(fake.directory), [basename(first)]);
    });

    it("remove what an interrupted installation has left", async () => {
        const fake = fakePython();
        mkdirSync(`${fake.directory}/draft-999999999-abc`, { recursive: true });
        await install(fake);
        assert.deepEqual(readdirSync(fake.directory).filter(name => name.startsWith("draft-")), []);
    });
});
