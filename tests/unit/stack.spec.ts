import type { Unwrap } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import type * as program from "../../index";
import { outputTypes, type StackOutputs } from "../../outputs";
import { type ProgramRun, runProgram } from "../../tools/host/program";
import { resourceTypeOf } from "../../tools/emulator/services";
import { readSettings } from "../../tools/host/settings";
import { isUnresolved, mockProvider } from "../support/mock-provider";
import { Graph } from "../../tools/host/graph";

// index.ts exports the contract, no more and no less: this compiles only then.
type Exact<A, B> = [A, B] extends [B, A] ? true : false;
const keepsContract: Exact<Unwrap<typeof program>, StackOutputs> = true;

const projectDir = resolve(__dirname, "../..");
const { project } = readSettings(projectDir, "dev");

interface GroupTag {
    key: string;
    value: string;
}

interface Changes {
    /** Configuration to add; undefined removes a key. */
    config?: Record<string, string | undefined>;
    env?: Record<string, string>;
}

/** Runs index.ts under a committed stack file. */
async function run(stack: string, { config, env }: Changes = {}): Promise<ProgramRun> {
    const settings = readSettings(projectDir, stack);
    const present = Object.entries({ ...settings.config, ...config }).filter(([, value]) => value !== undefined);
    const changed = Object.fromEntries(present) as Record<string, string>;
    return runProgram({ settings: { ...settings, config: changed }, provider: mockProvider, env });
}

interface Settings {
    region: string;
    zones: string[];
    vpcCidr: string;
}

function settingsOf(stack: string): Settings {
    const { config } = readSettings(projectDir, stack);
    return {
        region: config["aws:region"] ?? "",
        zones: JSON.parse(config[`${project}:zones`] ?? "") as string[],
        vpcCidr: config[`${project}:vpcCidr`] ?? "",
    };
}

/** What a stack exports when each resource answers with the attributes of its type's mock. */
function expectedOutputs(
    stack: string, environment: string, suffix: string, { region, zones, vpcCidr }: Settings, natZones: string[],
): StackOutputs {
    const name = (resource: string) => `${resource}-${environment}-${suffix}`;
    const id = (resource: string) => `${name(resource)}-id`;
    return {
        stack,
        environment,
        environmentSuffix: suffix,
        region,
        availabilityZones: zones.map(zone => `${region}${zone}`),
        vpcId: id("vpc"),
        vpcCidr,
        publicSubnetIds: zones.map(zone => id(`public-subnet-${zone}`)),
        privateSubnetIds: zones.map(zone => id(`private-subnet-${zone}`)),
        internetGatewayId: id("internet-gateway"),
        natGatewayIds: natZones.map(zone => id(`nat-gateway-${zone}`)),
        flowLogGroupName: `${name("flow-log-group")}-name`,
        albArn: `${name("alb")}-arn`,
        albDnsName: `${name("alb")}.elb.amazonaws.com`,
        albZoneId: `${name("alb")}-zone`,
        albUrl: `http://${name("alb")}.elb.amazonaws.com`,
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
        databaseParameterName: `/database/${project}/${environment}-${suffix}`,
        dataBucketName: `${name("bucket-data")}-name`,
        dataBucketArn: `${name("bucket-data")}-arn`,
        logBucketName: `${name("bucket-logs")}-name`,
    };
}

