import * as pulumi from "@pulumi/pulumi";
import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "./components/cidr";
import { NatStrategy } from "./components/vpc";

/** All that the program is told from outside, checked. What each key means stands in Pulumi.yaml. */
export interface StackConfig {
    readonly region: string;
    readonly environment: string;
    readonly environmentSuffix: string;
    readonly vpcCidr: string;
    readonly zones: string[];
    readonly natStrategy: NatStrategy;
    readonly logRetentionDays: number;
    readonly deletionProtection: boolean;
    /** Tags of every resource: the four that the stack sets itself, and the user's own. */
    readonly tags: Record<string, string>;
}

/** From https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Limits of AWS: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const tagsRule = "must map at most 45 names of 1 to 128 characters to texts of at most 256, all of letters, digits, "
    + "spaces and _.:/=+-@, without the names aws:*, Project, Environment, EnvironmentSuffix, ManagedBy and Name";

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new Reader();
    const environment = reader.read("environment", ...name(2, 7));
    const environmentSuffix = reader.read("environmentSuffix", ...name(1, 12));
    const suffixOverride = process.env.ENVIRONMENT_SUFFIX;
    const config = {
        region: reader.read("aws:region", ...pattern(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be an AWS region")),
        environment,
        environmentSuffix: suffixOverride
            ? reader.parse("ENVIRONMENT_SUFFIX", suffixOverride, ...name(1, 12))
            : environmentSuffix,
        vpcCidr: reader.read("vpcCidr", vpcCidrRule, value => isVpcCidr(value) ? value : undefined),
        zones: reader.read("zones", zonesRule, parseZones),
        natStrategy: reader.read("natStrategy", ...choice(Object.values(NatStrategy))),
        logRetentionDays: reader.read("logRetentionDays", ...choice(retentionDays)),
        deletionProtection: reader.read("deletionProtection", ...choice([true, false])),
    };
    const ownTags = {
        Project: pulumi.getProject(),
        Environment: config.environment,
        EnvironmentSuffix: config.environmentSuffix,
        ManagedBy: "Pulumi",
    };
    const tags = reader.read("tags", tagsRule, value => parseTags(value, Object.keys(ownTags)));
    reader.finish();
    return { ...config, tags: { ...tags, ...ownTags } };
}

/** A value's rule, said to the user, and its parser, which returns undefined for what breaks the rule. */
type Format<T> = [rule: string, parse: (value: string) => T | undefined];

/** Reads one key after the other and keeps what is wrong, so that the user hears of all of it at once. */
class Reader {
    private readonly keys = new Set<string>();
    private readonly problems: string[] = [];

    read<T>(key: string, ...format: Format<T>): T {
        const [name = key, namespace = pulumi.getProject()] = key.split(":").reverse();
        this.keys.add(`${namespace}:${name}`);
        const value = new pulumi.Config(namespace).get(name);
        if (value === undefined) {
            this.problems.push(`${key} is required`);
        }
        return value === undefined ? undefined as T : this.parse(key, value, ...format);
    }

    /** Returns undefined for a wrong value, which nobody gets to see: `finish` throws. */
    parse<T>(key: string, value: string, ...[rule, parse]: Format<T>): T {
        const result = parse(value);
        if (result === undefined) {
            this.problems.push(`${key} ${rule}, got ${value || '""'}`);
        }
        return result as T;
    }

    /** Looks for keys that nothing reads, which the CLI lets through, then throws if there was any problem. */
    finish(): void {
        const own = pulumi.getProject();
        for (const key of Object.keys(pulumi.runtime.allConfig()).filter(key => !this.keys.has(key))) {
            const [namespace = "", name = ""] = key.split(":");
            // Only the key is printed: its value may be a secret.
            if (namespace === own) {
                this.problems.push(`${name} is not a key of this project`);
            } else if (this.keys.has(`${own}:${name}`) && !["aws", "pulumi"].includes(namespace)) {
                this.problems.push(`${key} belongs to another project: remove "${namespace}:" or the key`);
            }
        }
        if (this.problems.length > 0) {
            throw new pulumi.RunError(
                [`stack ${pulumi.getStack()} is not configured right:`, ...this.problems].join("\n  "));
        }
    }
}

function pattern(regex: RegExp, rule: string): Format<string> {
    return [rule, value => regex.test(value) ? value : undefined];
}

function name(min: number, max: number): Format<string> {
    const rule = `must be ${min} to ${max} lower-case letters, digits and single hyphens between them`;
    return pattern(new RegExp(`^(?=.{${min},${max}}$)[a-z0-9]+(-[a-z0-9]+)*$`), rule);
}

function choice<T>(choices: readonly T[]): Format<T> {
    return [`must be one of ${choices.join(", ")}`, value => choices.find(choice => String(choice) === value)];
}

function parseZones(value: string): string[] | undefined {
    const zones = parseJson(value);
    return Array.isArray(zones) && areZones(zones as string[]) ? zones as string[] : undefined;
}

function parseTags(value: string, taken: string[]): Record<string, string> | undefined {
    const tags = parseJson(value);
    if (typeof tags !== "object" || tags === null || Array.isArray(tags)) {
        return undefined;
    }
    // IAM takes names that differ in case alone for the same one.
    const names = [...taken, "Name", ...Object.keys(tags)].map(tag => tag.toLowerCase());
    const valid = names.length <= 50 && new Set(names).size === names.length
        && Object.entries(tags).every(([tag, text]) =>
            /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]{1,128}$/iu.test(tag)
            && typeof text === "string" && /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]{0,256}$/u.test(text));
    return valid ? tags as Record<string, string> : undefined;
}

function parseJson(value: string): unknown {
    try {
        return JSON.parse(value);
    } catch {
        return undefined;
    }
}
