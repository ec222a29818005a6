import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { sketchDependent, sketchResource } from "../sketch";
import { References } from "./references";
import { findTraffic } from "./traffic";

const group = (name: string, inputs: Resource["inputs"] = {}, sources: Record<string, Resource[]> = {}) =>
    sketchResource("aws:ec2/securityGroup:SecurityGroup", name, {
        inputs,
        propertyDependencies: Object.fromEntries(Object.entries(sources).map(([input, list]) =>
            [input, list.map(({ urn }) => urn)])),
    });
const [front, back] = [group("front"), group("back")];
const alb = sketchDependent("aws:lb/loadBalancer:LoadBalancer", "alb", "securityGroups", [front]);
const db = sketchDependent("aws:rds/instance:Instance", "db", "vpcSecurityGroupIds", [back]);

const rule = (kind: "Ingress" | "Egress", of: Resource, inputs: Resource["inputs"], other?: Resource) =>
    sketchResource(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`, `${kind}-${JSON.stringify(inputs)}`, {
        inputs,
        propertyDependencies: {
            securityGroupId: [of.urn], ...other !== undefined && { referencedSecurityGroupId: [other.urn] } },
    });

/** Flows by names. */
const find = (...resources: Resource[]) => findTraffic(new References(resources)).map(({ from, to, ports }) =>
    `${from.split("::").pop() ?? ""} > ${to.split("::").pop() ?? ""}: ${ports}`);

describe("traffic on the page", () => {
    it("goes from the members of one group to those of another", () => {
        assert.deepEqual(find(front, back, alb, db,
            rule("Ingress", back, { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 }, front)), ["alb > db: 5432"]);
    });

    it("is one flow where both ends have a rule, and where several ports are open", () => {
        assert.deepEqual(find(front, back, alb, db,
            rule("Ingress", back, { ipProtocol: "tcp", fromPort: 443, toPort: 443 }, front),
            rule("Ingress", back, { ipProtocol: "tcp", fromPort: 80, toPort: 80 }, front),
            rule("Egress", front, { ipProtocol: "tcp", fromPort: 443, toPort: 443 }, back)), ["alb > db: 80, 443"]);
    });

    it("names ranges of addresses and of ports, and protocols", () => {
        assert.deepEqual(find(front, alb,
            rule("Ingress", front, { ipProtocol: "tcp", fromPort: 80, toPort: 80, cidrIpv4: "0.0.0.0/0" }),
            rule("Ingress", front, { ipProtocol: "udp", fromPort: 1000, toPort: 2000, cidrIpv4: "10.0.0.0/8" }),
            rule("Egress", front, { ipProtocol: "-1", cidrIpv6: "::/0" }),
            rule("Egress", front, { ipProtocol: "tcp", fromPort: 443, toPort: 443, prefixListId: "pl-1" })), [
            "Internet > alb: 80", "10.0.0.0/8 > alb: 1000-2000 udp", "alb > Internet: all ports",
            "alb > a prefix list: 443"]);
    });

    it("reaches instances by the group of their launch template, and not the template", () => {
        const template = sketchDependent(
            "aws:ec2/launchTemplate:LaunchTemplate", "template", "vpcSecurityGroupIds", [back]);
        const asg = sketchDependent("aws:autoscaling/group:Group", "asg", "launchTemplate", [template]);
        assert.deepEqual(find(front, back, alb, template, asg,
            rule("Ingress", back, { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 }, front)), ["alb > asg: 8080"]);
    });

    it("is found in rules that are part of a group, and in rules of the older type", () => {
        const inline = group("inline", {
            ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, securityGroups: ["?"] },
                { protocol: "tcp", fromPort: 7000, toPort: 7001, self: true }],
            egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
        }, { ingress: [front] });
        const node = sketchDependent("aws:ec2/instance:Instance", "node", "vpcSecurityGroupIds", [inline]);
        const older = sketchResource("aws:ec2/securityGroupRule:SecurityGroupRule", "older", {
            inputs: { type: "ingress", protocol: "tcp", fromPort: 25, toPort: 25 },
            propertyDependencies: { securityGroupId: [inline.urn], sourceSecurityGroupId: [back.urn] },
        });
        assert.deepEqual(find(front, back, alb, db, inline, node, older).sort(), [
            "alb > node: 22", "db > node: 25", "node > Internet: all ports", "node > node: 7000-7001"]);
    });

    it("ends at the group itself if nothing is in it", () => {
        assert.deepEqual(find(front, back, db,
            rule("Ingress", back, { ipProtocol: "tcp", fromPort: 1, toPort: 1 }, front)), ["front > db: 1"]);
    });
});
