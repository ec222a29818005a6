import { CpuCredits } from "./components/asg";
import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "./components/cidr";
import { NatStrategy } from "./components/vpc";
import { type Config, ConfigReader } from "./lib/config-reader";
import { boolean, choice, integer, list, pattern, text } from "./lib/rules";

const instanceSize = "(nano|micro|small|medium|(\\d*x)?large|metal(-\\d+xl)?)";

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    vpcCidr: text(vpcCidrRule, isVpcCidr),
    zones: list(zonesRule, areZones),
    natStrategy: choice(Object.values(NatStrategy)),
    instanceType: pattern(
        new RegExp(`^[a-z][a-z0-9-]*\\.${instanceSize}$`), "must be an EC2 instance type, such as t4g.micro"),
    cpuCredits: choice(Object.values(CpuCredits)),
    minSize: integer(1, 100),
    maxSize: integer(1, 100),
    // MySQL 8.0 is in extended support, which AWS bills by the hour; 8.5 to 8.9 don't exist.
    dbEngineVersion: pattern(/^8\.4(\.\d+)?$/, "must be MySQL 8.4, such as 8.4 or 8.4.5"),
    dbInstanceClass: pattern(
        new RegExp(`^db\\.[a-z][a-z0-9-]*\\.${instanceSize}$`), "must be an RDS instance class, such as db.t4g.micro"),
    // 65536 GiB is AWS's limit, and the limit of growth must be 10 % above the storage.
    dbStorageGib: integer(20, 59578),
    dbMaxStorageGib: integer(20, 65536),
    dbMultiAz: boolean,
    dbBackupDays: integer(0, 35),
    dbFinalSnapshot: boolean,
    certificateArn: pattern(
        /^$|^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, "must be the ARN of an ACM certificate, or empty"),
};

export type StackConfig = Config<typeof rules>;

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new ConfigReader(rules);
    reader.refuse(
        ["minSize", "maxSize"],
        ({ minSize, maxSize }) => minSize > maxSize,
        ({ minSize, maxSize }) => `minSize must not exceed maxSize, got ${minSize} and ${maxSize}`);
    reader.refuse(
        ["dbStorageGib", "dbMaxStorageGib"],
        ({ dbStorageGib, dbMaxStorageGib }) => dbMaxStorageGib * 10 < dbStorageGib * 11,
        ({ dbStorageGib, dbMaxStorageGib }) =>
            `dbMaxStorageGib must be at least 10 % above dbStorageGib, got ${dbMaxStorageGib} and ${dbStorageGib}`);
    reader.refuse(
        ["certificateArn", "region"],
        ({ certificateArn, region }) => certificateArn !== "" && certificateArn.split(":")[3] !== region,
        ({ certificateArn, region }) =>
            `certificateArn must be of a certificate in ${region}, the stack's region, got ${certificateArn}`);
    // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
    reader.warn(
        ["vpcCidr"],
        ({ vpcCidr }) => vpcCidr.startsWith("172.17."),
        ({ vpcCidr }) => `vpcCidr is ${vpcCidr}: Docker and some AWS services use 172.17.0.0/16 themselves, and then`
            + " don't reach the VPC");
    return reader.finish();
}
