import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { emulatorEnvironment } from "../../tools/emulator/endpoint";
import { root } from "../../tools/host/project";
import { temporaryProject } from "../../tools/host/temporary-project";
import { type Emulation, emulate } from "./emulator";

const project = {
    "Pulumi.yaml": "{ name: network, runtime: nodejs }",
    "Pulumi.dev.yaml": "config: { aws:region: us-east-1 }",
    "Pulumi.prod.yaml": "config: { aws:region: us-east-1 }",
    "index.js": `
        const aws = require("@pulumi/aws");
        const pulumi = require("@pulumi/pulumi");
        const tags = resource => ({ Name: resource + "-" + pulumi.getStack() });
        const zones = ["us-east-1a", "us-east-1b"];
        const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", tags: tags("vpc") });
        const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id, tags: tags("gateway") });
        const subnets = zones.map((availabilityZone, i) => new aws.ec2.Subnet("subnet-" + i, {
            vpcId: vpc.id, availabilityZone, cidrBlock: "10.0." + i + ".0/24",
            tags: tags("subnet-" + i) }));
        const address = new aws.ec2.Eip("address", { domain: "vpc", tags: tags("address") });
        new aws.ec2.NatGateway("nat", {
            subnetId: subnets[0].id, allocationId: address.allocationId, tags: tags("nat") });
        const template = new aws.ec2.LaunchTemplate("template", {
            instanceType: "t4g.micro", tags: tags("template") });
        new aws.autoscaling.Group("group", {
            minSize: 0, maxSize: 1, vpcZoneIdentifiers: subnets.map(({ id }) => id),
            launchTemplate: { id: template.id } });
        if (pulumi.getStack() === "prod") {
            new aws.rds.Instance("db", { engine: "mysql", engineVersion: "8.4", instanceClass: "db.t4g.micro" });
        }
        exports.zones = aws.getAvailabilityZonesOutput().names;
    `,
};

describe("npm run preflight in an emulated AWS that has the stack dev", function () {
    this.timeout(180_000);
    const projectDir = temporaryProject(project);
    let emulation: Emulation;

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev" });
    });
    after(() => emulation.stop());

    interface Result {
        subject: string;
        status: string;
        detail: string;
        remedy?: string;
    }

    /** Runs the command for a stack; returns its exit code and its results. */
    const run = (stack: string): { exitCode: number | null; results: Result[] } => {
        const { status: exitCode, stdout, stderr } = spawnSync(process.execPath, [
            "--require", join(root, "tools/host/typescript.cjs"), join(root, "tools/preflight/index.ts"),
            "--json", "--project", projectDir, stack,
        ], { encoding: "utf8", env: emulatorEnvironment(emulation.endpoint) });
        assert.equal(stderr, "");
        return { exitCode, ...JSON.parse(stdout) as { results: Result[] } };
    };
    const quotasOf = ({ results }: { results: Result[] }) => results
        .filter(({ subject }) => subject.startsWith("quota"))
        .map(({ subject, status, detail }) => `${status} ${subject}: ${detail.replace(/ \(.*/, "")}`);

    it("finds caller, zones and instance type, and says what the emulated AWS does not answer", () => {
        const { exitCode, results } = run("prod");
        assert.equal(exitCode, 3);
        assert.deepEqual(results.slice(0, 4).map(({ subject, status, detail }) => [subject, status, detail]), [
            ["caller", "pass", "arn:aws:sts::123456789012:user/moto in us-east-1, account 123456789012"],
            ["zones", "pass", "us-east-1a, us-east-1b"],
            ["instance type t4g.micro", "pass", "offered in us-east-1a, us-east-1b"],
            ["database mysql 8.4 db.t4g.micro", "unknown",
                "rds:DescribeDBEngineVersions in us-east-1: HTTP 500, and no error of AWS"],
        ]);
    });

    it("counts what is there once, for the stack that is deployed and for one that isn't", () => {
        assert.deepEqual(quotasOf(run("dev")), [
            "pass quota of VPCs: us-east-1: 0 to create, 2 of 5 in use",
            "pass quota of internet gateways: us-east-1: 0 to create, 1 of 5 in use",
            "pass quota of Elastic IP addresses: us-east-1: 0 to create, 1 of 5 in use",
            "pass quota of NAT gateways per zone: us-east-1a: 0 to create, 1 of 5 in use",
        ]);
        assert.deepEqual(quotasOf(run("prod")), [
            "pass quota of VPCs: us-east-1: 1 to create, 2 of 5 in use",
            "pass quota of internet gateways: us-east-1: 1 to create, 1 of 5 in use",
            "pass quota of Elastic IP addresses: us-east-1: 1 to create, 1 of 5 in use",
            "pass quota of NAT gateways per zone: us-east-1a: 1 to create, 1 of 5 in use",
        ]);
    });

    it("fails for prod, and not for dev, once the quota of VPCs is used up", async () => {
        for (let i = 0; i < 3; i++) {
            await emulation.clients.ec2.createVpc({ CidrBlock: "10.9.0.0/16" });
        }
        const { exitCode, results } = run("prod");
        assert.equal(exitCode, 1);
        assert.deepEqual(results.filter(({ status }) => status === "fail").map(({ detail }) => detail), [
            "us-east-1: 1 to create, 5 of 5 in use"]);
        assert.equal(run("dev").exitCode, 0);
    });
});
