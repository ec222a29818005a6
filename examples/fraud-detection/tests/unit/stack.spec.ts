import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import type { DifferingKeys, MissingKeys, NoKeys, SurplusKeys } from "../../../../tests/support/contract";
import { describePromises } from "../../../../tests/support/promises";
import type { StackRun } from "../../../../tests/support/stack-run";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";

type Exports = Unwrap<typeof program>;

/** Compiles only where index.ts exports the contract; the compiler names the keys that don't fit. */
export type Contract = [
    NoKeys<MissingKeys<Exports, StackOutputs>>,
    NoKeys<SurplusKeys<Exports, StackOutputs>>,
    NoKeys<DifferingKeys<Exports, StackOutputs>>,
];

const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/scoring:1.0.0";

const system = {
    projectDir: resolve(__dirname, "../.."),
    outputTypes,
    region: "eu-west-1",
    values: {
        // The second values are the longest that there may be.
        environment: ["dev", "develop"],
        environmentSuffix: ["01", "pull-request"],
        vpcCidr: ["10.20.0.0/16", "10.64.16.0/20"],
        zones: [["a", "b"], ["c", "a", "b"]],
        natStrategy: ["single", "zonal"],
        image: ["", image],
        architecture: ["ARM64", "X86_64"],
        taskCpu: [256, 512],
        taskMemoryMib: [1024, 2048],
        minTasks: [1, 2],
        maxTasks: [2, 3],
        requestsPerTask: [1000, 2000],
        containerInsights: [false, true],
        dbEngineVersion: ["17", "16"],
        dbUserName: ["dbadmin", "owner"],
        dbMinCapacity: ["0.5", "1"],
        dbMaxCapacity: ["2", "64.5"],
        dbReader: [false, true],
        dbBackupDays: [1, 35],
        dbFinalSnapshot: [false, true],
        replicas: [[], ["eu-central-1"]],
        certificateArn: ["", "arn:aws:acm:eu-west-1:123456789012:certificate/1"],
        alarmActions: [false, true],
        logRetentionDays: [7, 90],
        deletionProtection: [false, true],
        tags: [{}, { CostCenter: "1234" }],
    },
} as const;

const listOf = (stack: StackRun, key: string) => JSON.parse(stack.setting(key) ?? "") as string[];

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(stack: StackRun): StackOutputs {
    const name = (resource: string) => stack.name(resource);
    const zones = listOf(stack, "zones");
    return {
        stack: stack.settings.stack,
        environment: stack.setting("environment") ?? "",
        environmentSuffix: stack.setting("environmentSuffix") ?? "",
        region: stack.setting("aws:region") ?? "",
        vpcId: `${name("vpc")}-id`,
        publicSubnetIds: zones.map(zone => `${name(`public-subnet-${zone}`)}-id`),
        privateSubnetIds: zones.map(zone => `${name(`private-subnet-${zone}`)}-id`),
        albArn: `${name("alb")}-arn`,
        albDnsName: `${name("alb")}.elb.amazonaws.com`,
        albUrl: `http${stack.setting("certificateArn") ? "s" : ""}://${name("alb")}.elb.amazonaws.com`,
        clusterName: `${name("cluster")}-name`,
        serviceName: `${name("service")}-name`,
        taskDefinitionArn: `${name("task-definition")}-arn`,
        auroraClusterIdentifier: `${name("db-subnets")}-name`,
        auroraEndpoint: `${name("db")}.cluster.rds.amazonaws.com`,
        auroraReaderEndpoint: `${name("db")}.cluster-ro.rds.amazonaws.com`,
        auroraSecretArn: `${name("db")}-secret-arn`,
        rulesTableName: `${name("rules")}-name`,
        rulesTableArn: `${name("rules")}-arn`,
        replicaRegions: listOf(stack, "replicas"),
        dashboardName: `fraud-detection-${stack.setting("aws:region")}${name("")}`,
        alarmTopicArn: `${name("topic-alarms")}-arn`,
    };
}

interface Container {
    image: string;
    command?: string[];
    environment: { name: string; value: string }[];
    secrets: { name: string; valueFrom: string }[];
    portMappings: { containerPort: number }[];
}

