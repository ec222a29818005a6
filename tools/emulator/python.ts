import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../host/command";
import { removeLeftovers } from "./run-folder";

const run = promisify(execFile);
const requirements = join(__dirname, "requirements.txt");

export interface PythonOptions {
    /** Where environments are kept. */
    directory: string;
    /** Command that starts Python 3.10 or newer. */
    python: string;
    /** Receives a line about what takes long. */
    log: (line: string) => void;
    signal: AbortSignal;
}

/** Returns a virtual environment that holds exactly the pinned packages; installs them if there is none. */
export async function installPackages({ directory, python, log, signal }: PythonOptions): Promise<string> {
    const interpreter = await inspectPython(python);
    // Whatever an environment depends on is in its name: none is ever changed or replaced.
    const key = createHash("sha256").update(interpreter).update(readFileSync(requirements)).digest("hex").slice(0, 12);
    const environment = join(directory, `python-${key}`);
    if (!existsSync(environment)) {
        log("installing the emulated AWS (Python packages, once) ...");
        mkdirSync(directory, { recursive: true });
        removeLeftovers(directory, /^draft-(\d+)-/);
        const draft = mkdtempSync(join(directory, `draft-${process.pid}-`));
        try {
            await runStep("make a virtual environment", python, ["-m", "venv", draft], signal);
            await runStep("install Python packages",
                join(draft, "bin/python"), ["-m", "pip", "install", "--quiet", "-r", requirements], signal);
            publish(draft, environment);
        } finally {
            rmSync(draft, { recursive: true, force: true });
        }
    }
    return environment;
}

/** Gives a finished environment its name. */
function publish(draft: string, environment: string): void {
    try {
        renameSync(draft, environment);
    } catch (error) {
        // Another run that began at the same time was first; its environment is as good.
        if (!existsSync(environment)) {
            throw error;
        }
    }
}

/** Variables of the user's own for Python would bring other packages in. Those for pip stay. */
function cleanEnvironment(): NodeJS.ProcessEnv {
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PYTHON|VIRTUAL_ENV|AWS_)/.test(name)));
}

/** Version and path of the interpreter. */
async function inspectPython(python: string): Promise<string> {
    const needed = "the emulated AWS needs Python 3.10 or newer";
    const hint = "(the environment variable PYTHON names another one)";
    const script = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)";
    let output: string;
    try {
        ({ stdout: output } = await run(python, ["-c", script], { env: cleanEnvironment() }));
    } catch {
        throw new UserError(`${needed}: ${python} was not found, or does not start ${hint}`);
    }
    const [version = ""] = output.split(" ");
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major < 3 || (major === 3 && minor < 10)) {
        throw new UserError(`${needed}: ${python} is ${version.trim()} ${hint}`);
    }
    return output;
}

async function runStep(what: string, command: string, args: string[], signal: AbortSignal): Promise<void> {
    const running = run(command, args, { signal, env: cleanEnvironment() });
    const closed = new Promise(resolve => running.child.once("close", resolve));
    try {
        await running;
    } catch (error) {
        if (signal.aborted) {
            // Until it has ended, it may write what is to be removed.
            await closed;
        }
        signal.throwIfAborted();
        const { stdout = "", stderr = "", message } = error as Error & { stdout?: string; stderr?: string };
        const output = `${stdout}\n${stderr}`.trim() || message;
        const hint = /ensurepip|No module named venv/.test(output)
            ? "\nDebian and Ubuntu: apt install python3-venv"
            : "";
        throw new UserError(`Python could not ${what}:\n${output}${hint}`);
    }
}
