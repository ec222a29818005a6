import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { devNull } from "node:os";
import { join } from "node:path";
import { UserError } from "../host/command";
import { temporaryProject } from "../host/temporary-project";
import { type Answer, type Call, startFakeAws } from "./fake-aws";
import { preflight } from "./preflight";
import type { Report } from "./report";
import { answerWell, generous, program, zoneEntry } from "./sample";

interface Situation {
    answer?: (call: Call) => Answer;
    /** Added to those of a user with credentials; undefined takes one away. */
    env?: Record<string, string | undefined>;
    /** Of the stack file. */
    config?: string;
    program?: string;
    args?: string[];
    seconds?: number;
}

const credentials = {
    AWS_ACCESS_KEY_ID: "AKIDOFNOBODYWXYZ", AWS_SECRET_ACCESS_KEY: "secret",
    AWS_CONFIG_FILE: devNull, AWS_SHARED_CREDENTIALS_FILE: devNull, AWS_EC2_METADATA_DISABLED: "true",
};

function createProject({ config = "aws:region: us-east-1", ...options }: Situation): string {
    return temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
        "Pulumi.dev.yaml": `config: { ${config}, type: t4g.micro }`,
        "Pulumi.prod.yaml": "config: { aws:region: us-east-1, type: t4g.large }",
        "index.js": options.program ?? program,
    });
}

/** Runs something with these variables as the only ones of AWS. */
async function withEnvironment<T>(variables: Record<string, string | undefined>, run: () => Promise<T>): Promise<T> {
    const ofAws = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("AWS_")));
    const replaceBy = (variables: Record<string, string | undefined>) => {
        Object.keys(ofAws()).forEach(name => Reflect.deleteProperty(process.env, name));
        Object.assign(process.env, Object.fromEntries(Object.entries(variables).filter(([, value]) => value)));
    };
    const before = ofAws();
    replaceBy(variables);
    try {
        return await run();
    } finally {
        replaceBy(before);
    }
}

/** Runs the command against a fake AWS, and returns what it prints. */
async function run(situation: Situation = {}): Promise<{ exitCode: number; text: string; calls: Call[] }> {
    const aws = await startFakeAws(situation.answer ?? answerWell);
    const printed: string[] = [];
    const { log } = console;
    const project = createProject(situation);
    console.log = (text: string) => printed.push(text);
    try {
        const exitCode = await withEnvironment(
            { ...credentials, AWS_ENDPOINT_URL: aws.endpoint, ...situation.env },
            () => preflight(["--project", project, ...situation.args ?? ["dev"]], situation.seconds));
        const text = printed.join("\n");
        assert.doesNotMatch(text, /\n *at /, "a stack trace");
        return { exitCode, text, calls: aws.calls };
    } finally {
        console.log = log;
        aws.close();
    }
}

/** The rows of the table, with single spaces. */
const rowsOf = (text: string) => text.split("\n")
    .filter(line => /^ {2}(pass|fail|unknown)/.test(line))
    .map(line => line.trim().replaceAll(/ {2,}/g, " "));
const remedyIn = (text: string) => /remedy: (.*)/.exec(text)?.[1];

const noToken = { error: "InvalidClientTokenId" };
/** Credentials that are valid, but not in this region. */
const refuseIn = (region: string) => (call: Call) => call.region === region ? noToken : answerWell(call);
const me = "arn:aws:iam::123456789012:user/me";

interface Refusal extends Situation {
    exitCode: number;
    row: string;
    remedy: string;
}

