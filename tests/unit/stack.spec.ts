import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { resolve } from "node:path";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";
import type { DifferingKeys, MissingKeys, NoKeys, SurplusKeys } from "../support/contract";
import { describePromises } from "../support/promises";
import type { StackRun } from "../support/stack-run";

type Exports = Unwrap<typeof program>;

/** Compiles only where index.ts exports the contract; the compiler names the keys that don't fit. */
export type Contract = [
    NoKeys<MissingKeys<Exports, StackOutputs>>,
    NoKeys<SurplusKeys<Exports, StackOutputs>>,
    NoKeys<DifferingKeys<Exports, StackOutputs>>,
];

const system = {
    projectDir: resolve(__dirname, "../.."),
    outputTypes,
    region: "eu-west-1",
    values: {
        // The second values are the longest that there may be.
        environment: ["dev", "develop"],
        environmentSuffix: ["01", "pull-request"],
        vpcCidr: ["10.0.0.0/16", "10.64.16.0/20"],
        zones: [["a", "b"], ["c", "a", "b"]],
        natStrategy: ["single", "zonal"],
        instanceType: ["t4g.micro", "t3.large"],
        cpuCredits: ["standard", "unlimited"],
        minSize: [1, 2],
        maxSize: [3, 4],
        dbEngineVersion: ["8.4", "8.4.5"],
        dbInstanceClass: ["db.t4g.micro", "db.r7g.large"],
        dbStorageGib: [20, 400],
        dbMaxStorageGib: [500, 600],
        dbMultiAz: [false, true],
        dbBackupDays: [1, 35],
        logRetentionDays: [7, 90],
        certificateArn: ["", "arn:aws:acm:eu-west-1:123456789012:certificate/1"],
        deletionProtection: [false, true],
        dbFinalSnapshot: [false, true],
        tags: [{}, { CostCenter: "1234" }],
    },
} as const;

const zonesOf = (stack: StackRun) => JSON.parse(stack.setting("zones") ?? "") as string[];

/** Zones that have a NAT gateway. */
function natZonesOf(stack: StackRun): string[] {
    const zones = zonesOf(stack);
    return { none: [], single: zones.slice(0, 1), zonal: zones }[stack.setting("natStrategy") ?? ""] ?? [];
}

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(stack: StackRun): StackOutputs {
    const name = (resource: string) => stack.name(resource);
    const id = (resource: string) => `${name(resource)}-id`;
    const region = stack.setting("aws:region") ?? "";
    const zones = zonesOf(stack);
    return {
        stack: stack.settings.stack,
        environment: stack.setting("environment") ?? "",
        environmentSuffix: stack.setting("environmentSuffix") ?? "",
        region,
        availabilityZones: zones.map(zone => `${region}${zone}`),
        vpcId: id("vpc"),
        vpcCidr: stack.setting("vpcCidr") ?? "",
        publicSubnetIds: zones.map(zone => id(`public-subnet-${zone}`)),
        privateSubnetIds: zones.map(zone => id(`private-subnet-${zone}`)),
        internetGatewayId: id("internet-gateway"),
        natGatewayIds: natZonesOf(stack).map(zone => id(`nat-gateway-${zone}`)),
        flowLogGroupName: `${name("flow-log-group")}-name`,
        albArn: `${name("alb")}-arn`,
        albDnsName: `${name("alb")}.elb.amazonaws.com`,
        albZoneId: `${name("alb")}-zone`,
        albUrl: `${stack.setting("certificateArn") ? "https" : "http"}://${name("alb")}.elb.amazonaws.com`,
        albSecurityGroupId: id("alb-security-group"),
        targetGroupArn: `${name("tg")}-arn`,
        asgName: `${name("asg")}-name`,
        launchTemplateId: id("launch-template"),
        instanceRoleName: `${name("instance-role")}-name`,
        appSecurityGroupId: id("app-security-group"),
        rdsIdentifier: `${name("db-subnets")}-name`,
        rdsEndpoint: `${name("db")}.rds.amazonaws.com:3306`,
        rdsAddress: `${name("db")}.rds.amazonaws.com`,
        rdsPort: 3306,
        rdsSecretArn: `${name("db")}-secret-arn`,
        rdsSecurityGroupId: id("db-security-group"),
        databaseName: "app",
        databaseParameterName: databaseParameterOf(stack),
        dataBucketName: `${name("bucket-data")}-name`,
        dataBucketArn: `${name("bucket-data")}-arn`,
        logBucketName: `${name("bucket-logs")}-name`,
    };
}

function databaseParameterOf(stack: StackRun): string {
    return stack.name(`/database/${stack.settings.project}/`).replace("/-", "/");
}

