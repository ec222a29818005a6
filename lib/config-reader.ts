import * as pulumi from "@pulumi/pulumi";
import * as rules from "./rules";

const suffixRule = rules.name(1, 12);

/** The keys that every system has. */
const commonRules = {
    "aws:region": rules.region,
    "environment": rules.name(2, 7),
    "environmentSuffix": suffixRule,
    "logRetentionDays": rules.retentionDays,
    "deletionProtection": rules.boolean,
    "tags": rules.tags(["Project", "Environment", "EnvironmentSuffix", "ManagedBy", "Name"]),
};

/** Partitions of AWS other than "aws". */
const otherPartitions: readonly [regions: RegExp, name: string][] = [
    [/^cn-/, "China"],
    [/^us-gov-/, "GovCloud"],
    [/^(us|eu)-iso[a-z]?-/, "an ISO partition"],
    [/^eusc-/, "the European Sovereign Cloud"],
];

type Rules = Record<string, rules.Rule<unknown>>;

/** A value for each key, which loses its namespace: "aws:region" becomes "region". */
type Values<R extends Rules> = {
    readonly [Key in keyof R as Key extends `${string}:${infer Name}` ? Name : Key]:
    R[Key] extends rules.Rule<infer Value> ? Value : never
};

/** The configuration of a system with these rules. `tags` are for every resource: the system's own and the user's. */
export type Config<R extends Rules> = Values<typeof commonRules> & Values<R> & { readonly project: string };

/** Looks at values that each keep their own rule. Gets texts to describe what is wrong, which never show a secret. */
type Check<Values, Key extends keyof Values> = [
    keys: Key[], isWrong: (values: Pick<Values, Key>) => boolean, describe: (texts: Record<Key, string>) => string];

/** Missing in the types of the SDK. */
const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean };

/** Reads the configuration of one stack: the keys of its system and those that every system has. */
export class ConfigReader<R extends Rules> {
    private readonly keys = new Set<string>();
    private readonly values: Record<string, unknown> = { project: pulumi.getProject() };
    private readonly texts: Record<string, string> = {};
    private readonly problems: string[] = [];

    constructor(systemRules: R) {
        for (const [key, rule] of Object.entries<rules.Rule<unknown>>({ ...commonRules, ...systemRules })) {
            this.read(key, rule);
        }
        this.overrideSuffix();
        for (const [regions, partition] of otherPartitions) {
            this.refuse(["region"], ({ region }) => regions.test(region), ({ region }) =>
                `aws:region must not be in ${partition}, where service principals, ARNs and endpoints differ`
                + ` and this was never tried, got ${region}`);
        }
    }

    /** Makes a problem of values that don't go together. */
    refuse<Key extends string & keyof Config<R>>(...check: Check<Config<R>, Key>): void {
        this.problems.push(...this.find(...check));
    }

    warn<Key extends string & keyof Config<R>>(...check: Check<Config<R>, Key>): void {
        for (const warning of this.find(...check)) {
            void pulumi.log.warn(warning);
        }
    }

    /** @throws pulumi.RunError that lists every problem, a line each. */
    finish(): Config<R> {
        this.refuseUnknownKeys();
        if (this.problems.length > 0) {
            throw new pulumi.RunError(
                [`stack ${pulumi.getStack()} is not configured right:`, ...this.problems].join("\n  "));
        }
        const config = this.values as Config<R>;
        return {
            ...config,
            tags: {
                ...config.tags,
                Project: config.project,
                Environment: config.environment,
                EnvironmentSuffix: config.environmentSuffix,
                ManagedBy: "Pulumi",
            },
        };
    }

    private read(key: string, rule: rules.Rule<unknown>): void {
        const fullKey = key.includes(":") ? key : `${pulumi.getProject()}:${key}`;
        this.keys.add(fullKey);
        const value = pulumi.runtime.getConfig(fullKey);
        if (value === undefined) {
            this.problems.push(`${key} is required`);
        } else {
            this.parse(key, value, isConfigSecret(fullKey) ? "[secret]" : print(value), rule);
        }
    }

    private parse(key: string, value: string, text: string, rule: rules.Rule<unknown>): void {
        const parsed = rule.parse(value);
        if (parsed === undefined) {
            this.problems.push(`${key} ${rule.says}, got ${text}`);
        } else {
            const name = key.replace(/^.*:/, "");
            this.values[name] = parsed;
            this.texts[name] = text;
        }
    }

    private overrideSuffix(): void {
        const suffix = process.env.ENVIRONMENT_SUFFIX;
        if (suffix && suffixRule.parse(suffix) === undefined) {
            this.problems.push(`ENVIRONMENT_SUFFIX ${suffixRule.says}, got ${print(suffix)}`);
        } else if (suffix) {
            this.warn(["environmentSuffix"], values => values.environmentSuffix !== suffix, ({ environmentSuffix }) =>
                `ENVIRONMENT_SUFFIX is ${suffix} and wins over environmentSuffix, which is ${environmentSuffix}: a`
                + ` stack that was deployed as ${environmentSuffix} is replaced`);
            this.values.environmentSuffix = suffix;
            this.texts.environmentSuffix = suffix;
        }
    }

    /** Finds keys that nothing reads, which the CLI lets through. Values are not printed: they may be secrets. */
    private refuseUnknownKeys(): void {
        const own = pulumi.getProject();
        for (const key of Object.keys(pulumi.runtime.allConfig()).filter(key => !this.keys.has(key))) {
            const [namespace = "", name = ""] = key.split(":");
            if (namespace === own) {
                this.problems.push(`${name} is not a key of this project`);
            } else if (this.keys.has(`${own}:${name}`) && !["aws", "pulumi"].includes(namespace)) {
                this.problems.push(`${key} belongs to another project: remove "${namespace}:" or the key`);
            }
        }
    }

    private find<Key extends string & keyof Config<R>>(...check: Check<Config<R>, Key>): string[] {
        const [keys, isWrong, describe] = check;
        const found = keys.every(key => key in this.values) && isWrong(this.values as Config<R>);
        return found ? [describe(this.texts)] : [];
    }
}

/** Quotes what a reader could not see otherwise. */
function print(value: string): string {
    const invisible = /(?! )[\p{C}\p{Z}]/gu;
    const escape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    const quoted = JSON.stringify(value).replace(invisible, escape);
    return /^\S(.*\S)?$/.test(value) && quoted === JSON.stringify(value) ? value : quoted;
}
