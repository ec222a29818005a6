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

/** The keys that the project declares for itself in Pulumi.yaml, with their defaults. */
export function declaredKeys({ projectDir }: System): Map<string, unknown> {
    const { config } = parse(readFileSync(join(projectDir, "Pulumi.yaml"), "utf8")) as {
        config?: Record<string, { default?: unknown }>;
    };
    const own = Object.entries(config ?? {}).filter(([key]) => !key.includes(":"));
    return new Map(own.map(([key, declaration]) => [key, declaration.default]));
}

/** The configuration of all first or all second values, in the form that the CLI hands to a program. */
export function exampleConfig(system: System, which: 0 | 1): Record<string, string> {
    const values = Object.entries(system.values).map(([key, value]) => [key, value[which]] as const);
    // Of a key without two values, one test alone is to speak.
    const config = { ...Object.fromEntries(declaredKeys(system)), ...Object.fromEntries(values) };
    const texts = Object.entries(config).map(([key, value]) => [key, toText(value)] as const);
    return { "aws:region": system.region, ...Object.fromEntries(texts) };
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
