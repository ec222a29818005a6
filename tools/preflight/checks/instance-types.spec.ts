import assert from "node:assert/strict";
import { unknownValue } from "../../host/monitor";
import { askFamily, createResource, createSubnet } from "./ask-family";
import { checkInstanceTypes } from "./instance-types";

const subnets = ["us-east-1a", "us-east-1e"].map(createSubnet);
const [first, last] = subnets;
const template = (instanceType: unknown) =>
    createResource("ec2/launchTemplate:LaunchTemplate", "template", { instanceType });
const groupOf = (launchTemplate: ReturnType<typeof template>, inputs: Record<string, unknown> = {}) =>
    createResource("autoscaling/group:Group", "group", inputs, {
        vpcZoneIdentifiers: subnets, launchTemplate: [launchTemplate] });

/** Offers the types in these zones, on pages of one. */
const offer = (offered: Record<string, string[]>) => ({
    ec2: {
        describeInstanceTypeOfferings: (
            { Filters, NextToken = "0" }: { Filters: [{ Values: [string] }]; NextToken?: string },
        ) => {
            const zones = offered[Filters[0].Values[0]] ?? [];
            const page = Number(NextToken);
            return {
                InstanceTypeOfferings: zones.slice(page, page + 1).map(Location => ({ Location })),
                NextToken: page + 1 < zones.length ? String(page + 1) : undefined,
            };
        },
    },
});

describe("check of instance types", () => {
    it("passes where they are offered in the zones of the group", async () => {
        const small = template("t4g.small");
        assert.deepEqual(await askFamily(checkInstanceTypes, [...subnets, small, groupOf(small)],
            offer({ "t4g.small": ["us-east-1b", "us-east-1e", "us-east-1a"] })), {
            "instance type t4g.small": {
                status: "pass", detail: "offered in us-east-1a, us-east-1e", stacks: ["dev"] },
        });
    });

    it("fails with the zones that don't have them, and names those that have", async () => {
        const small = template("t3.small");
        assert.deepEqual(await askFamily(checkInstanceTypes, [...subnets, small, groupOf(small)],
            offer({ "t3.small": ["us-east-1b", "us-east-1a"] })), {
            "instance type t3.small": {
                status: "fail",
                detail: "not offered in us-east-1e",
                remedy: "choose another instance type, or among the zones us-east-1a, us-east-1b",
                stacks: ["dev"],
            },
        });
    });

    it("looks at the zones of the groups that use a template, and of no other", async () => {
        const [small, other] = [template("t4g.small"), { ...template("t4g.micro"), urn: "other" }];
        const group = createResource("autoscaling/group:Group", "group", {}, {
            vpcZoneIdentifiers: subnets.slice(1), launchTemplate: [other] });
        const found = await askFamily(checkInstanceTypes, [...subnets, small, group],
            offer({ "t4g.small": ["us-east-1a"] }));
        assert.equal(found["instance type t4g.small"]?.status, "pass");
    });

    it("fails with types that the region doesn't have", async () => {
        const found = await askFamily(checkInstanceTypes, [template("t9.nano")], offer({}));
        assert.equal(found["instance type t9.nano"]?.detail, "not offered in the region");
    });

    it("looks at instances in their own zone, and at the types that a group adds to its template", async () => {
        assert(first && last);
        const plain = template(undefined);
        const overrides = [{ instanceType: "m7g.large" }, { instanceRequirements: {} }];
        const found = await askFamily(checkInstanceTypes, [
            ...subnets,
            plain,
            groupOf(plain, { mixedInstancesPolicy: { launchTemplate: { overrides } } }),
            createResource("ec2/instance:Instance", "one", { instanceType: "t4g.nano" }, { subnetId: [last] }),
            createResource("ec2/instance:Instance", "two", {
                instanceType: "t4g.micro", availabilityZone: "us-east-1a" }),
        ], offer({ "m7g.large": ["us-east-1a"], "t4g.nano": ["us-east-1e"], "t4g.micro": ["us-east-1b"] }));
        assert.deepEqual(Object.entries(found).map(([subject, { status, detail }]) => [subject, status, detail]), [
            ["instance type m7g.large", "fail", "not offered in us-east-1e"],
            ["instance type t4g.nano", "pass", "offered in us-east-1e"],
            ["instance type t4g.micro", "fail", "not offered in us-east-1a"],
        ]);
    });

    it("knows nothing of a type that only the deployment knows", async () => {
        assert.deepEqual(await askFamily(checkInstanceTypes, [template(unknownValue)], {}), {
            "instance type": {
                status: "unknown",
                detail: "instanceType of template is known only once the stack is deployed",
                stacks: ["dev"],
            },
        });
    });
});
