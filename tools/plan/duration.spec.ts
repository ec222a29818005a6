import assert from "node:assert/strict";
import { previewProgram } from "../emulator/preview";
import { root } from "../host/project";
import { allStacks, readSettings } from "../host/settings";
import { findCreateTime } from "./create-times";
import { estimateDuration } from "./duration";
import { sketchDependent, sketchResource } from "./sketch";

describe("estimated duration", () => {
    const vpc = sketchResource("aws:ec2/vpc:Vpc", "vpc");
    const group = sketchDependent("aws:ec2/securityGroup:SecurityGroup", "group", "vpcId", [vpc]);
    const database = sketchDependent("aws:rds/instance:Instance", "db", "vpcSecurityGroupIds", [group]);
    const balancer = sketchDependent("aws:lb/loadBalancer:LoadBalancer", "alb", "securityGroups", [group]);
    const tell = ({ seconds, path }: ReturnType<typeof estimateDuration>) => [seconds, path.map(({ name }) => name)];

    it("is that of the longest chain", () => {
        const duration = estimateDuration([vpc, group, balancer, database]);
        assert.deepEqual(tell(duration), [12 + 3 + 285, ["vpc", "group", "db"]]);
        assert.equal(duration.sequential, 12 + 3 + 285 + 172);
    });

    it("counts what a resource only waits for", () => {
        const waiting = { ...database, dependencies: [balancer.urn] };
        assert.deepEqual(tell(estimateDuration([vpc, group, balancer, waiting])), [
            12 + 3 + 172 + 285, ["vpc", "group", "alb", "db"]]);
    });

    it("counts what a component waits for, as its children wait for it", () => {
        const component = sketchResource("reference:index:Data", "data", {
            custom: false, dependencies: [balancer.urn] });
        const inside = sketchResource("aws:rds/instance:Instance", "db", { of: component });
        assert.deepEqual(tell(estimateDuration([vpc, group, balancer, component, inside])), [
            12 + 3 + 172 + 285, ["vpc", "group", "alb", "db"]]);
    });

    it("is longer for a database in two zones, and for a group that waits for healthy instances", () => {
        const secondsOf = (type: string, inputs: Record<string, unknown>) =>
            findCreateTime(sketchResource(type, "it", { inputs })).seconds;
        assert(secondsOf("aws:rds/instance:Instance", { multiAz: true }) > 285);
        assert(secondsOf("aws:autoscaling/group:Group", { minElbCapacity: 1 })
            > secondsOf("aws:autoscaling/group:Group", {}));
        assert.equal(secondsOf("aws:gamelift/fleet:Fleet", {}), 1);
    });

    it("says where each time is from", () => {
        assert(estimateDuration([vpc, group, database]).path.every(({ source }) => source !== ""));
        assert.deepEqual(tell(estimateDuration([])), [0, []]);
    });

    it("is hardly longer than the database's in all environments of this program", async function () {
        this.timeout(60_000);
        await Promise.all(allStacks(root).map(async stack => {
            const { resources } = await previewProgram(readSettings(root, stack));
            const { seconds, path } = estimateDuration(resources);
            const ofDatabase = path.find(({ type }) => type === "aws:rds/instance:Instance")?.seconds ?? 0;
            const names = path.map(({ name }) => name).join(", ");
            assert(seconds <= 1.07 * ofDatabase, `${stack}: ${seconds} s, of which ${ofDatabase} s: ${names}`);
        }));
    });
});
