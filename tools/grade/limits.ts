import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { killGroup, killProcess } from "../host/limited-process";

/** A port of this machine at which nothing listens: requests through such a proxy fail at once. */
const closedPort = "http://127.0.0.1:9";
const memoryMib = 3072;
export const outputLimit = 2 ** 23;

/** Runs what comes behind it with limits of memory and of the size of files, where the system can. */
export const launcher: readonly string[] = spawnSync("prlimit", ["--version"]).status === 0
    ? ["prlimit", `--data=${memoryMib * 2 ** 20}`, `--fsize=${2 ** 30}`, "--nofile=4096", "--core=0", "--"]
    : [];

/** All that a candidate's processes inherit: no credentials, a home of their own, and no way out through proxies. */
export function limitedEnvironment(home: string): Record<string, string | undefined> {
    const proxies = ["http_proxy", "https_proxy", "all_proxy"];
    const open = "127.0.0.1,localhost";
    return {
        PATH: process.env.PATH,
        HOME: home,
        TMPDIR: home,
        NODE_OPTIONS: `--max-old-space-size=${memoryMib * 2 / 3}`,
        ...Object.fromEntries(proxies.flatMap(name => [[name, closedPort], [name.toUpperCase(), closedPort]])),
        no_proxy: open,
        NO_PROXY: open,
        AWS_EC2_METADATA_DISABLED: "true",
        // Types have a stage of their own: what is wrong with them must not hide what else is.
        PULUMI_NODEJS_TRANSPILE_ONLY: "true",
        TS_NODE_TRANSPILE_ONLY: "true",
        // Options that an older compiler took, among them those of Pulumi's own templates.
        TS_NODE_IGNORE_DIAGNOSTICS: "5011,5101,5107,5110",
        npm_config_offline: "true",
        npm_config_update_notifier: "false",
    };
}

export interface LimitedRun {
    exitCode: number;
    output: string;
    /** Why it was ended, if it was. */
    ended: string | undefined;
}

export interface LimitedOptions {
    cwd: string;
    env: Record<string, string | undefined>;
    seconds: number;
}

/** Runs a command of the candidate's in a process group of its own, of which nothing is left afterwards. */
export function runLimited([program = "", ...args]: string[], options: LimitedOptions): Promise<LimitedRun> {
    const { cwd, env, seconds } = options;
    const [command = program, ...rest] = [...launcher, program, ...args];
    const child = spawn(command, rest, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let output = "";
    let ended: string | undefined;
    return new Promise(resolve => {
        const end = (exitCode: number) => {
            clearTimeout(timer);
            process.off("exit", kill);
            kill();
            resolve({ exitCode, output: stripVTControlCharacters(output), ended });
        };
        const kill = () => killGroup(child.pid);
        const stop = (reason: string) => {
            ended ??= reason;
            end(1);
        };
        const timer = setTimeout(() => stop(`has not ended within ${seconds} s`), seconds * 1000);
        process.once("exit", kill);
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                output += output.length < outputLimit ? text : "";
                if (output.length >= outputLimit) {
                    stop(`has printed more than ${outputLimit / 2 ** 20} MiB`);
                }
            });
        }
        child.on("error", error => stop(error.message));
        // Not "close": what it has left running may keep its streams open.
        child.on("exit", (code, signal) => {
            ended ??= signal ? `was ended by ${signal}` : undefined;
            setTimeout(end, 100, code ?? 1);
        });
    });
}

/** Ends what has left its group, by the home that it was given, where the system tells of it. */
export function endStragglers(home: string): void {
    for (const pid of list("/proc").filter(name => /^\d+$/.test(name))) {
        if (read(`/proc/${pid}/environ`).split("\0").includes(`HOME=${home}`)) {
            killProcess(Number(pid));
        }
    }
}

function list(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}

function read(file: string): string {
    try {
        return readFileSync(file, "utf8");
    } catch {
        return "";
    }
}
