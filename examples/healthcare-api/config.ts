import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "../../components/cidr";
import { NatStrategy } from "../../components/vpc";
import { type Config, ConfigReader } from "../../lib/config-reader";
import { databaseRules, storageWithoutGrowth } from "../../lib/database-rules";
import { choice, instanceType, integer, list, pattern, text } from "../../lib/rules";
import { ApiLogRole } from "./components/stage";

const octet = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const cidr = new RegExp(`^${octet}(\\.${octet}){3}/(3[0-2]|[12]?\\d)$`);

/** The keys of this system. What each means stands in Pulumi.yaml. */
const rules = {
    vpcCidr: text(vpcCidrRule, isVpcCidr),
    zones: list(zonesRule, areZones),
    // Without a gateway, the function would reach neither Secrets Manager nor Parameter Store.
    natStrategy: choice([NatStrategy.Single, NatStrategy.Zonal]),
    // Those with the AWS SDK's version 3 that AWS still updates.
    runtime: choice(["nodejs22.x", "nodejs24.x"]),
    reservedConcurrency: integer(0, 1000),
    requestsPerSecond: integer(1, 10000),
    allowedCidrs: list("must be IPv4 ranges, such as 192.0.2.0/24", ranges => ranges.every(range => cidr.test(range))),
    apiLogRole: choice(Object.values(ApiLogRole)),
    dbEngineVersion: pattern(/^1[5-8](\.\d+)?$/, "must be PostgreSQL 15 to 18, such as 17 or 17.5"),
    ...databaseRules,
    cacheNodeType: instanceType("cache.", "an ElastiCache node type"),
};

export type StackConfig = Config<typeof rules>;

/**
 * Reads the stack's configuration and the environment variable ENVIRONMENT_SUFFIX.
 * @throws pulumi.RunError that lists every problem, a line each.
 */
export function loadConfig(): StackConfig {
    const reader = new ConfigReader(rules);
    reader.refuse(...storageWithoutGrowth);
    return reader.finish();
}
