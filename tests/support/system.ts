import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { OutputContract } from "../../lib/outputs";
import { allStacks, readSettings, type StackSettings } from "../../tools/host/settings";

/** A project of this house, as its tests know it. */
export interface System {
    projectDir: string;
    outputTypes: OutputContract;
    /** Region of the runs that use the values below. */
    region: string;
    /**
     * Two valid values for each key of Pulumi.yaml. The first ones are valid together, as are the second ones, and as
     * is each second one among the first ones.
     */
    values: Record<string, readonly [first: unknown, second: unknown]>;
}

/** The keys that the project declares for itself, in Pulumi.yaml. */
export function declaredKeys({ projectDir }: System): string[] {
    const { config } = parse(readFileSync(join(projectDir, "Pulumi.yaml"), "utf8")) as { config?: object };
    return Object.keys(config ?? {}).filter(key => !key.includes(":"));
}

/** The configuration of all first or all second values, in the form that the CLI hands to a program. */
export function exampleConfig({ region, values }: System, which: 0 | 1): Record<string, string> {
    const texts = Object.entries(values).map(([key, value]) => [key, toText(value[which])] as const);
    return { "aws:region": region, ...Object.fromEntries(texts) };
}

/** Settings of a stack that has no file. Keys without a namespace are the project's. */
export function settingsOf({ projectDir }: System, stack: string, config: Record<string, string>): StackSettings {
    const [otherStack = ""] = allStacks(projectDir);
    // For the project's name and its runtime options.
    const settings = readSettings(projectDir, otherStack);
    const qualified = Object.entries(config).map(([key, value]) =>
        [key.includes(":") ? key : `${settings.project}:${key}`, value] as const);
    return { ...settings, stack, config: Object.fromEntries(qualified), secretKeys: [] };
}

function toText(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}
