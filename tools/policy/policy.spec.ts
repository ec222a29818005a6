import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "./check";
import { checkPolicies } from "./policy";
import { samplePack, sampleProject } from "./sample";

/** Runs the command, and returns its exit code and what it prints. */
async function run(...args: string[]): Promise<{ exitCode: number; printed: string }> {
    const printed: string[] = [];
    const { log, error } = console;
    console.log = console.error = (text: string) => printed.push(text);
    try {
        return { exitCode: await checkPolicies(args), printed: printed.join("\n") };
    } finally {
        Object.assign(console, { log, error });
    }
}

const unversioned = `
    const bucket = new aws.s3.Bucket("bucket");
    new aws.s3.BucketVersioning("versioning", {
        bucket: bucket.id, versioningConfiguration: { status: "Suspended" },
    });`;
const rule = "s3-versioning-enabled";
const waive = (expires: string, resource = "versioning") =>
    ({ "policy.json": JSON.stringify({ [rule]: { waivers: [{ resource, reason: "it is a copy", expires }] } }) });

describe("npm run policy", function () {
    this.timeout(120_000);

    it("reports what is violated, where, and what to do", async () => {
        const { exitCode, printed } = await run("--project", sampleProject(unversioned));
        assert.equal(exitCode, 1);
        assert.match(printed, /^dev: \d+ mandatory and \d+ advisory violations, 0 waived, 0 not decidable at preview/);
        const lines = printed.split("\n");
        const at = lines.indexOf(`  mandatory  ${rule}: versioning, index.js:4`);
        const [message = "", remedy = ""] = at < 0 ? [] : lines.slice(at + 1);
        assert.match(message, /^ {6}.*, got Suspended$/);
        assert.match(remedy, /^ {6}Set /);
    });

    it("reports a rule that waits for a deployment as not decidable, and not as violated", async () => {
        const { exitCode, printed } = await run("--json", "--project", sampleProject(`
            const table = new aws.dynamodb.Table("table");
            new aws.s3.BucketVersioning("versioning", {
                bucket: "b", versioningConfiguration: { status: table.streamLabel },
            });`));
        const [{ violations, undecided }] = (JSON.parse(printed) as Awaited<ReturnType<typeof check>>).reports as [
            Awaited<ReturnType<typeof check>>["reports"][number]];
        assert.deepEqual(violations.filter(violation => violation.rule === rule), []);
        assert.deepEqual(undecided.filter(({ resource }) => resource === "versioning"), [{
            rule, resource: "versioning",
            reason: "string value at .versioningConfiguration.status can't be known during preview" }]);
        assert.equal(exitCode, violations.some(({ level }) => level === "mandatory") ? 1 : 0);
    });

    it("decides about a document that names what only AWS knows", async () => {
        const { reports: [report] } = await check({ stacks: ["dev"], complete: true, pack: undefined,
            projectDir: sampleProject(`
                const topic = new aws.sns.Topic("topic");
                new aws.iam.RolePolicy("policy", { role: "r", policy: pulumi.jsonStringify({ Statement: [
                    { Effect: "Allow", Action: "*", Resource: topic.arn }] }) });`) });
        assert(report?.violations.some(({ resource }) => resource === "policy"));
        assert.deepEqual(report?.undecided, []);
    });

    describe("with another pack", () => {
        const advisory = { name: "named", description: "Names are short.", enforcementLevel: "advisory" };
        let pack: string;
        before(() => {
            pack = samplePack(`{
                ...${JSON.stringify(advisory)},
                validateResource: ({ type, name, provider, opts }, report) => {
                    if (type === "aws:sns/topic:Topic" && name.length > 2) {
                        report(["got", name, provider.props.region, opts.parent.split("::").at(-1)].join(" "));
                    }
                },
            }, {
                name: "subscribed", description: "Topics have subscribers.", enforcementLevel: "mandatory",
                validateStack: ({ resources }, report) => {
                    const heard = resources.filter(({ type }) => type.endsWith(":TopicSubscription"))
                        .flatMap(({ propertyDependencies }) => propertyDependencies.topic);
                    resources.filter(({ type }) => type === "aws:sns/topic:Topic").forEach(topic => {
                        if (!heard.includes(topic) || topic.parent.type !== "pulumi:pulumi:Stack") {
                            report("nobody hears " + topic.name, topic.urn);
                        }
                    });
                },
            }`);
        });
        const topics = (subscription = "") => sampleProject(`
            const topic = new aws.sns.Topic("abc");
            ${subscription}`, { "policy.json": '{ "no-such-rule": "mandatory" }' });
        const subscribe = `new aws.sns.TopicSubscription("s", {
            topic: topic.arn, protocol: "email", endpoint: "a@example.com" });`;

        it("passes on what the CLI does: options, provider, parents and the relations of inputs", async () => {
            const alone = await run("--pack", pack, "--project", topics());
            assert.deepEqual([alone.exitCode, alone.printed.split("\n")], [1, [
                "dev: 1 mandatory and 1 advisory violations, 0 waived, 0 not decidable at preview",
                "  mandatory  subscribed: abc, index.js:3",
                "      nobody hears abc",
                "  advisory  named: abc, index.js:3",
                "      got abc eu-central-1 shop-dev",
                "",
            ]]);
            const heard = await run("--pack", pack, "--project", topics(subscribe));
            assert.equal(heard.exitCode, 0);
            assert.match(heard.printed, /^dev: 0 mandatory and 1 advisory violations/);
        });
    });

    describe("policy.json", () => {
        const findings = async (files: Record<string, string>, today = "2027-06-30") => {
            const result = await check({
                projectDir: sampleProject(unversioned, files), stacks: ["dev"], complete: true, pack: undefined,
            }, today);
            const [report] = result.reports;
            const found = report?.violations.filter(violation => violation.rule === rule) ?? [];
            return { ...result, report, found };
        };

        it("waives a violation, with its reason", async () => {
            const { found, report, warnings } = await findings(waive("2027-06-30"));
            assert.deepEqual(found, []);
            assert.deepEqual(report?.waived.map(({ resource, waiver }) => [resource, waiver.reason]), [
                ["versioning", "it is a copy"]]);
            assert.deepEqual(warnings, []);
        });

        it("waives nothing once the waiver has expired", async () => {
            const { found, warnings } = await findings(waive("2027-06-29"));
            assert.match(found[0]?.message ?? "", / \(the waiver expired on 2027-06-29: it is a copy\)$/);
            assert.deepEqual(warnings, [`policy.json: ${rule}: the waiver for versioning has no use`]);
        });

        it("changes the level of a rule, or switches it off", async () => {
            const advisory = await findings({ "policy.json": JSON.stringify({ [rule]: "advisory" }) });
            assert.deepEqual(advisory.found.map(({ level }) => level), ["advisory"]);
            const disabled = await findings({ "policy.json": JSON.stringify({ [rule]: "disabled" }) });
            assert.deepEqual(disabled.found, []);
            assert(!disabled.rules.some(({ name }) => name === rule));
            const all = await findings({ "policy.json": JSON.stringify({ all: "advisory", [rule]: "mandatory" }) });
            assert.deepEqual([...new Set(all.report?.violations.map(({ level }) => level))].sort(), [
                "advisory", "mandatory"]);
            assert.deepEqual(all.found.map(({ level }) => level), ["mandatory"]);
        });

        it("names what it waives without use, and rules that don't exist", async () => {
            const { warnings } = await findings({ "policy.json": JSON.stringify({
                "no-such-rule": "mandatory",
                [rule]: { waivers: [{ resource: "other", reason: "none", expires: "2027-06-30" }] },
            }) });
            assert.deepEqual(warnings, [
                "policy.json: no-such-rule: there is no such rule",
                `policy.json: ${rule}: the waiver for other has no use`,
            ]);
        });

        it("is refused with all its problems", async () => {
            const settings = { one: "maybe", two: { waivers: [{ resource: "a", expires: "soon" }] }, three: 3 };
            await assert.rejects(findings({ "policy.json": JSON.stringify(settings) }), {
                message: /policy.json is not right:\n.*one: .*, got "maybe"\n.*two: waivers .*\n.*three: .*, got 3$/,
                exitCode: 2,
            });
            await assert.rejects(findings({ "policy.json": "{" }), { message: /policy\.json: .*JSON/, exitCode: 2 });
        });
    });

    describe("secret outputs", () => {
        const secrets = `
            const key = new aws.iam.AccessKey("key", { user: "somebody" });
            module.exports = { user: key.user, secret: key.secret, nested: { list: [pulumi.secret("a")] } };`;
        const outputs = async (files: Record<string, string> = {}) => {
            const { reports: [report] } = await check({
                projectDir: sampleProject(secrets, files), stacks: ["dev"], complete: true, pack: undefined,
            }, "2027-06-30");
            return report?.violations.filter(violation => violation.rule === "secret-output")
                .map(({ level, message }) => `${level}: ${message}`).sort();
        };

        it("are found, known or not", async () => {
            assert.deepEqual(await outputs(), [
                "mandatory: output nested holds a secret", "mandatory: output secret holds a secret"]);
        });

        it("can be waived", async () => {
            const waivers = [{ resource: "*", reason: "they are encrypted in the state", expires: "2027-06-30" }];
            assert.deepEqual(await outputs({ "policy.json": JSON.stringify({ "secret-output": { waivers } }) }), []);
        });
    });

    it("writes SARIF, with the line of each registration as the repository sees it", async () => {
        const project = sampleProject(unversioned, { ...waive("9999-12-31"), "../.git/HEAD": "" }, "system");
        const file = join(project, "policy.sarif");
        await run("--sarif", file, "--project", project);
        const { version, runs: [{ tool, results }] } = JSON.parse(readFileSync(file, "utf8")) as Sarif;
        assert.equal(version, "2.1.0");
        const ids = tool.driver.rules.map(({ id }) => id);
        assert.deepEqual(results.filter(({ ruleId }) => !ids.includes(ruleId)), []);
        const waived = results.find(({ ruleId }) => ruleId === rule);
        assert.deepEqual(waived?.locations, [{ physicalLocation: {
            artifactLocation: { uri: "system/index.js", uriBaseId: "%SRCROOT%" }, region: { startLine: 4 } } }]);
        assert.deepEqual(waived.suppressions, [{ kind: "external", justification: "it is a copy" }]);
        for (const { level, message, locations } of results) {
            assert(["error", "warning"].includes(level));
            assert(message.text.length > 0 && locations.length === 1);
        }
    });

    it("counts what each catalogue asks for with --score", async () => {
        const { printed } = await run("--score", "--project", sampleProject(unversioned));
        assert.match(printed, /\n {2}catalogue +applicable +passed +waived +failed +not decidable +not covered\n/);
        assert.match(printed, /\n {2}Checkov +\d+( +\d+){5}\n/);
        assert.match(printed, /\n {2}FSBP, failed: .*S3\.14/);
    });

    it("ends the pack when a program fails", async () => {
        await assert.rejects(run("--project", sampleProject('throw new pulumi.RunError("no such luck");')), {
            message: "dev: no such luck" });
    });

    it("refuses what it doesn't know", async () => {
        await assert.rejects(run("--no-such-option"), { message: /^Unknown option[^]*usage: npm run policy/ });
    });
});

interface Sarif {
    version: string;
    runs: [{
        tool: { driver: { rules: { id: string }[] } };
        results: {
            ruleId: string; level: string; message: { text: string }; locations: unknown[]; suppressions?: unknown[];
        }[];
    }];
}
