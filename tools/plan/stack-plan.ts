import { previewProgram } from "../emulator/preview";
import type { Resource } from "../host/monitor";
import { readSettings, type StackSettings } from "../host/settings";
import { type Cost, estimateCost } from "./cost";
import { type Duration, estimateDuration } from "./duration";
import { listSettings, type Setting } from "./settings-in-force";

/** One stack, before it exists. */
export interface StackPlan {
    project: string;
    stack: string;
    /** Of the provider that serves what names no other; undefined where the settings have none. */
    region: string | undefined;
    settings: Setting[];
    resources: Resource[];
    /** Unknown ones have no value. */
    outputs: Record<string, unknown>;
    cost: Cost;
    duration: Duration;
}

export function planStack(projectDir: string, stack: string): Promise<StackPlan> {
    return planSettings(readSettings(projectDir, stack));
}

export async function planSettings(settings: StackSettings): Promise<StackPlan> {
    const { resources, outputs } = await previewProgram(settings);
    return {
        project: settings.project,
        stack: settings.stack,
        region: settings.config["aws:region"],
        settings: listSettings(settings),
        resources,
        outputs,
        cost: estimateCost(resources),
        duration: estimateDuration(resources),
    };
}