describe("stack", () => {
    describePromises(system, stack => {
        const name = (resource: string) => stack.name(resource);
        const inputsOf = (resource: string) => stack.graph.get(name(resource)).inputs;
        const waitsFor = (resource: string) => stack.graph.waitsFor(name(resource));
        const integer = (key: string) => Number(stack.setting(key));
        const container = () => {
            const [found, ...others] = JSON.parse(
                String(inputsOf("task-definition").containerDefinitions)) as [Container, ...Container[]];
            assert.deepEqual(others, []);
            return found;
        };

        it("M4 exports each thing under its own name, in the order of the zones", () => {
            assert.deepEqual(stack.run.outputs, expectedOutputs(stack));
        });

        it("lets the database wait for network and its own group, neither for service nor for load balancer", () => {
            const zones = listOf(stack, "zones");
            const allowed = [
                "vpc", ...zones.map(zone => `private-subnet-${zone}`), "db-subnets", "db-parameters",
                "db-security-group", "db-postgresql-log-group", "db", ...zones.map(zone => `db-instance-${zone}`),
            ].map(name);
            const database = stack.graph.resources.filter(({ type }) => /^aws:rds\/cluster(Instance)?:/.test(type));
            assert(database.length >= 2);
            for (const { name: waiting } of database) {
                const earlier = stack.graph.waitsFor(waiting);
                assert(earlier.has(name("db-security-group")));
                assert.deepEqual([...earlier].filter(found => !allowed.includes(found)), [], waiting);
            }
        });

        it("C11 creates the database after the group of its log, which it would create itself", () => {
            assert(waitsFor("db").has(name("db-postgresql-log-group")));
        });

        it("creates the reader after the writer, in another zone, and only where it is wanted", () => {
            const [writerZone = "", readerZone = ""] = listOf(stack, "zones");
            const instances = stack.graph.ofType("aws:rds/clusterInstance:ClusterInstance");
            const wanted = stack.setting("dbReader") === "true";
            assert.deepEqual(instances.map(instance => instance.name).sort(),
                [writerZone, ...wanted ? [readerZone] : []].map(zone => name(`db-instance-${zone}`)).sort());
            if (wanted) {
                assert(waitsFor(`db-instance-${readerZone}`).has(name(`db-instance-${writerZone}`)));
            }
        });

        it("F1 asks for a major version of Aurora alone, with parameters that fit it", () => {
            const version = stack.setting("dbEngineVersion");
            assert.match(version ?? "", /^\d\d$/);
            assert.equal(inputsOf("db").engineVersion, version);
            assert.equal(inputsOf("db-parameters").family, `aurora-postgresql${version}`);
        });

        it("F2 gives the database the configured user", () => {
            assert.equal(inputsOf("db").masterUsername, stack.setting("dbUserName"));
        });

        it("hands each setting of the database to it", () => {
            const { serverlessv2ScalingConfiguration, backupRetentionPeriod } = inputsOf("db");
            assert.deepEqual(serverlessv2ScalingConfiguration, {
                minCapacity: integer("dbMinCapacity"), maxCapacity: integer("dbMaxCapacity") });
            assert.equal(backupRetentionPeriod, integer("dbBackupDays"));
        });

        it("F8 has a replica of the rules in each configured region, all restorable to any point in time", () => {
            const { replicas = [], pointInTimeRecovery, streamEnabled } = inputsOf("rules");
            const deletionProtectionEnabled = stack.setting("deletionProtection") === "true";
            assert.deepEqual(replicas, listOf(stack, "replicas").map(regionName => ({
                regionName, pointInTimeRecovery: true, deletionProtectionEnabled, propagateTags: true })));
            assert.deepEqual([pointInTimeRecovery, streamEnabled], [{ enabled: true }, true]);
        });

        it("F3 tells the task where all is that it uses, in JSON without an Output", () => {
            const { environment, secrets } = container();
            const { outputs } = stack.run;
            assert.deepEqual(environment, [
                { name: "DATABASE_HOST", value: outputs.auroraEndpoint },
                { name: "DATABASE_NAME", value: "app" },
                { name: "DATABASE_PORT", value: "5432" },
                { name: "DATABASE_SECRET_ARN", value: outputs.auroraSecretArn },
                { name: "PORT", value: "8080" },
                { name: "RULES_TABLE", value: outputs.rulesTableName },
            ]);
            assert.deepEqual(secrets, [{ name: "DATABASE_SECRET", valueFrom: outputs.auroraSecretArn }]);
        });

        it("runs the configured image, or else the placeholder from a public registry", () => {
            const { image: running, command } = container();
            const configured = stack.setting("image");
            if (configured) {
                assert.deepEqual([running, command], [configured, undefined]);
            } else {
                assert.match(running, /^public\.ecr\.aws\//);
                assert.equal(command?.[0], "node");
            }
        });

        it("lets the task use the rules and the database's secret, and nothing else", () => {
            const { Statement } = JSON.parse(String(inputsOf("task-policy").policy)) as {
                Statement: { Action: string | string[]; Resource: string }[]; };
            const granted = Statement.map(({ Action, Resource }) => [[Action].flat()[0]?.split(":")[0], Resource]);
            assert.deepEqual(granted, [
                ["dynamodb", stack.run.outputs.rulesTableArn],
                ["secretsmanager", stack.run.outputs.auroraSecretArn],
            ]);
        });

        it("hands each setting of the service to it", () => {
            const definition = inputsOf("task-definition");
            assert.deepEqual(
                [definition.cpu, definition.memory], [stack.setting("taskCpu"), stack.setting("taskMemoryMib")]);
            assert.deepEqual(definition.runtimePlatform, {
                operatingSystemFamily: "LINUX", cpuArchitecture: stack.setting("architecture") });
            assert.equal(inputsOf("service").desiredCount, integer("minTasks"));
            const { minCapacity, maxCapacity } = inputsOf("scaling-target");
            assert.deepEqual([minCapacity, maxCapacity], [integer("minTasks"), integer("maxTasks")]);
            const tracking = inputsOf("requests-scaling").targetTrackingScalingPolicyConfiguration as {
                targetValue: number; };
            assert.equal(tracking.targetValue, integer("requestsPerTask"));
            const value = stack.setting("containerInsights") === "true" ? "enabled" : "disabled";
            assert.deepEqual(inputsOf("cluster").settings, [{ name: "containerInsights", value }]);
        });

        it("C9 runs the service in the private subnets, after their way out", () => {
            const { subnets, assignPublicIp } = inputsOf("service").networkConfiguration as Record<string, unknown>;
            assert.deepEqual([subnets, assignPublicIp], [stack.run.outputs.privateSubnetIds, false]);
            const [zone = ""] = listOf(stack, "zones");
            assert(waitsFor("service").has(name(`private-default-route-${zone}`)));
        });

        it("starts the service after its roles may do what it needs, and after a listener leads to it", () => {
            const listener = `${stack.setting("certificateArn") ? "https" : "http"}-listener`;
            const needed = ["execution-policy", "task-policy", "service-ingress", "alb-service-egress", listener];
            for (const earlier of needed) {
                assert(waitsFor("service").has(name(earlier)), earlier);
            }
        });

        it("leads requests from the load balancer to the service's port, by address", () => {
            const { targetType, port } = inputsOf("tg");
            assert.deepEqual([targetType, port], ["ip", 8080]);
            const { loadBalancers } = inputsOf("service");
            assert.deepEqual(loadBalancers, [{
                targetGroupArn: `${name("tg")}-arn`, containerName: "service", containerPort: 8080 }]);
            assert.deepEqual(container().portMappings.map(({ containerPort }) => containerPort), [8080]);
            const { securityGroupId, referencedSecurityGroupId, fromPort, toPort } = inputsOf("service-ingress");
            assert.deepEqual([securityGroupId, referencedSecurityGroupId, fromPort, toPort], [
                `${name("service-security-group")}-id`, `${name("alb-security-group")}-id`, 8080, 8080]);
        });

        it("lets the service connect to its own database", () => {
            const { securityGroupId, referencedSecurityGroupId, fromPort } = inputsOf("db-ingress");
            assert.deepEqual([securityGroupId, referencedSecurityGroupId, fromPort], [
                `${name("db-security-group")}-id`, `${name("service-security-group")}-id`, 5432]);
        });

        it("keeps all logs for the configured days", () => {
            const groups = stack.graph.ofType("aws:cloudwatch/logGroup:LogGroup");
            assert.equal(groups.length, 3);
            for (const { name: group, inputs } of groups) {
                assert.equal(inputs.retentionInDays, integer("logRetentionDays"), group);
            }
        });

        it("tells the operators of alarms where the configuration says so", () => {
            const alarms = stack.graph.ofType("aws:cloudwatch/metricAlarm:MetricAlarm");
            assert.equal(alarms.length, 11);
            for (const { name: alarm, inputs } of alarms) {
                assert.equal(String(inputs.actionsEnabled), stack.setting("alarmActions"), alarm);
                assert.deepEqual(inputs.alarmActions, [stack.run.outputs.alarmTopicArn], alarm);
            }
        });

        it("limits the database's alarms by its largest capacity", () => {
            const limit = (inputsOf("database-memory-alarm").threshold as number) / 2 ** 30;
            assert(Math.abs(limit - 0.2 * integer("dbMaxCapacity")) < 1e-6);
        });
    });
});
