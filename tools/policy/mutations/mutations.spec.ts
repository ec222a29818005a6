import assert from "node:assert/strict";
import { before, describe, it } from "mocha";
import { policies } from "../../../policy/rules";
import type { Subject } from "../../../policy/evaluate";
import { findMissedClaims } from "./claims";
import { generateMutations } from "./generate";
import { protectingTypes, relevantInputs } from "./relevant";
import { countCaught, drawOutcomes, evaluate, type Outcome, runMutations } from "./run";
import { completeSystems, previewSystems, type Systems } from "./systems";

describe("Mutations of the systems", () => {
    let systems: Systems;
    let outcomes: Outcome[];

    before(async function () {
        this.timeout(180_000);
        systems = await previewSystems();
        outcomes = [...systems.values()].flatMap(subjects => runMutations(subjects));
    });

    it("are caught, seven of ten that matter to security", () => {
        const relevant = outcomes.filter(({ isRelevant }) => isRelevant);
        assert.ok(countCaught(relevant) >= 0.7 * relevant.length, drawOutcomes(outcomes).join("\n"));
    });

    it("are all found by the rule whose fixture shows the change", () => {
        assert.deepEqual([...systems].flatMap(([folder, subjects]) =>
            findMissedClaims(subjects).map(claim => `${folder}: ${claim}`)), []);
    });

    it("start from systems without a mandatory violation, but for plain HTTP", () => {
        assertNothingMandatory(systems);
    });

    it("are listed by name if no rule finds them", () => {
        const [caught, missed] = [["rule"], []].map((caughtBy, index): Outcome =>
            ({ name: `mutation ${index}`, isRelevant: true, caughtBy }));
        assert.deepEqual(drawOutcomes([caught, missed].filter(outcome => outcome !== undefined)), [
            "1 of 2 mutations are caught", "1 of 2 that matter to security; not covered:", "    mutation 1",
        ]);
    });

    it("are made of everything that the table names", () => {
        const types = new Set([...systems.values()].flat().map(({ type }) => type.replace(/^aws:(.*):.*$/, "$1")));
        const made = new Set(outcomes.filter(({ isRelevant }) => isRelevant).map(({ name }) => name.split(" ")[0]));
        // The systems have these as they should not be, where that can be undone in one step, or nothing is secret.
        const worst = ["s3/bucket", "ssm/parameter"];
        const named = [...Object.keys(relevantInputs), ...protectingTypes]
            .filter(type => types.has(type) && !worst.includes(type));
        assert.deepEqual(named.filter(type => !made.has(type)), []);
    });
});

describe("Systems of which all is known", () => {
    let systems: Systems;

    before(async function () {
        this.timeout(180_000);
        systems = await completeSystems();
    });

    it("have no mandatory violation, but for plain HTTP", () => {
        assertNothingMandatory(systems);
    });

    it("leave nothing undecided", () => {
        assert.deepEqual([...systems.values()].flatMap(subjects => evaluate(subjects).undecided), []);
    });

    it("have documents whose mutations are caught, seven of ten", () => {
        const outcomes = [...systems.values()].flatMap(subjects => runMutations(subjects, subject =>
            /(Policy|policy)$/.test(subject.type) && "policy" in subject.props));
        const documents = outcomes.filter(({ name, isRelevant }) => isRelevant && name.includes(" policy"));
        assert.ok(documents.length > 50);
        assert.ok(countCaught(documents) >= 0.7 * documents.length, drawOutcomes(documents).join("\n"));
    });
});

function assertNothingMandatory(systems: Systems): void {
    const mandatory = new Set(policies.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(({ name }) => name));
    const found = [...systems.values()].flatMap(subjects => evaluate(subjects).violations)
        .filter(({ rule }) => mandatory.has(rule)).map(({ rule }) => rule);
    // A certificate needs a domain, which a template doesn't have.
    assert.deepEqual(found.filter(rule => rule !== "listener-encrypted"), []);
}

describe("Mutations of a resource", () => {
    const [type, name] = ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule"];
    const opts = {
        protect: false, ignoreChanges: [], aliases: [], additionalSecretOutputs: [],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    };
    const create = (kind: string, props: Record<string, unknown>): Subject =>
        ({ type: kind, name, urn: name, parent: "", opts, props, propertyDependencies: {} });
    const list = (resource: Subject) => generateMutations(resource, [resource])
        .map(mutation => mutation.name.split(" ").slice(2).join(" "));

    it("widen ranges and leave out what isn't required", () => {
        assert.deepEqual(list(create(type, {
            securityGroupId: "sg-0", description: "d", ipProtocol: "tcp", fromPort: 443, toPort: 443,
            cidrIpv4: "10.0.0.0/8",
        })), [
            "description left out", "ipProtocol widened", "fromPort left out", "fromPort widened", "toPort left out",
            "toPort widened", "cidrIpv4 widened", "removed",
        ]);
    });

    it("flip switches away from what is safe, and leave out none that is safe by default", () => {
        assert.deepEqual(list(create("aws:rds/instance:Instance", {
            instanceClass: "db.t4g.micro", storageEncrypted: true, publiclyAccessible: false, skipFinalSnapshot: true,
            autoMinorVersionUpgrade: true,
        })), [
            "storageEncrypted left out", "storageEncrypted flipped", "publiclyAccessible flipped",
            "autoMinorVersionUpgrade flipped", "removed",
        ]);
    });

    it("widen the statements of a document", () => {
        const policy = JSON.stringify({ Statement: [
            { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" },
            { Effect: "Allow", Principal: { AWS: "arn" }, Action: "s3:GetObject", Resource: "arn", Condition: {} },
        ] });
        assert.deepEqual(list(create("aws:s3/bucketPolicy:BucketPolicy", { bucket: "b", policy })), [
            "policy.0 left out", "policy.1 widened to any action", "policy.1 widened to any resource",
            "policy.1 widened to any principal", "policy.1 widened to any condition", "removed",
        ]);
    });
});
