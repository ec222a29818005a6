import type { StepEventMetadata } from "@pulumi/pulumi/automation";
import assert from "node:assert/strict";
import { readChanges } from "./change";
import { secret, step, type Step, urnOf } from "./event-log";

const queue = "aws:sqs/queue:Queue";
const propertiesOf = (update: Step, ...others: StepEventMetadata[]) =>
    readChanges([step(queue, "queue-prod-01", { op: "update", ...update }), ...others])[0]?.properties;

describe("what has changed", () => {
    it("is named by path, with what the program says and what AWS says", () => {
        assert.deepEqual(propertiesOf({
            diff: { "delaySeconds": "update", "tags.a": "add", "tags.b": "delete" },
            old: { inputs: { delaySeconds: 1, tags: { b: "2" } }, outputs: { tags: { a: "0" } } },
            present: { inputs: { tags: {} }, outputs: { delaySeconds: 5, tags: { a: "1" } } },
        }), [
            { path: "delaySeconds", operation: "changed", before: 1, after: 5 },
            { path: "tags.a", operation: "added", after: "1" },
            { path: "tags.b", operation: "removed", before: "2" },
        ]);
    });

    it("is named without values where a secret is", () => {
        assert.deepEqual(propertiesOf({
            diff: { "policy": "update", "tags.a": "add" },
            old: { inputs: { policy: "hunter2", tags: secret } },
            present: { outputs: { policy: secret } },
        }), [{ path: "policy", operation: "changed" }, { path: "tags.a", operation: "added" }]);
    });

    it("is named by properties alone where the provider has no details", () => {
        const without = { ...step(queue, "queue-prod-01", { op: "update" }), diffs: ["tags"] };
        assert.deepEqual(readChanges([without])[0]?.properties, [
            { path: "tags", operation: "changed", before: undefined, after: undefined }]);
        assert.deepEqual(propertiesOf({}), []);
    });

    it("is nothing where all is the same", () => {
        assert.deepEqual(readChanges([step(queue, "queue-prod-01")]), []);
    });
});

describe("what nothing declares", () => {
    const groupType = "aws:ec2/securityGroup:SecurityGroup";
    const ruleType = (way: string) => `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`;
    const rule = (sources: object, ports: object = { protocol: "tcp", fromPort: 80, toPort: 80 }) => ({
        cidrBlocks: [], ipv6CidrBlocks: [], prefixListIds: [], securityGroups: [], self: false, ...ports, ...sources });
    const group = (outputs: object, inputs = {}, update: Step = {}) => step(groupType, "app-prod-01", {
        ...update,
        old: { inputs, outputs: { id: "sg-1", ingress: [], egress: [] } },
        present: { inputs, outputs: { id: "sg-1", ...outputs } },
    });
    const declared = (way: "Ingress" | "Egress", source: object, ports: object = {}) => step(ruleType(way), "rule", {
        old: { inputs: {
            securityGroupId: "sg-1", ipProtocol: "tcp", fromPort: 80, toPort: 80, ...ports, ...source } } });

    it("is a rule of a security group, though Pulumi finds group and rules the same", () => {
        const changes = readChanges([
            group({ ingress: [rule({ cidrBlocks: ["10.0.0.0/16", "0.0.0.0/0"] })] }),
            declared("Ingress", { cidrIpv4: "10.0.0.0/16" }),
        ]);
        assert.deepEqual(changes, [{
            urn: urnOf(groupType, "app-prod-01"), type: groupType, name: "app-prod-01", operation: "changed",
            properties: [{
                path: "ingress", operation: "added",
                after: { protocol: "tcp", fromPort: 80, toPort: 80, source: "0.0.0.0/0" },
            }],
        }]);
    });

    it("is no rule that the stack declares, with any kind of source", () => {
        assert.deepEqual(readChanges([
            group({
                ingress: [rule({
                    cidrBlocks: ["10.0.0.0/16"], ipv6CidrBlocks: ["::/0"], prefixListIds: ["pl-1"],
                    securityGroups: ["sg-2"], self: true,
                })],
                egress: [rule({ cidrBlocks: ["0.0.0.0/0"] }, { protocol: "-1", fromPort: 0, toPort: 0 })],
            }),
            ...[{ cidrIpv4: "10.0.0.0/16" }, { cidrIpv6: "::/0" }, { prefixListId: "pl-1" },
                { referencedSecurityGroupId: "sg-2" }, { referencedSecurityGroupId: "sg-1" },
            ].map(source => declared("Ingress", source)),
            declared("Egress", { cidrIpv4: "0.0.0.0/0" }, { ipProtocol: "-1", fromPort: undefined, toPort: undefined }),
        ]), []);
    });

    for (const [what, ...declarations] of [
        ["another port", declared("Ingress", { cidrIpv4: "0.0.0.0/0" }, { fromPort: 22, toPort: 22 })],
        ["the other way", declared("Egress", { cidrIpv4: "0.0.0.0/0" })],
        ["another group", declared("Ingress", { cidrIpv4: "0.0.0.0/0" }, { securityGroupId: "sg-2" })],
        ["a rule that is gone", { ...declared("Ingress", { cidrIpv4: "0.0.0.0/0" }), op: "delete", new: undefined }],
    ] as [string, StepEventMetadata][]) {
        it(`is a rule where the stack declares only ${what}`, () => {
            const [change] = readChanges([group({ ingress: [rule({ cidrBlocks: ["0.0.0.0/0"] })] }), ...declarations]);
            assert.equal(change?.type, groupType);
        });
    }

    it("is left to Pulumi where the group itself has rules", () => {
        const inline = { ingress: [rule({ cidrBlocks: ["10.0.0.0/16"] })] };
        assert.deepEqual(readChanges([group({ ingress: [rule({ cidrBlocks: ["0.0.0.0/0"] })] }, inline)]), []);
    });

    it("is a policy of a role", () => {
        const role = step("aws:iam/role:Role", "role-prod-01", { present: { outputs: {
            name: "role-1", managedPolicyArns: ["arn:one", "arn:two"],
            inlinePolicies: [{ name: "" }, { name: "own" }, { name: "foreign", policy: "{}" }],
        } } });
        const changes = readChanges([
            role,
            step("aws:iam/rolePolicy:RolePolicy", "own", { old: { outputs: { role: "role-1", name: "own" } } }),
            step("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "one", {
                old: { outputs: { role: "role-1", policyArn: "arn:one" } } }),
        ]);
        assert.deepEqual(changes.map(({ name, properties }) => ({ name, properties })), [{
            name: "role-prod-01",
            properties: [
                { path: "inlinePolicies", operation: "added", after: "foreign" },
                { path: "managedPolicyArns", operation: "added", after: "arn:two" },
            ],
        }]);
    });

    it("stands beside what has changed in the group", () => {
        const [change, ...others] = readChanges([group(
            { egress: [rule({ prefixListIds: ["pl-1"] })] }, {}, { op: "update", diff: { description: "update" } })]);
        assert.deepEqual(change?.properties.map(({ path }) => path), ["description", "egress"]);
        assert.deepEqual(others, []);
    });
});