describe("npm run preflight", () => {
    it("passes where AWS has room for everything, and asks read-only questions alone", async () => {
        const { exitCode, text, calls } = await run();
        assert.equal(exitCode, 0, text);
        assert.deepEqual(rowsOf(text), [
            `pass caller ${me} in us-east-1, account 123456789012 (dev)`,
            "pass zones us-east-1a, us-east-1b (dev)",
            "pass instance type t4g.micro offered in us-east-1a, us-east-1b (dev)",
            "pass database postgres 17 db.t4g.micro db.t4g.micro is orderable with postgres 17.10 (dev)",
            "pass cache redis 7.1 cache.t4g.micro cache.t4g.micro is offered, as is redis 7.1 (dev)",
            "pass quota of VPCs us-east-1: 1 to create, 1 of 7 in use (dev)",
            "pass quota of internet gateways us-east-1: 1 to create, 0 of 7 in use (dev)",
            "pass quota of Elastic IP addresses us-east-1: 1 to create, 0 of 7 in use (dev)",
            "pass quota of NAT gateways per zone us-east-1a: 1 to create, 1 of 7 in use (dev)",
            "pass configuration recorder none is there yet (dev)",
            "pass delivery channel none is there yet (dev)",
        ]);
        assert.equal(text.split("\n").at(-1), "11 pass, 0 fail, 0 unknown");
        const asked = [...new Set(calls.map(({ action }) => action))].sort();
        assert.deepEqual(asked, Object.keys(generous).filter(action => action !== "ec2:DescribeRegions").sort());
        assert.deepEqual(asked.filter(action => !/^[a-z0-9]+:(Describe|Get|List|Lookup)[A-Z]/.test(action)), []);
    });

    const refusals: Record<string, Refusal> = {
        "H4 a region that is not enabled": {
            config: "aws:region: ap-east-1", answer: refuseIn("ap-east-1"), exitCode: 1,
            row: `fail caller region ap-east-1 is not enabled (${me}, account 123456789012) (dev)`,
            remedy: "aws account enable-region --region-name ap-east-1",
        },
        "H4 a region that doesn't exist": {
            config: "aws:region: mars-1", answer: refuseIn("mars-1"), exitCode: 1,
            row: `fail caller there is no region mars-1 (${me}, account 123456789012) (dev)`,
            remedy: "pulumi config set aws:region <region>",
        },
        "H4 a token that is refused in an enabled region": {
            config: "aws:region: eu-west-1", answer: refuseIn("eu-west-1"), exitCode: 1,
            row: `fail caller ${me}, account 123456789012 can't use eu-west-1, though it is enabled: `
                + "the token is of another region (dev)",
            remedy: "get a token from the STS of eu-west-1",
        },
        "H4 a region of which nothing can be known": {
            config: "aws:region: eu-west-1",
            answer: call => call.action === "ec2:DescribeRegions"
                ? { error: "UnauthorizedOperation" }
                : refuseIn("eu-west-1")(call),
            exitCode: 1,
            row: `fail caller ${me}, account 123456789012 can't use eu-west-1: `
                + "it isn't enabled, or doesn't exist (dev)",
            remedy: "choose another region",
        },
        "H4 credentials that are refused everywhere": {
            config: "aws:region: eu-west-1", answer: () => noToken, exitCode: 1,
            row: "fail caller AWS does not accept the credentials in eu-west-1 (access key ...WXYZ): "
                + "InvalidClientTokenId (dev)",
            remedy: "log in again, or renew the credentials",
        },
        "an expired token": {
            answer: () => ({ error: "ExpiredTokenException" }), exitCode: 1,
            row: "fail caller the credentials for us-east-1 have expired (access key ...WXYZ): "
                + "ExpiredTokenException (dev)",
            remedy: "log in again, or renew the credentials",
        },
        "no credentials": {
            env: { AWS_ACCESS_KEY_ID: undefined }, exitCode: 1,
            row: "fail caller no AWS credentials for us-east-1: Could not load credentials from any providers (dev)",
            remedy: "log in, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        },
        "a profile that doesn't exist": {
            config: "aws:region: us-east-1, aws:profile: nobody", env: { AWS_ACCESS_KEY_ID: undefined }, exitCode: 1,
            row: "fail caller no AWS credentials for us-east-1, profile nobody: "
                + "Could not load credentials from any providers (dev)",
            remedy: "log in, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        },
        "an AWS that never answers": {
            answer: () => "silence", seconds: 0.3, exitCode: 3,
            row: "unknown caller sts:GetCallerIdentity in us-east-1: no answer within 0.3 s (dev)",
            remedy: "try again, or look into the AWS console",
        },
        "an account that aws:allowedAccountIds leaves out": {
            config: 'aws:region: us-east-1, aws:allowedAccountIds: ["222222222222"]', exitCode: 1,
            row: `fail caller ${me} is of account 123456789012, which aws:allowedAccountIds excludes (dev)`,
            remedy: "use other credentials",
        },
        "an account that aws:forbiddenAccountIds names": {
            config: 'aws:region: us-east-1, aws:forbiddenAccountIds: ["123456789012"]', exitCode: 1,
            row: `fail caller ${me} is of account 123456789012, which aws:forbiddenAccountIds excludes (dev)`,
            remedy: "use other credentials",
        },
    };
    for (const [title, { exitCode, row, remedy, ...situation }] of Object.entries(refusals)) {
        it(`${title} is one row and no more`, async () => {
            const { text, ...result } = await run(situation);
            assert.deepEqual(rowsOf(text), [row]);
            assert.equal(remedyIn(text), remedy);
            assert.equal(result.exitCode, exitCode);
        });
    }

    it("names the action of each call that is denied", async () => {
        const answer = (call: Call) => call.action === "sts:GetCallerIdentity" || call.action.includes("Zones")
            ? answerWell(call)
            : { error: call.action.startsWith("ec2:") ? "UnauthorizedOperation" : "AccessDeniedException" };
        const { exitCode, text } = await run({ answer });
        assert.equal(exitCode, 3);
        const actions = [...text.matchAll(/remedy: allow (\S+) to the caller/g)].map(([, action]) => action);
        assert.deepEqual(actions, [
            "ec2:DescribeInstanceTypeOfferings", "rds:DescribeDBEngineVersions",
            "elasticache:DescribeCacheEngineVersions", "ec2:DescribeVpcs", "ec2:DescribeInternetGateways",
            "ec2:DescribeAddresses", "ec2:DescribeNatGateways",
            "config:DescribeConfigurationRecorders", "config:DescribeDeliveryChannels",
        ]);
        assert(text.endsWith("2 pass, 0 fail, 9 unknown"), text);
    });

    it("says which call has not been answered in time, and waits for no other because of it", async () => {
        const answer = (call: Call) => call.action === "rds:DescribeDBEngineVersions" ? "silence" : answerWell(call);
        const { exitCode, text } = await run({ answer, seconds: 1.5 });
        assert.equal(exitCode, 3);
        assert.deepEqual(rowsOf(text).filter(row => !row.startsWith("pass")), [
            "unknown database postgres 17 db.t4g.micro "
            + "rds:DescribeDBEngineVersions in us-east-1: no answer within 1.5 s (dev)",
        ]);
    });

    it("fails if one check fails, whatever stays unknown", async () => {
        const answer = (call: Call) => call.action === "ec2:DescribeAvailabilityZones"
            ? { body: `<availabilityZoneInfo>${zoneEntry("us-east-1a")}</availabilityZoneInfo>` }
            : call.action === "ec2:DescribeVpcs" ? { error: "UnauthorizedOperation" } : answerWell(call);
        const { exitCode, text } = await run({ answer });
        assert.equal(exitCode, 1);
        assert(text.endsWith("9 pass, 1 fail, 1 unknown"), text);
    });

    it("goes on, but doubts, where the deployment assumes a role", async () => {
        const role = "arn:aws:iam::123456789012:role/deployer";
        const config = `aws:region: us-east-1, aws:assumeRoles: [{ roleArn: "${role}" }]`;
        const { exitCode, text } = await run({ config });
        assert.equal(exitCode, 3);
        const [caller, ...others] = rowsOf(text);
        assert.equal(caller, `unknown caller ${me} in us-east-1 is asking, but the deployment assumes ${role} (dev)`);
        assert.equal(others.length, 10);
        const assumed = "<Arn>arn:aws:sts::123456789012:assumed-role/deployer/me</Arn><Account>123456789012</Account>";
        const answer = (call: Call) =>
            call.action === "sts:GetCallerIdentity" ? { body: assumed } : answerWell(call);
        assert.equal((await run({ config, answer })).exitCode, 0);
    });

    it("asks each region for what is created there", async () => {
        const { text, calls } = await run({ program: `
            const pulumi = require("@pulumi/pulumi");
            class Provider extends pulumi.ProviderResource {}
            const west = new Provider("aws", "west", { region: "us-west-2" });
            const create = (name, inputs, opts) =>
                new pulumi.CustomResource("aws:ec2/subnet:Subnet", name, inputs, opts);
            create("own", { availabilityZone: "us-east-1a" });
            create("provided", { availabilityZone: "us-west-2a" }, { provider: west });
            create("direct", { availabilityZone: "eu-west-1a", region: "eu-west-1" });
        `, answer: call => call.action === "ec2:DescribeAvailabilityZones"
            ? { body: `<availabilityZoneInfo>${zoneEntry(`${call.region}a`)}</availabilityZoneInfo>` }
            : answerWell(call) });
        assert.deepEqual(text.split("\n").filter(line => /^\w/.test(line)).slice(0, -1).sort(), [
            "eu-west-1", "us-east-1", "us-west-2"]);
        assert.deepEqual(rowsOf(text).filter(row => row.includes("zones")).sort(), [
            "pass zones eu-west-1a (dev)", "pass zones us-east-1a (dev)", "pass zones us-west-2a (dev)"]);
        assert.equal(calls.filter(({ action }) => action === "sts:GetCallerIdentity").length, 3);
    });

    it("checks stacks of one region together, and each by its own settings", async () => {
        const { text, calls } = await run({ args: ["dev", "prod", "dev"], program: `
            const pulumi = require("@pulumi/pulumi");
            const create = (type, inputs) => new pulumi.CustomResource("aws:ec2/" + type, "one", inputs);
            create("vpc:Vpc", {});
            create("instance:Instance", { instanceType: new pulumi.Config().get("type"), ami: "ami-1" });
        ` });
        assert.deepEqual(rowsOf(text), [
            `pass caller ${me} in us-east-1, account 123456789012 (dev, prod)`,
            "pass instance type t4g.micro offered in us-east-1a, us-east-1b (dev)",
            "pass instance type t4g.large offered in us-east-1a, us-east-1b (prod)",
            "pass quota of VPCs us-east-1: 2 to create, 1 of 7 in use (dev, prod)",
        ]);
        assert.equal(calls.filter(({ action }) => action === "sts:GetCallerIdentity").length, 1);
    });

    it("takes the region of the environment where the stack has none", async () => {
        const { text } = await run({ config: "shop:a: b", env: { AWS_REGION: "eu-west-1" }, program: "" });
        assert.deepEqual(rowsOf(text), [`pass caller ${me} in eu-west-1, account 123456789012 (dev)`]);
    });

    it("hands ENVIRONMENT_SUFFIX to the program", async () => {
        process.env.ENVIRONMENT_SUFFIX = "t4g.micro";
        try {
            const { text } = await run({ program: `
                const { CustomResource } = require("@pulumi/pulumi");
                const instanceType = process.env.ENVIRONMENT_SUFFIX;
                new CustomResource("aws:ec2/instance:Instance", "one", { instanceType });
            ` });
            assert.equal(rowsOf(text)[1], "pass instance type t4g.micro offered in us-east-1a, us-east-1b (dev)");
        } finally {
            delete process.env.ENVIRONMENT_SUFFIX;
        }
    });

    it("prints the same as data", async () => {
        const { exitCode, text } = await run({ args: ["--json", "dev"], answer: call =>
            call.action === "ec2:DescribeVpcs" ? { error: "UnauthorizedOperation" } : answerWell(call) });
        const { results, counts } = JSON.parse(text) as Report;
        assert.equal(exitCode, 3);
        assert.deepEqual(counts, { pass: 10, fail: 0, unknown: 1 });
        assert.deepEqual(results.find(({ subject }) => subject === "quota of VPCs"), {
            subject: "quota of VPCs", region: "us-east-1", stacks: ["dev"], status: "unknown",
            detail: "the caller may not call ec2:DescribeVpcs in us-east-1",
            remedy: "allow ec2:DescribeVpcs to the caller",
        });
    });

    const problems: [what: string, situation: Situation, message: RegExp][] = [
        ["a stack without region", { config: "shop:a: b" },
            /^dev: aws:region is required: pulumi config set aws:region/],
        ["a program that fails", { program: 'throw new (require("@pulumi/pulumi").RunError)("no such luck");' },
            /^dev: no such luck$/],
        ["a function that AWS does not answer", {
            answer: call => call.action.includes("Zones") ? { error: "UnauthorizedOperation" } : answerWell(call),
        }, /getAvailabilityZones: ec2:DescribeAvailabilityZones in us-east-1: UnauthorizedOperation: no such luck$/],
        ["an unknown option", { args: ["--fast", "dev"] }, /usage: npm run preflight -- /],
        ["a stack that doesn't exist", { args: ["test"] }, /there is no stack "test"/],
    ];
    for (const [what, situation, message] of problems) {
        it(`refuses ${what}`, async () => {
            await assert.rejects(run(situation), { constructor: UserError, message });
        });
    }

    it("explains itself", async () => {
        const { exitCode, text } = await run({ args: ["--help"] });
        assert.equal(exitCode, 0);
        assert.match(text, /^usage: npm run preflight -- /);
    });

    it("ends by itself, with an exit code and no stack trace", async () => {
        const aws = await startFakeAws(() => "silence");
        const project = createProject({});
        const child = spawn(process.execPath, [
            "--require", join(__dirname, "../host/typescript.cjs"), join(__dirname, "index.ts"),
            "--project", project, "dev",
        ], { env: { PATH: process.env.PATH, ...credentials, AWS_ACCESS_KEY_ID: "", AWS_ENDPOINT_URL: aws.endpoint } });
        let printed = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", (data: Buffer) => (printed += data.toString()));
        }
        const [exitCode] = await once(child, "close") as [number];
        aws.close();
        assert.equal(exitCode, 1, printed);
        assert.doesNotMatch(printed, /\n *at /);
        assert(printed.endsWith("0 pass, 1 fail, 0 unknown\n"), printed);
    });
});