describe("stack", () => {
    const environments = ["dev", "staging", "prod"];
    const runs: Record<string, ProgramRun> = {};
    before(async () => {
        await Promise.all(environments.map(async stack => {
            runs[stack] = await run(stack);
        }));
    });
    const graphOf = (stack: string) => new Graph(runs[stack]?.resources ?? []);

    for (const stack of environments) {
        describe(stack, () => {
            let graph: Graph;
            before(() => {
                graph = graphOf(stack);
            });
            const name = (resource: string) => `${resource}-${stack}-01`;

            it("C1 runs from its entry point, without complaint", () => {
                assert.deepEqual(runs[stack]?.diagnostics, []);
                assert.equal(runs[stack].exitCode, 0);
            });

            it("C14 exports exactly the contract", () => {
                assert(keepsContract);
                assert.deepEqual(Object.keys(runs[stack]?.outputs ?? {}).sort(), Object.keys(outputTypes).sort());
            });

            it("C3 C4 M4 exports its name, real lists, and each thing under its own name", () => {
                const natZones = stack === "prod" ? ["a", "b"] : ["a"];
                const expected = expectedOutputs(stack, stack, "01", settingsOf(stack), natZones);
                assert.deepEqual(runs[stack]?.outputs, expected);
            });

            it("exports no secret", () => {
                assert(!JSON.stringify(runs[stack]?.outputs).includes("[secret]"));
            });

            it("has each component once, with no inputs of its own and all its fields as outputs", () => {
                const components = graph.resources.slice(1).filter(({ custom }) => !custom);
                assert.deepEqual(components.map(component => `${component.type} ${component.name}`).sort(), [
                    `reference:index:AlbComponent ${stack}-01`,
                    `reference:index:AsgComponent ${stack}-01`,
                    `reference:index:RdsComponent ${stack}-01`,
                    `reference:index:S3Component data-${stack}-01`,
                    `reference:index:S3Component logs-${stack}-01`,
                    `reference:index:VpcComponent ${stack}-01`,
                ]);
                // Inputs would make all that the component creates wait for them.
                assert.deepEqual(components.filter(({ inputs }) => Object.keys(inputs).length > 0), []);
                const exported = Object.values(runs[stack]?.outputs ?? {}).map(value => JSON.stringify(value));
                const registered = components.flatMap(({ state }) => Object.values(state));
                const unknown = registered.filter(value => !exported.includes(JSON.stringify(value)));
                assert.deepEqual(unknown, [`${name("bucket-logs")}-arn`], "all but this one are exported");
                assert.equal(registered.length, 30);
            });

            it("admits load balancer logs into the log bucket alone, and keeps all in the data bucket", () => {
                const sids = (bucket: string) => {
                    const { policy } = graph.get(`bucket-policy-${bucket}-${stack}-01`).inputs;
                    const { Statement } = JSON.parse(policy as string) as { Statement: { Sid: string }[] };
                    return Statement.map(({ Sid }) => Sid);
                };
                assert.deepEqual(sids("logs"), ["DenyPlainHttp", "AllowAlbLogs"]);
                assert.deepEqual(sids("data"), ["DenyPlainHttp"]);
                const { rules } = graph.get(`bucket-lifecycle-data-${stack}-01`).inputs as { rules: { id: string }[] };
                assert.deepEqual(rules.map(({ id }) => id), ["housekeeping"]);
            });

            it("C6 hangs every resource below a component", () => {
                const components = graph.resources.slice(1).filter(({ custom }) => !custom).map(({ urn }) => urn);
                const orphans = graph.resources.filter(({ custom, parent }) => custom && !components.includes(parent));
                assert.deepEqual(orphans, []);
            });

            it("C10 names everything {resource}-{environment}-{suffix}", () => {
                const wrong = graph.resources.slice(1).filter(resource => !resource.name.endsWith(`${stack}-01`));
                assert.deepEqual(wrong.map(resource => resource.name), []);
            });

            it("tags everything that can be tagged, with its name too", () => {
                const taggable = graph.resources.filter(({ custom, type }) => custom && resourceTypeOf(type).taggable);
                for (const resource of taggable) {
                    const { tags } = resource.inputs;
                    // Auto Scaling groups have a list of tags, which also says whether instances inherit them.
                    const record = Array.isArray(tags)
                        ? Object.fromEntries((tags as GroupTag[]).map(({ key, value }) => [key, value]))
                        : tags;
                    assert.deepEqual(record, {
                        Project: project,
                        Environment: stack,
                        EnvironmentSuffix: "01",
                        ManagedBy: "Pulumi",
                        Name: resource.name,
                    }, resource.name);
                }
            });

            it("C11 can be destroyed: nothing is protected, retained or kept for being full", () => {
                for (const { name, type, options } of graph.resources) {
                    assert(!options.protect && !options.retainOnDelete, name);
                    assert.deepEqual(options.ignoreChanges, [], name);
                    assert.equal(options.deleteBeforeReplace, type === "aws:rds/instance:Instance", name);
                }
                assert(graph.ofType("aws:s3/bucket:Bucket").every(({ inputs }) => inputs.forceDestroy === true));
                assert.equal(graph.get(name("alb")).inputs.enableDeletionProtection, false);
                assert.equal(graph.get(name("db")).inputs.deletionProtection, false);
                assert.equal(graph.get(name("db")).inputs.skipFinalSnapshot, true);
            });

            it("F3 M1 H10 puts no Output's help text and no missing value into an input", () => {
                assert.deepEqual(graph.resources.filter(({ inputs }) => isUnresolved(inputs)), []);
            });

            it("C7 puts no password into an input", () => {
                // But one input asks AWS to make the password, and keep it to itself.
                const keys = graph.resources.flatMap(({ inputs }) => Object.keys(inputs));
                assert.deepEqual(keys.filter(key => /password/i.test(key) && key !== "manageMasterUserPassword"), []);
            });

            it("makes NAT gateways come after the internet gateway, and go before it", () => {
                for (const gateway of graph.ofType("aws:ec2/natGateway:NatGateway")) {
                    const earlier = graph.waitsFor(gateway.name);
                    assert(earlier.has(name("public-default-route")), gateway.name);
                    assert(earlier.has(name("internet-gateway")), gateway.name);
                }
            });

            it("makes the load balancer come after the internet gateway, and go before it", () => {
                const earlier = graph.waitsFor(name("alb"));
                assert(earlier.has(name("public-default-route")));
                assert(earlier.has(name("internet-gateway")));
            });

            it("makes the load balancer come after the log bucket admits its logs", () => {
                assert(graph.waitsFor(name("alb")).has(name("bucket-policy-logs")));
            });

            it("makes targets come after the listener that forwards to their group", () => {
                assert(graph.waitsFor(name("asg")).has(name("http-listener")));
            });

            it("makes instances come after the default routes of their subnets, and go before them", () => {
                for (const zone of settingsOf(stack).zones) {
                    assert(graph.waitsFor(name("asg")).has(name(`private-default-route-${zone}`)));
                    assert(graph.waitsFor(name("asg")).has(name(`private-association-${zone}`)));
                }
            });

            it("makes the database wait for its own things alone: not for NAT, load balancer or instances", () => {
                assert.deepEqual([...graph.waitsFor(name("db"))].sort(), [
                    "db-error-log-group", "db-parameters", "db-security-group", "db-slowquery-log-group", "db-subnets",
                    "private-subnet-a", "private-subnet-b", "vpc",
                ].map(name));
            });

            it("makes instances wait for no database", () => {
                assert.equal(graph.waitsFor(name("asg")).has(name("db")), false);
            });

            it("C9 puts the load balancer into public subnets, and instances and database into private ones", () => {
                const ids = (tier: string) => ["a", "b"].map(zone => `${name(`${tier}-subnet-${zone}`)}-id`);
                assert.deepEqual(graph.get(name("alb")).inputs.subnets, ids("public"));
                assert.deepEqual(graph.get(name("asg")).inputs.vpcZoneIdentifiers, ids("private"));
                assert.deepEqual(graph.get(name("db-subnets")).inputs.subnetIds, ids("private"));
            });

            it("has health asked for on the port that the application is told to serve", () => {
                const { port } = graph.get(name("tg")).inputs;
                const { userData } = graph.get(name("launch-template")).inputs;
                assert.match(Buffer.from(userData as string, "base64").toString(), new RegExp(`PORT=${String(port)} `));
                assert.equal(graph.get(name("app-ingress")).inputs.fromPort, port);
            });

            it("tells the application of the parameter that the database writes", () => {
                const { userData } = graph.get(name("launch-template")).inputs;
                const parameter = graph.get(name("db-parameter")).inputs.name;
                assert.equal(parameter, `/database/${project}/${stack}-01`);
                const script = Buffer.from(userData as string, "base64").toString();
                assert(script.includes(`DATABASE_PARAMETER=${parameter}\n`));
            });

            it("makes private subnets wait for nothing but the VPC", () => {
                assert.deepEqual(graph.waitsFor(name("private-subnet-a")), new Set([name("vpc")]));
            });

            it("makes the flow log come after its role may write", () => {
                assert(graph.waitsFor(name("flow-log")).has(name("flow-log-policy")));
            });

            it("C11 deletes a bucket's settings with the bucket, not before it", () => {
                for (const bucket of graph.ofType("aws:s3/bucket:Bucket")) {
                    const settings = graph.resources.filter(({ parent, type }) =>
                        parent === bucket.parent && type.startsWith("aws:s3/bucket") && type !== bucket.type);
                    assert.equal(settings.length, 6);
                    assert.deepEqual(settings.filter(({ options }) => options.deletedWith !== bucket.urn), []);
                }
            });

            it("makes bucket policies come after the access block, and lifecycles after versioning", () => {
                for (const bucket of [name("data"), name("logs")]) {
                    assert(graph.waitsFor(`bucket-policy-${bucket}`).has(`bucket-public-access-block-${bucket}`));
                    assert(graph.waitsFor(`bucket-lifecycle-${bucket}`).has(`bucket-versioning-${bucket}`));
                }
            });
        });
    }

    it("keeps NAT cheap in dev and staging, and zonal in prod", () => {
        const counts = environments.map(stack => graphOf(stack).ofType("aws:ec2/natGateway:NatGateway").length);
        assert.deepEqual(counts, [1, 1, 2]);
    });

    it("C12 keeps a standby of the database in prod alone", () => {
        const flags = environments.map(stack => graphOf(stack).get(`db-${stack}-01`).inputs.multiAz);
        assert.deepEqual(flags, [false, false, true]);
    });

    it("keeps backups longer from dev to prod", () => {
        const days = environments.map(stack => graphOf(stack).get(`db-${stack}-01`).inputs.backupRetentionPeriod);
        assert.deepEqual(days, [1, 7, 14]);
    });

    it("keeps at least two instances in prod", () => {
        const sizes = environments.map(stack => graphOf(stack).get(`asg-${stack}-01`).inputs.minSize);
        assert.deepEqual(sizes, [1, 1, 2]);
    });

    it("keeps logs longer from dev to prod, in the flow log and in the bucket", () => {
        const days = environments.map(stack => [
            graphOf(stack).get(`flow-log-group-${stack}-01`).inputs.retentionInDays,
            (graphOf(stack).get(`bucket-lifecycle-logs-${stack}-01`).inputs as {
                rules: { expiration: { days: number } }[];
            }).rules[1]?.expiration.days,
        ]);
        assert.deepEqual(days, [[7, 7], [30, 30], [90, 90]]);
    });

    it("C10 gives every environment addresses of its own", () => {
        const ranges = environments.map(stack => String(runs[stack]?.outputs.vpcCidr));
        // All are /16: their first two numbers tell them apart.
        assert(ranges.every(range => range.endsWith(".0.0/16")));
        assert.equal(new Set(ranges).size, ranges.length);
    });

    describe("protected HTTPS copy with the longest names and three zones elsewhere, run in another directory", () => {
        const zones = ["c", "a", "b"];
        let copy: ProgramRun;
        before(async () => {
            const directory = process.cwd();
            process.chdir(tmpdir());
            const config = {
                "aws:region": "eu-west-1",
                [`${project}:certificateArn`]: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
                [`${project}:deletionProtection`]: "true",
                [`${project}:environment`]: "develop",
                [`${project}:zones`]: JSON.stringify(zones),
            };
            const running = run("prod", { config, env: { ENVIRONMENT_SUFFIX: "pull-request" } });
            copy = await running.finally(() => process.chdir(directory));
        });

        it("C2 runs", () => assert.equal(copy.exitCode, 0));

        it("C14 exports what is its own, in the order of its zones", () => {
            const settings = { region: "eu-west-1", zones, vpcCidr: settingsOf("prod").vpcCidr };
            const { albUrl, ...expected } = expectedOutputs("prod", "develop", "pull-request", settings, zones);
            assert.deepEqual(copy.outputs, { ...expected, albUrl: albUrl.replace("http:", "https:") });
        });

        it("makes targets come after the listener that forwards to their group, which is HTTPS", () => {
            assert(new Graph(copy.resources).waitsFor("asg-develop-pull-request").has(
                "https-listener-develop-pull-request"));
        });

        it("leads each zone's traffic through its own NAT gateway", () => {
            const graph = new Graph(copy.resources);
            for (const zone of zones) {
                const name = (resource: string) => `${resource}-${zone}-develop-pull-request`;
                assert.equal(
                    graph.get(name("private-default-route")).inputs.natGatewayId, `${name("nat-gateway")}-id`);
                assert.equal(graph.get(name("nat-gateway")).inputs.subnetId, `${name("public-subnet")}-id`);
                assert.equal(graph.get(name("private-subnet")).inputs.availabilityZone, `eu-west-1${zone}`);
            }
        });

        it("C10 has its suffix in every name", () => {
            assert.deepEqual(copy.resources.slice(1).filter(({ name }) => !name.endsWith("develop-pull-request")), []);
        });

        it("keeps full buckets, load balancer and database from being deleted", () => {
            const graph = new Graph(copy.resources);
            const buckets = graph.ofType("aws:s3/bucket:Bucket");
            assert.deepEqual(buckets.map(({ inputs }) => inputs.forceDestroy), [false, false]);
            assert.equal(graph.ofType("aws:lb/loadBalancer:LoadBalancer")[0]?.inputs.enableDeletionProtection, true);
            assert.equal(graph.ofType("aws:rds/instance:Instance")[0]?.inputs.deletionProtection, true);
        });

        it("C10 has names within AWS's limits, with the longest environment and suffix", () => {
            // What Pulumi adds: a hyphen and seven characters.
            const longest = (type: string) => 8 + Math.max(
                ...new Graph(copy.resources).ofType(type).map(({ name }) => name.length));
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

    describe("with a wrong configuration", () => {
        /** What the user sees on the terminal. */
        const said = async (config: Record<string, string | undefined>) => {
            const { exitCode, diagnostics, resources } = await run("dev", { config });
            assert.notEqual(exitCode, 0);
            assert.equal(resources.length, 1, "nothing but the stack itself is registered");
            assert.equal(diagnostics.length, 1);
            assert.equal(diagnostics[0]?.severity, "error");
            return diagnostics[0].message;
        };

        it("D5 C13 lists five faults in one message, without stack trace", async () => {
            assert.equal(await said({
                [`${project}:vpcCidr`]: "10.0.1.0/16",
                [`${project}:zones`]: '["a","x"]',
                [`${project}:environmentSuffix`]: "A_1",
                [`${project}:vpcCider`]: "10.0.0.0/16",
                "other-project:natStrategy": "none",
            }), [
                "stack dev is not configured right:",
                "  environmentSuffix must be 1 to 12 lower-case letters, digits and single hyphens between them,"
                + " got A_1",
                "  vpcCidr must be an IPv4 range from /16 to /20 that starts at its own first address, outside"
                + " 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3, got 10.0.1.0/16",
                '  zones must be 2 to 8 different letters from a to h, got ["a","x"]',
                "  vpcCider is not a key of this project",
                '  other-project:natStrategy belongs to another project: remove "other-project:" or the key',
            ].join("\n"));
        });

        it("C5 names a missing region", async () => {
            const message = await said({ "aws:region": undefined });
            assert.equal(message, "stack dev is not configured right:\n  aws:region is required");
        });
    });
});
