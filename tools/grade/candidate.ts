import type { StackSettings } from "../host/settings";
import { isMapping } from "../host/yaml";
import { type CompileResult, compile } from "./compile";
import type { Copy } from "./copy";
import { StackGraph } from "./graph";
import type { Profile } from "./profile";
import { ProjectFiles } from "./project-files";
import { runTests, type TestRun } from "./stages/tests";
import { type Deployed, deployCandidate } from "./stages/deployment";
import { runTrial, type Trial } from "./trial";
import { notDecidable, notShown } from "./verdict";

export interface CandidateOptions {
    /** Stack to deploy. */
    stack: string | undefined;
    profile: Profile;
    /** Seconds that each of its runs may take. */
    timeLimit: number;
    /** Changes of the program that its tests are tried with. */
    sample: number;
    /** Stages that were not asked for. */
    without: readonly string[];
    /** In place of the compiler in a process of its own. */
    compile?: (candidate: Candidate) => Promise<CompileResult>;
}

/** What is to be graded. Each thing is found out when a detector first asks for it, and once. */
export class Candidate extends ProjectFiles {
    constructor(copy: Copy, readonly options: CandidateOptions) {
        super(copy);
    }

    get profile(): Profile {
        return this.options.profile;
    }

    /** Runs the program with settings of its own making, or with an environment. */
    try(key: string, settings: StackSettings, env: Record<string, string> = {}): Promise<Trial> {
        const { home } = this.copy;
        return this.once(`trial ${key}`, () =>
            runTrial(settings, { home, timeLimit: this.options.timeLimit, env }));
    }

    /** Runs the program under every stack file; fails unless all of them end well. */
    async graphs(): Promise<StackGraph[]> {
        this.require("program");
        if (Object.keys(this.projectFile).length === 0) {
            notShown("Pulumi.yaml is empty");
        }
        const trials = await Promise.all(this.stacks.map(stack => this.try(stack, this.settings(stack))));
        const failed = trials.find(({ exitCode }) => exitCode !== 0);
        if (failed) {
            this.requirePackages(failed);
            notShown(`the program doesn't run with Pulumi.${failed.stack}.yaml`);
        }
        return this.once("graphs", () => trials.map(trial => this.graphOf(trial)));
    }

    /** @throws NoVerdict where a trial failed for lack of a package that the project would install. */
    requirePackages({ diagnostics }: Trial): void {
        const text = diagnostics.map(({ message }) => message).join("\n");
        const [, name = ""] = /Cannot find (?:module|package) '(@[^/']+\/[^/']+|[^@./'][^/']*)/.exec(text) ?? [];
        const declared = this.packages.flatMap(({ content }) => [content.dependencies, content.devDependencies]);
        if (this.copy.borrowed && declared.some(list => isMapping(list) && name in list)) {
            notDecidable(`${name} is not installed: run npm install in the folder`);
        }
    }

    graphOf(trial: Trial): StackGraph {
        return new StackGraph(trial, this.copy.folder);
    }

    /** The stack to look at where one is enough. */
    get mainStack(): string {
        return this.options.stack ?? this.stacks[0] ?? notShown("there is no stack file");
    }

    compile(): Promise<CompileResult> {
        return this.once("compile", () => (this.options.compile ?? compile)(this));
    }

    runTests(): Promise<TestRun> {
        this.require("tests");
        return this.once("tests", () => runTests(this));
    }

    deploy(): Promise<Deployed> {
        this.require("deployment");
        return this.once("deployment", () => deployCandidate(this));
    }

    /** @throws NoVerdict where this stage was not asked for. */
    require(stage: string): void {
        if (this.options.without.includes(stage)) {
            notDecidable(`the stage ${stage} was not run`);
        }
    }
}
