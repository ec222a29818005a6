import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Waiver } from "../../policy/waivers";
import { UserError } from "../host/command";
import { isMapping } from "../host/yaml";

/**
 * The file of a project that configures the pack, in the form of the CLI's --policy-pack-config. It is not named
 * policy.json: beside the folder policy, Node.js would load that in place of the pack.
 */
export const configurationFile = "policy-config.json";

export const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;
export type Level = (typeof levels)[number];

/** What a project decides about one rule. */
export interface RuleSettings {
    level: Level | undefined;
    waivers: Waiver[];
    properties: Record<string, unknown>;
}

/** @throws UserError that lists every problem of policy-config.json, a line each. */
export function readConfiguration(projectDir: string): Map<string, RuleSettings> {
    const file = join(projectDir, configurationFile);
    const problems: string[] = [];
    const settings = new Map<string, RuleSettings>();
    for (const [rule, value] of Object.entries(readJson(file))) {
        const { enforcementLevel, waivers = [], ...properties } = isMapping(value)
            ? value
            : { enforcementLevel: value };
        const level = levels.find(name => name === enforcementLevel);
        if (enforcementLevel !== undefined && level === undefined) {
            problems.push(`${rule}: enforcementLevel must be one of ${levels.join(", ")}, got `
                + JSON.stringify(enforcementLevel));
        }
        if (!Array.isArray(waivers) || !waivers.every(isWaiver)) {
            problems.push(`${rule}: waivers must have resource, reason and expires (such as 2027-06-30) alone`);
        }
        settings.set(rule, { level, waivers: waivers as Waiver[], properties });
    }
    if (problems.length > 0) {
        throw new UserError([`${file} is not right:`, ...problems].join("\n  "));
    }
    return settings;
}

function readJson(file: string): Record<string, unknown> {
    try {
        return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown> : {};
    } catch (error) {
        throw new UserError(`${file}: ${(error as Error).message}`);
    }
}

function isWaiver(value: unknown): boolean {
    if (!isMapping(value)) {
        return false;
    }
    const { resource, reason, expires, ...others } = value;
    return [resource, reason].every(text => typeof text === "string" && text !== "")
        && /^\d{4}-\d{2}-\d{2}$/.test(String(expires)) && Object.keys(others).length === 0;
}

/** The level of a rule: the project's for it, else the project's for all, else the rule's own. */
export function levelOf(rule: string, own: Level, settings: Map<string, RuleSettings>): Level {
    return settings.get(rule)?.level ?? settings.get("all")?.level ?? own;
}
