import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";

/** What a stand-in for Python does when asked for each of these, as a shell command. */
export interface Behaviour {
    version?: string;
    venv?: string;
    pip?: string;
    serve?: string;
}

export interface FakePython {
    python: string;
    /** Where the emulated AWS is "installed". */
    directory: string;
    /** Whether the server it started still runs. */
    serving: () => boolean;
}

/** Serves: logs connections and never answers. */
export const silence = `exec node -e '
    const server = require("net").createServer(() => console.error("connected"));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));'`;

/** Serves: answers every request with an address. */
export const address = `exec node -e '
    const body = "<R><allocationId>eipalloc-1</allocationId><publicIp>1.2.3.4</publicIp></R>";
    const server = require("http").createServer((request, response) => response.end(body));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));'`;

/** Serves: dies at the first connection. */
export const death = `exec node -e '
    const server = require("net").createServer(() => process.exit(1));
    server.listen(0, "127.0.0.1", () => console.log(server.address().port));'`;

/** A stand-in for Python, that behaves well where nothing else is said. */
export function fakePython({ version, venv, pip, serve }: Behaviour = {}): FakePython {
    const folder = temporaryProject({});
    const python = join(folder, "python");
    const pidFile = join(folder, "pid");
    writeFileSync(python, `#!/bin/sh
case "$1 $2" in
    "-c "*) ${version ?? "echo 3.12"} ;;
    "-m venv") ${venv ?? 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"'} ;;
    "-m pip") ${pip ?? "exit 0"} ;;
    *) echo $$ > "${pidFile}"; ${serve ?? silence} ;;
esac
`, { mode: 0o755 });
    return {
        python,
        directory: join(folder, "emulator"),
        serving: () => existsSync(pidFile) && runs(Number(readFileSync(pidFile, "utf8"))),
    };
}

function runs(pid: number): boolean {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
}
