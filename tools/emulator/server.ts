import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { UserError } from "../host/command";

const run = promisify(execFile);
const requirements = join(__dirname, "requirements.txt");

export interface EmulatorServer {
    /** Address for AWS SDK clients. */
    endpoint: string;
    /** Rejects when the server ends before `stop` is called. */
    died: Promise<never>;
    stop(): Promise<void>;
}

export interface ServerOptions {
    /** Where the Python packages are kept. */
    directory: string;
    /** A folder in it for what belongs to this run, or itself. */
    runDirectory: string;
    /** Command that starts Python 3.10 or newer. */
    python: string;
    /** Is told what takes long. */
    log: (line: string) => void;
    signal: AbortSignal;
}

/** Starts moto, and installs it first if need be. */
export async function startServer(options: ServerOptions): Promise<EmulatorServer> {
    mkdirSync(options.runDirectory, { recursive: true });
    const python = await installed(options);
    const logFile = join(options.runDirectory, "moto.log");
    const child = spawn(python, [join(__dirname, "server.py")], { stdio: ["pipe", "pipe", openSync(logFile, "w")] });
    const ended = new Promise<void>(resolve => child.once("close", () => resolve()));
    const died = ended.then((): never => {
        throw new UserError(`the emulated AWS stopped unexpectedly: its last words are in ${logFile}`);
    });
    // Whoever awaits it hears of it; until then it must not end the process as an unhandled rejection.
    died.catch(() => undefined);
    return {
        endpoint: `http://127.0.0.1:${await Promise.race([firstLine(child), died])}`,
        died,
        stop: async () => {
            child.kill("SIGKILL");
            await ended;
        },
    };
}

async function firstLine(child: ChildProcess): Promise<string> {
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
        return line;
    }
    return new Promise(() => undefined);
}

/** Returns the Python of an environment that holds exactly the pinned packages, and builds it if there is none. */
async function installed({ directory, python, log, signal }: ServerOptions): Promise<string> {
    const version = await checkVersion(python);
    const environment = join(directory, "python");
    const executable = join(environment, "bin/python");
    const stamp = join(environment, "installed.txt");
    const content = `# Python ${version}\n${readFileSync(requirements, "utf8")}`;
    // The executable is a link, which dangles once the Python that it was made with is gone.
    if (!existsSync(executable) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== content) {
        log("installing the emulated AWS (Python packages, once) ...");
        // Built aside and then renamed, so that there is never half an environment.
        const draft = `${environment}-${process.pid}`;
        try {
            await step("make a virtual environment (Debian and Ubuntu: apt install python3-venv)",
                python, ["-m", "venv", draft], signal);
            await step("install Python packages",
                join(draft, "bin/python"), ["-m", "pip", "install", "--quiet", "-r", requirements], signal);
            writeFileSync(join(draft, "installed.txt"), content);
            rmSync(environment, { recursive: true, force: true });
            renameSync(draft, environment);
        } finally {
            rmSync(draft, { recursive: true, force: true });
        }
    }
    return executable;
}

async function checkVersion(python: string): Promise<string> {
    const needed = "the emulated AWS needs Python 3.10 or newer";
    const version = await run(python, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        .then(({ stdout }) => stdout.trim())
        .catch(() => { throw new UserError(`${needed}: ${python} was not found, or does not start`); });
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major < 3 || (major === 3 && minor < 10)) {
        throw new UserError(`${needed}: ${python} is ${version}`);
    }
    return version;
}

async function step(what: string, command: string, args: string[], signal: AbortSignal): Promise<void> {
    try {
        await run(command, args, { signal });
    } catch (error) {
        signal.throwIfAborted();
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new UserError(`Python could not ${what}: ${`${stdout}\n${stderr}`.trim().split("\n").at(-1)}`);
    }
}
