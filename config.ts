import { CpuCredits } from "./components/asg";
import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "./components/cidr";
import { NatStrategy } from "./components/vpc";
import { type Config, ConfigReader } from "./lib/config-reader";
import { databaseRules, storageWithoutGrowth } from "./lib/database-rules";
import { choice, instanceType, integer, list, pattern, text } from "./lib/rules";

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    vpcCidr: text(vpcCidrRule, isVpcCidr),
    zones: list(zonesRule, areZones),
    natStrategy: choice(Object.values(NatStrategy)),
    instanceType: instanceType("", "an EC2 instance type"),
    cpuCredits: choice(Object.values(CpuCredits)),
    minSize: integer(1, 100),
    maxSize: integer(1, 100),
    // MySQL 8.0 is in extended support, which AWS bills by the hour; 8.5 to 8.9 don't exist.
    dbEngineVersion: pattern(/^8\.4(\.\d+)?$/, "must be MySQL 8.4, such as 8.4 or 8.4.5"),
    ...databaseRules,
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
    reader.refuse(...storageWithoutGrowth);
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
