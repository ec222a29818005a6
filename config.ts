import * as pulumi from "@pulumi/pulumi";
import { CpuCredits } from "./components/asg";
import { NatStrategy } from "./components/vpc";
import * as rules from "./rules";

/** All that the program is told from outside, checked. What each key means stands in Pulumi.yaml. */
export interface StackConfig {
    readonly project: string;
    readonly region: string;
    readonly environment: string;
    readonly environmentSuffix: string;
    readonly vpcCidr: string;
    readonly zones: string[];
    readonly natStrategy: NatStrategy;
    readonly instanceType: string;
    readonly cpuCredits: CpuCredits;
    readonly minSize: number;
    readonly maxSize: number;
    readonly dbEngineVersion: string;
    readonly dbInstanceClass: string;
    readonly dbStorageGib: number;
    readonly dbMaxStorageGib: number;
    readonly dbMultiAz: boolean;
    readonly dbBackupDays: number;
    readonly dbFinalSnapshot: boolean;
    readonly logRetentionDays: number;
    readonly certificateArn: string;
    readonly deletionProtection: boolean;
    /** Tags of every resource: the four that the stack sets itself, and the user's own. */
    readonly tags: Record<string, string>;
}

/** From https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const retentionDays = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new Reader();
    const suffix = reader.read("environmentSuffix", rules.name(1, 12));
    const suffixOverride = process.env.ENVIRONMENT_SUFFIX;
    const config = {
        project: pulumi.getProject(),
        region: reader.read("aws:region", rules.region),
        environment: reader.read("environment", rules.name(2, 7)),
        environmentSuffix: suffixOverride
            ? reader.parse("ENVIRONMENT_SUFFIX", suffixOverride, rules.name(1, 12))
            : suffix,
        vpcCidr: reader.read("vpcCidr", rules.vpcCidr),
        zones: reader.read("zones", rules.zones),
        natStrategy: reader.read("natStrategy", rules.choice(Object.values(NatStrategy))),
        instanceType: reader.read("instanceType", rules.instanceType),
        cpuCredits: reader.read("cpuCredits", rules.choice(Object.values(CpuCredits))),
        minSize: reader.read("minSize", rules.integer(1, 100)),
        maxSize: reader.read("maxSize", rules.integer(1, 100)),
        dbEngineVersion: reader.read("dbEngineVersion", rules.mysqlVersion),
        dbInstanceClass: reader.read("dbInstanceClass", rules.dbInstanceClass),
        dbStorageGib: reader.read("dbStorageGib", rules.integer(20, 65536)),
        dbMaxStorageGib: reader.read("dbMaxStorageGib", rules.integer(20, 65536)),
        dbMultiAz: reader.read("dbMultiAz", rules.choice([true, false])),
        dbBackupDays: reader.read("dbBackupDays", rules.integer(0, 35)),
        dbFinalSnapshot: reader.read("dbFinalSnapshot", rules.choice([true, false])),
        logRetentionDays: reader.read("logRetentionDays", rules.choice(retentionDays)),
        certificateArn: reader.read("certificateArn", rules.certificateArn),
        deletionProtection: reader.read("deletionProtection", rules.choice([true, false])),
    };
    const ownTags = {
        Project: config.project,
        Environment: config.environment,
        EnvironmentSuffix: config.environmentSuffix,
        ManagedBy: "Pulumi",
    };
    const tags = reader.read("tags", rules.tags(Object.keys(ownTags)));

    const { certificateArn, dbMaxStorageGib, dbStorageGib, maxSize, minSize, region } = config;
    reader.refuse(minSize > maxSize, `minSize must not exceed maxSize, got ${minSize} and ${maxSize}`);
    reader.refuse(dbMaxStorageGib * 10 < dbStorageGib * 11,
        `dbMaxStorageGib must be at least 10 % above dbStorageGib, got ${dbMaxStorageGib} and ${dbStorageGib}`);
    reader.refuse(Boolean(certificateArn && region) && certificateArn.split(":")[3] !== region,
        `certificateArn must be of a certificate in ${region}, the stack's region, got ${certificateArn}`);
    reader.finish();
    return { ...config, tags: { ...tags, ...ownTags } };
}

/** Reads one key after the other and keeps what is wrong, so that the user hears of all of it at once. */
class Reader {
    private readonly keys = new Set<string>();
    private readonly problems: string[] = [];

    read<T>(key: string, rule: rules.Rule<T>): T {
        const [name = key, namespace = pulumi.getProject()] = key.split(":").reverse();
        this.keys.add(`${namespace}:${name}`);
        const text = new pulumi.Config(namespace).get(name);
        if (text === undefined) {
            this.problems.push(`${key} is required`);
        }
        return text === undefined ? undefined as T : this.parse(key, text, rule);
    }

    /** Returns undefined for a wrong value; nobody gets to work with it, because `finish` throws. */
    parse<T>(key: string, text: string, { says, parse }: rules.Rule<T>): T {
        const value = parse(text);
        if (value === undefined) {
            this.problems.push(`${key} ${says}, got ${text || '""'}`);
        }
        return value as T;
    }

    /** Keeps a problem between values, if there is one. Comparing an undefined one finds none. */
    refuse(wrong: boolean, problem: string): void {
        if (wrong) {
            this.problems.push(problem);
        }
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
