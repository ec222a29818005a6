import { nonEmpty } from "../host/command";
import type { Origin, StackSettings } from "../host/settings";

export interface Setting {
    /** As stack files write it: without the project's namespace. */
    key: string;
    /** Arrays and objects as JSON; "[secret]" for what is encrypted. */
    value: string;
    origin: Origin | "environment variable";
    /** What an environment variable wins over. */
    overridden?: { value: string; origin: Origin };
}

/** The settings with which a program of this house runs, and where each comes from. */
export function listSettings({ project, config, origins }: StackSettings): Setting[] {
    const suffix = nonEmpty(process.env.ENVIRONMENT_SUFFIX);
    return Object.entries(config).map(([fullKey, value]) => {
        const key = fullKey.startsWith(`${project}:`) ? fullKey.slice(project.length + 1) : fullKey;
        const origin = origins[fullKey] ?? "default";
        return key === "environmentSuffix" && suffix !== undefined
            ? { key, value: suffix, origin: "environment variable", overridden: { value, origin } }
            : { key, value, origin };
    });
}

export function drawSettings(settings: Setting[]): string[] {
    const width = (column: "key" | "value") => Math.max(0, ...settings.map(setting => setting[column].length));
    const [keys, values] = [width("key"), Math.min(width("value"), 40)];
    return settings.map(setting =>
        `${setting.key.padEnd(keys)}  ${setting.value.padEnd(values)}  ${describeOrigin(setting)}`);
}

export function describeOrigin({ origin, overridden }: Setting): string {
    return overridden === undefined
        ? origin
        : `ENVIRONMENT_SUFFIX, instead of ${overridden.value} (${overridden.origin})`;
}
