import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { type Behaviour, death, type FakePython, fakePython } from "../../tests/support/fake-python";
import { startServer } from "./server";

describe("emulator server", () => {
    const start = ({ python, directory }: FakePython) =>
        startServer({
            python, directory, runDirectory: directory, log: () => undefined, signal: new AbortController().signal });

    const refused: [what: string, behaviour: Behaviour, message: RegExp][] = [
        ["an old Python", { version: "echo 3.9" }, /^the emulated AWS needs Python 3\.10 or newer: .*is 3\.9$/],
        ["a Python that doesn't start", { version: "exit 1" }, /^the emulated AWS needs .*: .* was not found, or/],
        ["a Python without venv", { venv: "echo 'No module named venv' >&2; exit 1" },
            /^Python could not make a virtual environment \(Debian and Ubuntu: apt install python3-venv\): No module/],
        ["a Python without pip", { pip: "echo 'No module named pip' >&2; exit 1" },
            /^Python could not install Python packages: No module named pip$/],
        ["a server that doesn't start", { serve: "exit 1" }, /^the emulated AWS stopped unexpectedly: .*moto\.log$/],
    ];
    for (const [what, behaviour, message] of refused) {
        it(`names ${what}, and leaves no half-made environment`, async () => {
            const fake = fakePython(behaviour);
            await assert.rejects(start(fake), { exitCode: 2, message });
            assert.deepEqual(readdirSync(fake.directory).filter(name => name.startsWith("python-")), []);
            assert.equal(fake.serving(), false);
        });
    }

    it("names a missing Python", async () => {
        const { directory } = fakePython();
        await assert.rejects(start({ python: "no-such-python", directory, serving: () => false }), {
            exitCode: 2,
            message: "the emulated AWS needs Python 3.10 or newer: no-such-python was not found, or does not start",
        });
    });

    it("runs until it is stopped", async () => {
        const fake = fakePython();
        const server = await start(fake);
        assert.match(server.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
        assert.equal(fake.serving(), true);
        await server.stop();
        assert.equal(fake.serving(), false);
    });

    it("installs once, and again when what is needed has changed", async () => {
        const fake = fakePython({ pip: 'echo >> "$0.installs"' });
        const installs = () =>
            readdirSync(join(fake.directory, "python/bin")).filter(name => name.endsWith("installs"));
        await (await start(fake)).stop();
        assert.equal(installs().length, 1);
        rmSync(join(fake.directory, "python/bin/python.installs"));
        await (await start(fake)).stop();
        assert.equal(installs().length, 0);
        rmSync(join(fake.directory, "python/installed.txt"));
        await (await start(fake)).stop();
        assert.equal(installs().length, 1);
    });

    it("tells when it dies", async () => {
        const server = await start(fakePython({ serve: death }));
        connect(Number(new URL(server.endpoint).port), "127.0.0.1").on("error", () => undefined);
        await assert.rejects(server.died, { exitCode: 2, message: /^the emulated AWS stopped unexpectedly: / });
        await server.stop();
    });
});
