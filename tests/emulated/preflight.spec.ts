import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { emulatorEnvironment } from "../../tools/emulator/endpoint";
import { root } from "../../tools/host/project";
import { type Emulation, emulate } from "./emulator";

describe("npm run preflight in an emulated AWS that has the stack dev", function () {
    this.timeout(180_000);
    let emulation: Emulation;

    before(async () => {
        emulation = await emulate({ projectDir: root, stack: "dev" });
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
            "--json", "--project", root, stack,
        ], { encoding: "utf8", env: emulatorEnvironment(emulation.endpoint) });
        assert.equal(stderr, "");
        return { exitCode, ...JSON.parse(stdout) as { results: Result[] } };
    };
    const quotasOf = ({ results }: { results: Result[] }) => results
        .filter(({ subject }) => subject.startsWith("quota"))
        .map(({ subject, status, detail }) => `${status} ${subject}: ${detail.replace(/ \(.*/, "")}`);

    it("finds caller, zones and instance type, and says what the emulated AWS does not answer", () => {
        const { exitCode, results } = run("dev");
        assert.equal(exitCode, 3);
        assert.deepEqual(results.slice(0, 4).map(({ subject, status, detail }) => [subject, status, detail]), [
            ["caller", "pass", "arn:aws:sts::123456789012:user/moto in us-east-1, account 123456789012"],
            ["zones", "pass", "us-east-1a, us-east-1b"],
            ["instance type t4g.micro", "pass", "offered in us-east-1a, us-east-1b"],
            ["database mysql 8.4 db.t4g.micro", "unknown",
                "rds:DescribeDBEngineVersions in us-east-1: HTTP 404, and no error of AWS"],
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
            "pass quota of Elastic IP addresses: us-east-1: 2 to create, 1 of 5 in use",
            "pass quota of NAT gateways per zone: us-east-1a: 1 to create, 1 of 5 in use; "
            + "us-east-1b: 1 to create, 0 of 5 in use",
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
        assert.equal(run("dev").exitCode, 3);
    });
});
