import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../host/command";
import { compareValues, type Difference } from "../host/differences";
import type { StackSettings } from "../host/settings";

/** The file of a project that says which configuration keys may differ between its environments, and why. */
export const expectationsFile = "parity.json";

/** Configuration key to reason. */
export type Expectations = Record<string, string>;

/** @throws UserError when the file is missing, is no JSON object of texts, or names a key that no stack has. */
export function readExpectations({ projectDir, project, config }: StackSettings): Expectations {
    const file = join(projectDir, expectationsFile);
    if (!existsSync(file)) {
        throw new UserError(`there is no ${file}: it says which configuration keys may differ, and why`);
    }
    const expectations = parseJson(readFileSync(file, "utf8"));
    const valid = typeof expectations === "object" && expectations !== null && !Array.isArray(expectations)
        && Object.values(expectations).every(reason => typeof reason === "string" && reason !== "");
    if (!valid) {
        throw new UserError(`${file} must be a JSON object of configuration keys and reasons`);
    }
    const unknown = Object.keys(expectations).filter(key => !(qualify(project, key) in config));
    if (unknown.length > 0) {
        throw new UserError(`${file} names keys that the project doesn't have: ${unknown.join(", ")}`);
    }
    return expectations as Expectations;
}

/** Keys that differ, in the form in which stack files write them. */
export function compareSettings(first: StackSettings, second: StackSettings): Difference[] {
    const own = `${first.project}:`;
    return compareValues("", first.config, second.config)
        .map(({ subject, values }) => ({ subject: subject.replace(own, ""), values }));
}

/** The second environment's settings, but with the first one's values for all keys that may differ. */
export function level(first: StackSettings, second: StackSettings, expectations: Expectations): StackSettings {
    const keys = Object.keys(expectations).map(key => qualify(first.project, key));
    const levelled = Object.fromEntries(keys.map(key => [key, first.config[key] ?? ""]));
    return { ...second, config: { ...second.config, ...levelled } };
}

function qualify(project: string, key: string): string {
    return key.includes(":") ? key : `${project}:${key}`;
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
