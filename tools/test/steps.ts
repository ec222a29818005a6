import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeleted, listProjects } from "../host/house";
import { root } from "../host/project";

export interface Step {
    /** A program with its arguments. */
    command: string[];
    folder: string;
}

/** What tests one project: its unit tests under the coverage gate, its integration tests on the emulated AWS. */
export function stepsOf(project: string): Step[] {
    const ofAllProjects = (script: string): Step[] =>
        project === root ? [{ command: ["npm", "run", script], folder: root }] : [];
    return [
        ...ofAllProjects("check"),
        { command: ["c8", "--config", join(root, ".c8rc.json"), "npm", "run", "test:unit"], folder: project },
        ...ofAllProjects("test:tools"),
        // Apart from the other tools, because these are under a coverage gate of their own.
        ...isDeleted("tools/drift") ? [] : ofAllProjects("test:drift"),
        { command: ["npm", "start", "--", "--test", "--project", project], folder: root },
    ];
}

/** What deploys and tests each of the examples; nothing if there is none. */
export function stepsOfExamples(house = root): Step[] {
    return listProjects(house).filter(folder => folder !== ".").map(folder => join(house, folder)).flatMap(project => [
        { command: ["npm", "start", "--", "--project", project], folder: root },
        ...stepsOf(project),
        ...hasScript(project, "test:emulated") ? [{ command: ["npm", "run", "test:emulated"], folder: project }] : [],
    ]);
}

function hasScript(project: string, script: string): boolean {
    const { scripts } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as { scripts: object };
    return script in scripts;
}

/** Runs steps one after the other until one fails, says how long each took, and returns an exit code. */
export function runSteps(steps: Step[]): number {
    for (const { command, folder } of steps) {
        const [program = "", ...args] = command;
        const begin = Date.now();
        const { status, signal, error } = spawnSync(program, args, { cwd: folder, stdio: "inherit" });
        const problem = error?.message ?? signal ?? (status === 0 ? undefined : `exit code ${status}`);
        const seconds = Math.round((Date.now() - begin) / 1000);
        console.log(`\n${command.join(" ")} ${problem === undefined ? "took" : "FAILED after"} ${seconds} s`);
        if (problem !== undefined) {
            console.log(problem);
            return 1;
        }
    }
    return 0;
}
