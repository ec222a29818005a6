import assert from "node:assert/strict";
import type { Resource } from "../host/monitor";
import { drawMermaid } from "./mermaid";
import { sketchDependent, sketchResource } from "./sketch";
import type { StackPlan } from "./stack-plan";

const draw = (resources: Resource[]) => drawMermaid({ stack: "dev", region: "eu-west-1", resources } as StackPlan);

const vpc = sketchResource("aws:ec2/vpc:Vpc", "vpc", { inputs: { cidrBlock: "10.0.0.0/16" } });
const gateway = sketchDependent("aws:ec2/internetGateway:InternetGateway", "gateway", "vpcId", [vpc]);

/** A subnet with a default route to this gateway. */
function createSubnet(name: string, input: "gatewayId" | "natGatewayId", target: Resource): Resource[] {
    const subnet = sketchDependent("aws:ec2/subnet:Subnet", name, "vpcId", [vpc], {
        inputs: { availabilityZone: "eu-west-1a" } });
    const table = sketchDependent("aws:ec2/routeTable:RouteTable", `${name}-table`, "vpcId", [vpc]);
    const [association, route] = ["association", "route"].map(part => `${name}-${part}`) as [string, string];
    return [
        subnet, table,
        sketchResource("aws:ec2/routeTableAssociation:RouteTableAssociation", association, {
            propertyDependencies: { subnetId: [subnet.urn], routeTableId: [table.urn] } }),
        sketchResource("aws:ec2/route:Route", route, {
            inputs: { destinationCidrBlock: "0.0.0.0/0" },
            propertyDependencies: { routeTableId: [table.urn], [input]: [target.urn] } }),
    ];
}

/** A group, and a database in it that anybody may ask, and that may ask anybody. */
function createDatabase(subnet: Resource): Resource[] {
    const group = sketchDependent("aws:ec2/securityGroup:SecurityGroup", "group", "vpcId", [vpc]);
    const rule = (direction: "Ingress" | "Egress", port: number) => sketchDependent(
        `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`, direction, "securityGroupId", [group],
        { inputs: { fromPort: port, toPort: port, ipProtocol: "tcp", cidrIpv4: "0.0.0.0/0" } });
    const subnets = sketchDependent("aws:rds/subnetGroup:SubnetGroup", "subnets", "subnetIds", [subnet]);
    return [
        group, rule("Ingress", 5432), rule("Egress", 443), subnets,
        sketchResource("aws:rds/instance:Instance", "db\"1", {
            inputs: { engine: "postgres" },
            propertyDependencies: { dbSubnetGroupName: [subnets.urn], vpcSecurityGroupIds: [group.urn] } }),
    ];
}

describe("Mermaid flowchart", () => {
    const publicSubnet = createSubnet("public", "gatewayId", gateway);
    const nat = sketchDependent("aws:ec2/natGateway:NatGateway", "nat", "subnetId", publicSubnet.slice(0, 1));
    const privateSubnet = createSubnet("private", "natGatewayId", nat);
    const [subnet] = privateSubnet as [Resource];
    const resources = [
        vpc, gateway, ...publicSubnet, nat, ...privateSubnet, ...createDatabase(subnet),
        sketchResource("aws:s3/bucket:Bucket", "files"), sketchResource("aws:sqs/queue:Queue", "jobs")];

    it("draws what is in each tier, and what security groups let through on which way", () => {
        assert.deepEqual(draw(resources), [
            "flowchart LR",
            "    subgraph eu_west_1[\"eu-west-1\"]",
            "        subgraph vpc[\"VPC 10.0.0.0/16\"]",
            "            subgraph vpc_public[\"public subnets: eu-west-1a\"]",
            "                nat[\"NAT gateway<br>nat\"]",
            "            end",
            "            subgraph vpc_private[\"private subnets: eu-west-1a\"]",
            "                db_1[\"PostgreSQL database<br>db#quot;1\"]",
            "            end",
            "        end",
            "        eu_west_1_others[\"Bucket: files<br>Queue: jobs\"]",
            "    end",
            "    db_1 -- \"443\" --> nat",
            "    from_Internet((Internet)) -- \"5432\" --> db_1",
            "    nat --> to_Internet((Internet))",
        ]);
    });

    it("is the same whatever the order of registration", () => {
        assert.deepEqual(draw([...resources].reverse()), draw(resources));
    });

    it("names the component of each box", () => {
        const component = sketchResource("shop:index:NetworkComponent", "network", { custom: false });
        const inside = sketchDependent("aws:ec2/natGateway:NatGateway", "nat", "subnetId", publicSubnet.slice(0, 1), {
            of: component });
        const lines = draw([vpc, gateway, ...publicSubnet, component, inside,
            ...createSubnet("private", "natGatewayId", inside), ...createDatabase(subnet)]);
        assert(lines.includes("                nat[\"NAT gateway<br>nat<br>NetworkComponent\"]"), lines.join("\n"));
    });
});
