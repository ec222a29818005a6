import assert from "node:assert/strict";
import { askFamily, createResource, createSubnet } from "./ask-family";
import { checkZones } from "./zones";

const ec2 = {
    describeAvailabilityZones: { AvailabilityZones: [
        { ZoneName: "us-east-1b", State: "available" },
        { ZoneName: "us-east-1a", State: "available" },
        { ZoneName: "us-east-1c", State: "impaired" },
    ] },
};

describe("check of zones", () => {
    it("passes where the account has them", async () => {
        const subnets = ["us-east-1b", "us-east-1a"].map(createSubnet);
        const { zones } = await askFamily(checkZones, subnets, { ec2 });
        assert.deepEqual(zones, { status: "pass", detail: "us-east-1a, us-east-1b", stacks: ["dev"] });
    });

    it("fails with those that it has not, or that are not available", async () => {
        const cluster = createResource("rds/cluster:Cluster", "db", {
            availabilityZones: ["us-east-1a", "us-east-1c", "us-east-1x"] });
        assert.deepEqual(await askFamily(checkZones, [cluster], { ec2 }), { zones: {
            status: "fail",
            detail: "the account has no us-east-1c, us-east-1x",
            remedy: "choose among us-east-1a, us-east-1b",
            stacks: ["dev"],
        } });
    });

    it("is not needed where no resource names a zone", async () => {
        assert.deepEqual(await askFamily(checkZones, [createResource("ec2/vpc:Vpc", "vpc", {})], {}), {});
    });
});
