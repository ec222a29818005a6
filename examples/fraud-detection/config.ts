import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "../../components/cidr";
import { NatStrategy } from "../../components/vpc";
import { type Config, ConfigReader } from "../../lib/config-reader";
import { boolean, choice, integer, list, pattern, region, type Rule, text } from "../../lib/rules";
import { isMajorVersion, isUserName, majorVersionRule, userNameRule } from "./components/aurora-names";
import { isImage, imageRule } from "./components/image";

/** Aurora capacity units. */
function capacity(min: number): Rule<number> {
    return {
        says: `must be a number from ${min} to 256 in steps of 0.5`,
        parse: text => /^\d+(\.[05])?$/.test(text) && Number(text) >= min && Number(text) <= 256
            ? Number(text)
            : undefined,
    };
}

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    vpcCidr: text(vpcCidrRule, isVpcCidr),
    zones: list(zonesRule, areZones),
    // Without a gateway, the service would reach neither its image nor its table.
    natStrategy: choice([NatStrategy.Single, NatStrategy.Zonal]),
    image: text(`${imageRule}, or empty`, image => image === "" || isImage(image)),
    architecture: choice(["ARM64", "X86_64"] as const),
    taskCpu: choice([256, 512, 1024, 2048, 4096]),
    taskMemoryMib: integer(512, 30720),
    minTasks: integer(1, 100),
    maxTasks: integer(1, 100),
    requestsPerTask: integer(1, 100_000),
    containerInsights: boolean,
    dbEngineVersion: text(majorVersionRule, isMajorVersion),
    dbUserName: text(userNameRule, isUserName),
    dbMinCapacity: capacity(0.5),
    dbMaxCapacity: capacity(1),
    dbReader: boolean,
    // Unlike an instance, a cluster can't do without backups.
    dbBackupDays: integer(1, 35),
    dbFinalSnapshot: boolean,
    replicas: list("must be different AWS regions", regions =>
        new Set(regions).size === regions.length && regions.every(name => region.parse(name) !== undefined)),
    certificateArn: pattern(
        /^$|^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, "must be the ARN of an ACM certificate, or empty"),
    alarmActions: boolean,
};

export type StackConfig = Config<typeof rules>;

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new ConfigReader(rules);
    reader.refuse(
        ["taskCpu", "taskMemoryMib"],
        ({ taskCpu, taskMemoryMib }) => !fitsFargate(taskCpu, taskMemoryMib),
        ({ taskCpu, taskMemoryMib }) =>
            "taskMemoryMib must be 2 to 8 times taskCpu in steps of 1024, at most 30720, or 512 with 256, got"
            + ` ${taskMemoryMib} with ${taskCpu}`);
    reader.refuse(
        ["minTasks", "maxTasks"],
        ({ minTasks, maxTasks }) => minTasks > maxTasks,
        ({ minTasks, maxTasks }) => `minTasks must not exceed maxTasks, got ${minTasks} and ${maxTasks}`);
    reader.refuse(
        ["dbMinCapacity", "dbMaxCapacity"],
        ({ dbMinCapacity, dbMaxCapacity }) => dbMinCapacity > dbMaxCapacity,
        ({ dbMinCapacity, dbMaxCapacity }) =>
            `dbMinCapacity must not exceed dbMaxCapacity, got ${dbMinCapacity} and ${dbMaxCapacity}`);
    reader.refuse(
        ["replicas", "region"],
        ({ replicas, region }) => replicas.includes(region),
        ({ replicas, region }) => `replicas must not name ${region}, the stack's region, got ${replicas}`);
    reader.refuse(
        ["certificateArn", "region"],
        ({ certificateArn, region }) => certificateArn !== "" && certificateArn.split(":")[3] !== region,
        ({ certificateArn, region }) =>
            `certificateArn must be of a certificate in ${region}, the stack's region, got ${certificateArn}`);
    return reader.finish();
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size */
function fitsFargate(cpu: number, memoryMib: number): boolean {
    const inSteps = memoryMib % 1024 === 0 && memoryMib >= 2 * cpu && memoryMib <= Math.min(8 * cpu, 30720);
    return inSteps || (cpu === 256 && memoryMib === 512);
}
