import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import assert from "node:assert/strict";
import { toStruct } from "../host/properties";
import { temporaryProject } from "../host/temporary-project";
import { ownPack } from "./arguments";
import { type Pack, startPack } from "./pack";
import { samplePack } from "./sample";

const type = "aws:s3/bucketVersioning:BucketVersioning";
const urn = `urn:pulumi:dev::shop::${type}::versioning`;

function createRequest(properties: Record<string, unknown>): analyzerpb.AnalyzeRequest {
    return new analyzerpb.AnalyzeRequest().setUrn(urn).setType(type).setName("versioning")
        .setProperties(toStruct(properties)).setOptions(new analyzerpb.AnalyzerResourceOptions());
}

describe("the policy pack, started as the Pulumi CLI does", function () {
    this.timeout(120_000);

    let pack: Pack;
    before(async () => {
        pack = await startPack(ownPack, { checkTypes: true });
    });
    after(() => pack.stop());

    const violations = async (status: string) => {
        const response = await pack.analyze(createRequest({ bucket: "b", versioningConfiguration: { status } }));
        return response.getDiagnosticsList().filter(diagnostic => diagnostic.getPolicyname() === rule);
    };
    const rule = "s3-versioning-enabled";

    it("describes each rule by what people need to act", async () => {
        const info = await pack.describe();
        const incomplete = info.getPoliciesList().filter(policy =>
            !policy.getDescription() || !policy.getRemediationSteps()
            || policy.getSeverity() === analyzerpb.PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
        assert.equal(info.getName(), "aws-reference");
        assert.deepEqual(incomplete.map(policy => policy.getName()), []);
    });

    it("takes waivers for every rule", async () => {
        const info = await pack.describe();
        const without = info.getPoliciesList().filter(policy =>
            !policy.getConfigschema()?.getProperties()?.toJavaScript().waivers);
        assert.deepEqual(without.map(policy => policy.getName()), ["unused-waiver"]);
    });

    it("reports a violation, and none where there is none", async () => {
        const [violation] = await violations("Suspended");
        assert.equal(violation?.getUrn(), urn);
        assert.equal(violation.getEnforcementlevel(), analyzerpb.EnforcementLevel.MANDATORY);
        assert.deepEqual(await violations("Enabled"), []);
    });

    it("says that it can't decide about what is unknown", async () => {
        const [undecided] = await violations("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
        const message = undecided?.getMessage() ?? "";
        assert.match(message, /^can't run policy 's3-versioning-enabled' from .* during preview: /);
        assert.equal(undecided?.getEnforcementlevel(), analyzerpb.EnforcementLevel.ADVISORY);
    });

    it("waives what its configuration says, until it expires", async () => {
        const configure = (expires: string) => {
            const request = new analyzerpb.ConfigureAnalyzerRequest();
            request.getPolicyconfigMap().set(rule, new analyzerpb.PolicyConfig()
                .setEnforcementlevel(analyzerpb.EnforcementLevel.MANDATORY)
                .setProperties(toStruct({ waivers: [{ resource: "version*", reason: "no need", expires }] })));
            return pack.configure(request);
        };
        await configure("9999-12-31");
        assert.deepEqual(await violations("Suspended"), []);
        await configure("2020-01-31");
        const [violation] = await violations("Suspended");
        assert.match(violation?.getMessage() ?? "", /\(the waiver expired on 2020-01-31: no need\)$/);
    });
});

describe("startPack", () => {
    it("refuses a folder without a pack", async () => {
        await assert.rejects(startPack(temporaryProject({})), {
            message: /^--pack must be a folder with a PulumiPolicy.yaml, got \// });
    });

    it("says why a pack doesn't start", async () => {
        const folder = samplePack("", { "index.js": 'throw new Error("no such luck");' });
        await assert.rejects(startPack(folder), {
            message: /^policy pack .*: ended with exit code \d+\n[^]*no such luck/, exitCode: 2 });
    });

    it("says which rule throws", async () => {
        const pack = await startPack(samplePack(`{
            name: "broken", description: "It breaks.", validateResource: () => { throw new Error("no such luck"); },
        }`));
        try {
            await assert.rejects(pack.analyze(createRequest({})), {
                message: /^policy pack .*: Error validating resource with policy 'broken' [^]*no such luck/ });
        } finally {
            await pack.stop();
        }
    });

    it("runs TypeScript without its types where they aren't asked for", async () => {
        const files = {
            "package.json": JSON.stringify({ version: "1.2.3", main: "index.ts" }),
            "index.ts": `
                import { PolicyPack } from "@pulumi/policy";
                const policies: number = [];
                new PolicyPack("wrong-types", { policies });`,
        };
        const pack = await startPack(samplePack("", files));
        try {
            assert.equal((await pack.describe()).getName(), "wrong-types");
        } finally {
            await pack.stop();
        }
        await assert.rejects(startPack(samplePack("", files), { checkTypes: true }), { message: /not assignable/ });
    });
});
