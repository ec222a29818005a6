import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { renderUserData } from "../../components/user-data";
import { temporaryProject } from "../../tools/host/temporary-project";

const databaseParameterName = "/database/project/dev-01";

async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise(resolve => server.close(resolve));
    return port;
}

/** An address of this machine besides 127.0.0.1. On Linux, all of 127.0.0.0/8 are. */
function secondAddress(): string {
    const others = Object.values(networkInterfaces()).flatMap(addresses => addresses ?? [])
        .filter(({ family, internal }) => family === "IPv4" && !internal);
    const address = process.platform === "linux" ? "127.0.0.2" : others[0]?.address;
    assert(address, "this machine has no other address to test with");
    return address;
}

describe("user data", () => {
    let port: number;
    let root: string;
    /** Lists the arguments that systemctl was called with. */
    let commands: string;
    let server: ChildProcess | undefined;
    const file = (path: string) => readFileSync(join(root, path), "utf8");

    before(async function () {
        port = await freePort();
        // The script as it is, but with a folder for the root of the file system, where it starts. It finds no commands
        // but cat and a stand-in for systemctl, so redirections are all that it can write files with.
        const project = temporaryProject({ systemctl: "#!/bin/sh\necho \"$@\" >> \"${0%/*}/systemctl.log\"\n" });
        chmodSync(join(project, "systemctl"), 0o755);
        symlinkSync("/bin/cat", join(project, "cat"));
        commands = join(project, "systemctl.log");
        root = join(project, "root");
        for (const folder of ["opt", "etc/systemd/system"]) {
            mkdirSync(join(root, folder), { recursive: true });
        }
        const script = renderUserData({ port, databaseParameterName }).replaceAll(/> *\//g, `> ${root}/`);
        writeFileSync(join(project, "script"), script);
        execFileSync("/bin/bash", [join(project, "script")], { cwd: root, env: { PATH: project } });
        // One second is enough for a test of the limit on silent clients.
        const application = file("opt/application.py");
        assert.match(application, /^ {4}timeout = 10$/m);
        writeFileSync(join(project, "application.py"), application.replace("timeout = 10", "timeout = 1"));

        // What systemd would do with the unit.
        const unit = file("etc/systemd/system/application.service");
        const [, command = ""] = /^ExecStart=\/usr\/bin\/(.*)$/m.exec(unit) ?? [];
        const [, PORT, DATABASE_PARAMETER] = /^Environment=PORT=(\d+) DATABASE_PARAMETER=(\S+)$/m.exec(unit) ?? [];
        const [python = "", ...args] = command.replace("/opt", project).split(" ");
        server = spawn(python, args, {
            cwd: root,
            env: { PATH: process.env.PATH, PORT, DATABASE_PARAMETER },
            stdio: "ignore",
        });
        const deadline = Date.now() + 20_000;
        while (Date.now() < deadline && !await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)) {
            await setTimeout(100);
        }
    });
    after(() => server?.kill("SIGKILL"));

    const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

    it("starts the application now and at every boot", () => {
        assert.equal(readFileSync(commands, "utf8"), "enable --now application.service\n");
        assert.match(file("etc/systemd/system/application.service"), /^WantedBy=multi-user\.target$/m);
    });

    it("lets systemd restart it, under no privileged user", () => {
        const unit = file("etc/systemd/system/application.service");
        assert.match(unit, /^Restart=always$/m);
        assert.match(unit, /^DynamicUser=yes$/m);
    });

    it("needs nothing newer than Python 3.9", () => {
        const check = "import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 9))";
        assert.doesNotThrow(() => execFileSync("python3", ["-c", check], { input: file("opt/application.py") }));
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

    it("listens on all addresses", async () => {
        const response = await fetch(`http://${secondAddress()}:${port}/health`);
        assert.equal(response.status, 200);
    });

    it("closes the connection of a client that sends nothing", async () => {
        const socket = connect(port, "127.0.0.1");
        const closed = once(socket.resume(), "end").then(() => "closed");
        assert.equal(await Promise.race([closed, setTimeout(10_000, "still open")]), "closed");
    });

    it("continues to answer while clients send nothing", async () => {
        const silent = Array.from({ length: 50 }, () => connect(port, "127.0.0.1").on("error", () => undefined));
        await setTimeout(50);
        assert.equal((await get("/health")).status, 200);
        silent.forEach(socket => socket.destroy());
    });

    it("C7 leaves nothing on the instance but application and unit", () => {
        const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => !entry.isDirectory());
        assert.deepEqual(files.map(entry => relative(root, join(entry.parentPath, entry.name))).sort(), [
            "etc/systemd/system/application.service", "opt/application.py",
        ]);
    });
});
