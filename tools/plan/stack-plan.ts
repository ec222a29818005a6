import { previewProgram } from "../emulator/preview";
import type { Resource } from "../host/monitor";
import { readSettings, type StackSettings } from "../host/settings";
import { type Cost, estimateCost } from "./cost";
import { type Duration, estimateDuration } from "./duration";
import { listSettings, type Setting } from "./settings-in-force";
import { listUnknowns, type Unknown } from "./unknowns";

/** One stack, before it exists. */
export interface StackPlan {
    project: string;
    stack: string;
    /** Of the provider that serves what names no other; undefined where the settings have none. */
    region: string | undefined;
    settings: Setting[];
    resources: Resource[];
    /** What the program asks for outside the stack. */
    unknowns: Unknown[];
    /** Unknown ones have no value. */
    outputs: Record<string, unknown>;
    cost: Cost;
    duration: Duration;
}

/** @param timeLimit In milliseconds. */
export function planStack(projectDir: string, stack: string, timeLimit?: number): Promise<StackPlan> {
    return planSettings(readSettings(projectDir, stack), timeLimit);
}

export async function planSettings(settings: StackSettings, timeLimit?: number): Promise<StackPlan> {
    const preview = await previewProgram(settings, { timeLimit });
    const { resources, outputs } = preview;
    return {
        project: settings.project,
        stack: settings.stack,
        region: settings.config["aws:region"],
        settings: listSettings(settings),
        resources,
        unknowns: listUnknowns(preview),
        outputs,
        cost: estimateCost(resources),
        duration: estimateDuration(resources),
    };
}