describe("stack", () => {
    describePromises(system, stack => {
        const name = (resource: string) => stack.name(resource);
        const inputsOf = (resource: string) => stack.graph.get(name(resource)).inputs;
        const waitsFor = (resource: string) => stack.graph.waitsFor(name(resource));
        const ids = (tier: string) => zonesOf(stack).map(zone => `${name(`${tier}-subnet-${zone}`)}-id`);

        it("M4 exports each thing under its own name, in the order of the zones", () => {
            assert.deepEqual(stack.run.outputs, expectedOutputs(stack));
        });

        it("has each component once, with its fields as outputs", () => {
            const components = stack.graph.resources.slice(1).filter(({ custom }) => !custom);
            const types = components.map(component => `${component.type} ${component.name}`);
            assert.deepEqual(types.sort(), [
                ...["Alb", "Asg", "Rds"].map(type => name(`reference:index:${type}Component `).replace(" -", " ")),
                name("reference:index:S3Component data"),
                name("reference:index:S3Component logs"),
                name("reference:index:VpcComponent ").replace(" -", " "),
            ]);
            const exported = Object.values(stack.run.outputs).map(value => JSON.stringify(value));
            const registered = components.flatMap(({ state }) => Object.values(state));
            const unknown = registered.filter(value => !exported.includes(JSON.stringify(value)));
            assert.deepEqual(unknown, [`${name("bucket-logs")}-arn`], "all but this one are exported");
        });

        it("hands each setting to the resources that it is for", () => {
            const integer = (key: string) => Number(stack.setting(key));
            const { minSize, maxSize, minElbCapacity } = inputsOf("asg");
            assert.deepEqual([minSize, minElbCapacity, maxSize], ["minSize", "minSize", "maxSize"].map(integer));
            assert.equal(inputsOf("launch-template").instanceType, stack.setting("instanceType"));
            const db = inputsOf("db");
            assert.equal(db.engineVersion, stack.setting("dbEngineVersion"));
            assert.equal(db.instanceClass, stack.setting("dbInstanceClass"));
            assert.equal(String(db.multiAz), stack.setting("dbMultiAz"));
            assert.deepEqual(
                [db.allocatedStorage, db.maxAllocatedStorage, db.backupRetentionPeriod],
                ["dbStorageGib", "dbMaxStorageGib", "dbBackupDays"].map(integer));
        });

        it("keeps all logs for the same time", () => {
            const groups = stack.graph.ofType("aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs);
            const { rules } = inputsOf("bucket-lifecycle-logs") as { rules: { expiration?: { days: number } }[] };
            const days = Number(stack.setting("logRetentionDays"));
            assert.deepEqual(groups.map(({ retentionInDays }) => retentionInDays), [days, days, days]);
            assert.deepEqual(rules.map(({ expiration }) => expiration?.days), [undefined, days]);
        });

        it("admits load balancer logs into the log bucket alone, and keeps all in the data bucket", () => {
            const sids = (bucket: string) => {
                const { Statement } = JSON.parse(String(inputsOf(`bucket-policy-${bucket}`).policy)) as {
                    Statement: { Sid: string }[];
                };
                return Statement.map(({ Sid }) => Sid);
            };
            assert.deepEqual(sids("logs"), ["DenyPlainHttp", "AllowAlbLogs"]);
            assert.deepEqual(sids("data"), ["DenyPlainHttp"]);
            const { rules } = inputsOf("bucket-lifecycle-data") as { rules: { id: string }[] };
            assert.deepEqual(rules.map(({ id }) => id), ["housekeeping"]);
        });

        it("C11 deletes before it replaces nothing but the database, whose name AWS keeps", () => {
            const deleted = stack.graph.resources.filter(({ options }) => options.deleteBeforeReplace);
            assert.deepEqual(deleted.map(resource => resource.name), [name("db")]);
        });

        it("has a NAT gateway in as many zones as the strategy says, which waits for the way to the internet", () => {
            const gateways = stack.graph.ofType("aws:ec2/natGateway:NatGateway");
            const expected = natZonesOf(stack).map(zone => name(`nat-gateway-${zone}`));
            assert.deepEqual(gateways.map(gateway => gateway.name).sort(), expected.sort());
            for (const gateway of gateways) {
                const earlier = stack.graph.waitsFor(gateway.name);
                assert(earlier.has(name("public-default-route")), gateway.name);
                assert(earlier.has(name("internet-gateway")), gateway.name);
            }
        });

        it("leads each zone's traffic through its own NAT gateway, or through the only one", () => {
            const natZones = natZonesOf(stack);
            const routes = zonesOf(stack).filter(() => natZones.length > 0);
            for (const zone of routes) {
                const natZone = natZones.includes(zone) ? zone : natZones[0] ?? "";
                const { natGatewayId } = inputsOf(`private-default-route-${zone}`);
                assert.equal(natGatewayId, `${name(`nat-gateway-${natZone}`)}-id`);
                assert.equal(inputsOf(`nat-gateway-${natZone}`).subnetId, `${name(`public-subnet-${natZone}`)}-id`);
            }
        });

        it("puts each subnet into its zone", () => {
            for (const zone of zonesOf(stack)) {
                const zones = ["public", "private"].map(tier => inputsOf(`${tier}-subnet-${zone}`).availabilityZone);
                const expected = `${stack.setting("aws:region")}${zone}`;
                assert.deepEqual(zones, [expected, expected]);
            }
        });

        it("makes the load balancer come after the internet gateway, and go before it", () => {
            assert(waitsFor("alb").has(name("public-default-route")));
            assert(waitsFor("alb").has(name("internet-gateway")));
        });

        it("makes the load balancer come after the log bucket admits its logs", () => {
            assert(waitsFor("alb").has(name("bucket-policy-logs")));
        });

        it("makes targets come after the listener that forwards to their group", () => {
            const forwarding = stack.setting("certificateArn") ? "https-listener" : "http-listener";
            assert(waitsFor("asg").has(name(forwarding)));
        });

        it("makes instances come after the default routes of their subnets, and go before them", () => {
            for (const zone of zonesOf(stack)) {
                assert(waitsFor("asg").has(name(`private-association-${zone}`)), zone);
                const hasRoute = stack.setting("natStrategy") !== "none";
                assert.equal(waitsFor("asg").has(name(`private-default-route-${zone}`)), hasRoute, zone);
            }
        });

        it("makes the database wait for its own things alone: not for NAT, load balancer or instances", () => {
            assert.deepEqual([...waitsFor("db")].sort(), [
                "db-error-log-group", "db-parameters", "db-security-group", "db-slowquery-log-group", "db-subnets",
                ...zonesOf(stack).map(zone => `private-subnet-${zone}`), "vpc",
            ].map(name).sort());
        });

        it("makes instances wait for no database", () => {
            assert.equal(waitsFor("asg").has(name("db")), false);
        });

        it("C9 puts the load balancer into public subnets, and instances and database into private ones", () => {
            assert.deepEqual(inputsOf("alb").subnets, ids("public"));
            assert.deepEqual(inputsOf("asg").vpcZoneIdentifiers, ids("private"));
            assert.deepEqual(inputsOf("db-subnets").subnetIds, ids("private"));
        });

        it("has health asked for on the port that the application is told to serve", () => {
            const { port } = inputsOf("tg");
            const script = Buffer.from(String(inputsOf("launch-template").userData), "base64").toString();
            assert.match(script, new RegExp(`PORT=${String(port)} `));
            assert.equal(inputsOf("app-ingress").fromPort, port);
        });

        it("tells the application of the parameter that the database writes", () => {
            const script = Buffer.from(String(inputsOf("launch-template").userData), "base64").toString();
            assert.equal(inputsOf("db-parameter").name, databaseParameterOf(stack));
            assert(script.includes(`DATABASE_PARAMETER=${databaseParameterOf(stack)}\n`));
        });

        it("makes private subnets wait for nothing but the VPC", () => {
            for (const zone of zonesOf(stack)) {
                assert.deepEqual(waitsFor(`private-subnet-${zone}`), new Set([name("vpc")]));
            }
        });

        it("makes the flow log come after its role may write", () => {
            assert(waitsFor("flow-log").has(name("flow-log-policy")));
        });

        it("C11 deletes a bucket's settings with the bucket, not before it", () => {
            for (const bucket of stack.graph.ofType("aws:s3/bucket:Bucket")) {
                const settings = stack.graph.resources.filter(({ parent, type }) =>
                    parent === bucket.parent && type.startsWith("aws:s3/bucket") && type !== bucket.type);
                assert.equal(settings.length, 6);
                assert.deepEqual(settings.filter(({ options }) => options.deletedWith !== bucket.urn), []);
            }
        });

        it("makes bucket policies come after the access block, and lifecycles after versioning", () => {
            for (const bucket of ["data", "logs"]) {
                assert(waitsFor(`bucket-policy-${bucket}`).has(name(`bucket-public-access-block-${bucket}`)));
                assert(waitsFor(`bucket-lifecycle-${bucket}`).has(name(`bucket-versioning-${bucket}`)));
            }
        });

        it("C10 has names within AWS's limits, also with the longest environment and suffix", () => {
            const longestEnding = "-develop-pull-request".length;
            // What Pulumi adds: a hyphen and seven characters.
            const longest = (type: string) => 8 + longestEnding - name("").length + Math.max(
                ...stack.graph.ofType(type).map(resource => resource.name.length));
            // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
            assert(longest("aws:lb/loadBalancer:LoadBalancer") <= 32);
            assert(longest("aws:lb/targetGroup:TargetGroup") <= 32);
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
            assert(longest("aws:s3/bucket:Bucket") <= 63);
            // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
            assert(longest("aws:rds/subnetGroup:SubnetGroup") <= 63);
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
            assert(longest("aws:iam/role:Role") <= 64);
            assert(longest("aws:iam/instanceProfile:InstanceProfile") <= 128);
        });
    });
});
