import { Graph } from "../../tools/host/graph";
import { type ProgramRun, runProgram } from "../../tools/host/program";
import type { StackSettings } from "../../tools/host/settings";
import type { SharedProcess } from "../../tools/host/shared-process";
import { mockProvider } from "./mock-provider";

/** One run of a system's program for one stack, which all tests of that stack share. */
export class StackRun {
    private result: { settings: StackSettings; run: ProgramRun; graph: Graph } | undefined;
    private failure: unknown = new Error("the program was not started");

    constructor(readonly title: string, private readonly loadSettings: () => StackSettings) {}

    /** Runs the program. What fails is kept for the test that asks for the result. */
    async start(sharedProcess?: SharedProcess): Promise<void> {
        try {
            const settings = this.loadSettings();
            const run = await runProgram({ settings, provider: mockProvider, sharedProcess });
            this.result = { settings, run, graph: new Graph(run.resources) };
        } catch (error) {
            this.failure = error;
        }
    }

    get succeeded(): boolean {
        return this.result?.run.exitCode === 0;
    }

    get settings(): StackSettings {
        return this.finished().settings;
    }

    get run(): ProgramRun {
        return this.finished().run;
    }

    get graph(): Graph {
        return this.finished().graph;
    }

    /** A key of the project's configuration, as text; undefined where the project has no such key. */
    setting(key: string): string | undefined {
        const { config, project } = this.settings;
        return config[key.includes(":") ? key : `${project}:${key}`];
    }

    /** `{resource}-{environment}-{suffix}` */
    name(resource: string): string {
        return `${resource}-${this.setting("environment")}-${this.setting("environmentSuffix")}`;
    }

    private finished(): { settings: StackSettings; run: ProgramRun; graph: Graph } {
        if (!this.result) {
            throw this.failure;
        }
        return this.result;
    }
}
