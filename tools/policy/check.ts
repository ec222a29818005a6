import { previewProgram } from "../emulator/preview";
import { readSettings } from "../host/settings";
import type { Arguments } from "./arguments";
import { configurationFile, readConfiguration, type RuleSettings } from "./configuration";
import { createIdentity } from "./identities";
import { createOwnRules } from "./own-rules";
import { startPackRules } from "./pack-rules";
import type { Rule } from "./rules";
import { secretOutput } from "./secret-outputs";
import { createReport, findUnused, type StackReport } from "./stack-report";

export interface Check {
    reports: StackReport[];
    /** All that the project hasn't disabled. */
    rules: Rule[];
    warnings: string[];
}

export type CheckOptions = Pick<Arguments, "projectDir" | "stacks" | "complete" | "pack">;

/** Runs the rules over dry runs of stacks. @param today such as 2027-06-30, by which waivers expire */
export async function check(
    { projectDir, stacks, complete, pack }: CheckOptions, today = new Date().toISOString().slice(0, 10),
    readStack = readSettings,
): Promise<Check> {
    const settings = pack === undefined ? readConfiguration(projectDir) : new Map<string, RuleSettings>();
    const stackSettings = stacks.map(stack => readStack(projectDir, stack));
    const rules = pack === undefined ? createOwnRules(settings) : startPackRules(pack);
    try {
        const reports = await Promise.all(stackSettings.map(async stack => {
            const analysis = rules.analyze(stack.config["aws:region"]);
            const run = await previewProgram(stack, {
                create(registration) {
                    analysis.submit(registration);
                    return Promise.resolve(createIdentity(registration));
                },
            });
            return createReport(run, await analysis.finish(run.resources), settings, stack.stack, today);
        }));
        const unused = complete ? findUnused(settings, reports, await rules.known) : [];
        return {
            reports,
            rules: [...await rules.enabled, secretOutput],
            warnings: unused.map(warning => `${configurationFile}: ${warning}`),
        };
    } finally {
        await rules.stop();
    }
}
