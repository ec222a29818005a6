import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { userData } from "../../components/user-data";
import { temporaryProject } from "../support/project";

const databaseParameterName = "/database/project/dev-01";

async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise(resolve => server.close(resolve));
    return port;
}

describe("user data", () => {
    let port: number;
    let root: string;
    let application: ChildProcess | undefined;
    const file = (path: string) => readFileSync(join(root, path), "utf8");

    before(async function () {
        port = await freePort();
        // The script as it is, but with a folder for the root of the file system and a stand-in for systemctl.
        root = temporaryProject({ systemctl: '#!/bin/sh\necho "$@" >> "$(dirname "$0")/systemctl.log"\n' });
        chmodSync(join(root, "systemctl"), 0o755);
        for (const folder of ["opt", "etc/systemd/system"]) {
            mkdirSync(join(root, folder), { recursive: true });
        }
        const script = userData({ port, databaseParameterName }).replaceAll("> /", `> ${root}/`);
        writeFileSync(join(root, "script"), script);
        execFileSync("bash", [join(root, "script")], { env: { ...process.env, PATH: `${root}:${process.env.PATH}` } });

        // What systemd would do with the unit.
        const unit = file("etc/systemd/system/application.service");
        const [, command = ""] = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(unit) ?? [];
        const [, PORT, DATABASE_PARAMETER] = /^Environment=PORT=(\d+) DATABASE_PARAMETER=(\S+)$/m.exec(unit) ?? [];
        const [python = "", ...args] = command.replace("/opt", `${root}/opt`).split(" ");
        application = spawn(python, args, {
            env: { PATH: process.env.PATH, PORT, DATABASE_PARAMETER },
            stdio: "ignore",
        });
        const deadline = Date.now() + 20_000;
        while (Date.now() < deadline && !await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)) {
            await setTimeout(100);
        }
    });
    after(() => application?.kill("SIGKILL"));

    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

    it("starts the application now and at every boot", () => {
        assert.equal(file("systemctl.log"), "enable --now application.service\n");
        assert.match(file("etc/systemd/system/application.service"), /^WantedBy=multi-user\.target$/m);
    });

    it("lets systemd restart it, under no privileged user", () => {
        const unit = file("etc/systemd/system/application.service");
        assert.match(unit, /^Restart=always$/m);
        assert.match(unit, /^DynamicUser=yes$/m);
    });

    it("needs nothing newer than Python 3.9", () => {
        const check = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 9))";
        execFileSync("python3", ["-c", check], { input: file("opt/application.py") });
    });

    it("answers /health with 200", async () => {
        const response = await get("/health");
        assert.equal(response.status, 200);
        assert.equal(await response.text(), "ok\n");
    });

    it("answers /health with a query too", async () => assert.equal((await get("/health?from=alb")).status, 200));

    it("names the database parameter on its front page", async () => {
        assert.match(await (await get("/")).text(), new RegExp(`${databaseParameterName}\n$`));
    });

    it("answers other paths with 404", async () => assert.equal((await get("/../etc/passwd%00")).status, 404));

    for (const garbage of ["\0\xff\xfe\r\n\r\n", "GET", "GET / HTTP/9.9\r\n\r\n", "POST /health HTTP/1.1\r\n\r\n",
        `GET /${"a".repeat(100_000)} HTTP/1.1\r\n\r\n`, "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"]) {
        it(`survives ${JSON.stringify(garbage.slice(0, 40))}`, async () => {
            const socket = connect(port, "127.0.0.1").on("error", () => undefined);
            await new Promise(resolve => socket.write(garbage, "latin1", resolve));
            await setTimeout(50);
            socket.destroy();
            assert.equal((await get("/health")).status, 200);
        });
    }

    it("goes on answering while clients say nothing", async () => {
        const silent = Array.from({ length: 50 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
        await setTimeout(50);
        assert.equal((await get("/health")).status, 200);
        silent.forEach(socket => socket.destroy());
    });

    it("C7 leaves nothing on the instance but application and unit", () => {
        assert(existsSync(join(root, "opt/application.py")));
        assert.equal(/password|secret/i.test(userData({ port, databaseParameterName })), false);
    });
});
