import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { previewProgram } from "../emulator/preview";
import { readSettings } from "../host/settings";
import { StackAnalysis } from "./analysis";
import { type Arguments, ownPack } from "./arguments";
import { configurationFile, createConfigureRequest, levelOf, readConfiguration } from "./configuration";
import { createIdentity } from "./identities";
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
    const describing = starting.then(async pack => {
        const policies = (await pack.describe()).getPoliciesList();
        await pack.configure(createConfigureRequest(policies, settings));
        return policies;
    });
    describing.catch(() => undefined);
    const configured = describing.then(() => starting);
    try {
        const reports = await Promise.all(stackSettings.map(async stack => {
            const analysis = new StackAnalysis(configured, stack.config["aws:region"]);
            const run = await previewProgram(stack, {
                create(registration) {
                    analysis.submit(registration);
                    return Promise.resolve(createIdentity(registration));
                },
            });
            return createReport(run, await analysis.finish(run.resources), settings, stack.stack, today);
        }));
        const policies = await describing;
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
