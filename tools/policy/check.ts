import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { previewProgram } from "../emulator/preview";
import { readSettings } from "../host/settings";
import { analyze } from "./analysis";
import { type Arguments, ownPack } from "./arguments";
import { configurationFile, createConfigureRequest, levelOf, readConfiguration } from "./configuration";
import { startPack } from "./pack";
import { secretOutput } from "./secret-outputs";
import { createReport, findUnused, type StackReport } from "./stack-report";

export interface Rule {
    name: string;
    description: string;
    remedy: string;
    /** Ids in other catalogues. */
    tags: string[];
}

export interface Check {
    reports: StackReport[];
    /** All that the project hasn't disabled. */
    rules: Rule[];
    warnings: string[];
}

export type CheckOptions = Pick<Arguments, "projectDir" | "stacks" | "complete" | "pack">;

/** Runs the rules over dry runs of stacks. @param today such as 2027-06-30, by which waivers expire */
export async function check(
    { projectDir, stacks, complete, pack: foreign }: CheckOptions, today = new Date().toISOString().slice(0, 10),
): Promise<Check> {
    const settings = foreign === undefined ? readConfiguration(projectDir) : new Map<string, never>();
    const stackSettings = stacks.map(stack => readSettings(projectDir, stack));
    // The pack starts while the programs run.
    const starting = startPack(foreign ?? ownPack);
    starting.catch(() => undefined);
    try {
        const previews = await Promise.all(stackSettings.map(stack => previewProgram(stack)));
        const pack = await starting;
        const policies = (await pack.describe()).getPoliciesList();
        await pack.configure(createConfigureRequest(policies, settings));
        const reports: StackReport[] = [];
        for (const [index, run] of previews.entries()) {
            const { stack = "", config = {} } = stackSettings[index] ?? {};
            reports.push(createReport(run, await analyze(pack, run, config["aws:region"]), settings, stack, today));
        }
        const names = policies.map(policy => policy.getName());
        const unused = complete ? findUnused(settings, reports, names) : [];
        const enabled = policies.filter(policy =>
            levelOf(policy, settings) !== analyzerpb.EnforcementLevel.DISABLED);
        const rules = [...enabled.map(readRule), secretOutput];
        return { reports, rules, warnings: unused.map(warning => `${configurationFile}: ${warning}`) };
    } finally {
        await starting.then(pack => pack.stop(), () => undefined);
    }
}

function readRule(policy: analyzerpb.PolicyInfo): Rule {
    return {
        name: policy.getName(),
        description: policy.getDescription(),
        remedy: policy.getRemediationSteps(),
        tags: policy.getTagsList(),
    };
}
