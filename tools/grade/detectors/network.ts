import type { Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import { type StackGraph, textsIn } from "../graph";
import { type Evidence, notDecidable, nothingToJudge } from "../verdict";

const subnetType = "ec2/subnet:Subnet";

/** Which tier each thing with subnets belongs into, and the inputs that name its subnets. */
const tiers: { types: string[]; inputs: string[]; title: string }[] = [
    {
        types: ["lb/loadBalancer:LoadBalancer", "alb/loadBalancer:LoadBalancer"],
        inputs: ["subnets", "subnetMappings"],
        title: "load balancer",
    },
    { types: ["autoscaling/group:Group"], inputs: ["vpcZoneIdentifiers"], title: "Auto Scaling group" },
    { types: ["ec2/instance:Instance"], inputs: ["subnetId"], title: "instance" },
    { types: ["rds/subnetGroup:SubnetGroup"], inputs: ["subnetIds"], title: "database" },
    { types: ["elasticache/subnetGroup:SubnetGroup"], inputs: ["subnetIds"], title: "cache" },
    { types: ["ecs/service:Service"], inputs: ["networkConfiguration"], title: "service" },
];

/** Load balancers for the internet outside of public subnets, and everything else inside of them. */
export async function findWrongTiers(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    const placed = graphs.flatMap(graph => tiers.flatMap(tier => graph.ofType(...tier.types)
        .map(resource => ({ graph, resource, tier }))));
    if (placed.length === 0) {
        nothingToJudge("nothing is in subnets");
    }
    const judged = placed.map(({ graph, resource, tier }) => ({
        graph, resource, tier, subnets: tier.inputs.flatMap(input => graph.refer(resource, input, subnetType)) }));
    if (judged.every(({ subnets }) => subnets.length === 0)) {
        notDecidable("the subnets are none of this stack's");
    }
    const wrong = judged.flatMap(({ graph, resource, tier, subnets }) => {
        const isPublic = tier.title === "load balancer" && resource.inputs.internal !== true;
        return subnets.filter(subnet => isPublicSubnet(graph, subnet) !== isPublic).map(subnet => ({
            what: `the ${tier.title} is in ${subnet.name}, a ${isPublic ? "private" : "public"} subnet`,
            where: graph.place(resource),
        }));
    });
    const open = graphs.flatMap(graph => graph.ofType("rds/instance:Instance", "rds/clusterInstance:ClusterInstance")
        .filter(({ inputs }) => inputs.publiclyAccessible === true)
        .map(resource => ({ what: "the database is publiclyAccessible", where: graph.place(resource) })));
    return [...wrong, ...open];
}

/** Whether a route leads from a subnet to an internet gateway. */
function isPublicSubnet(graph: StackGraph, subnet: Resource): boolean {
    const associated = graph.ofType("ec2/routeTableAssociation:RouteTableAssociation")
        .filter(association => graph.refer(association, "subnetId", subnetType).includes(subnet))
        .flatMap(association => graph.refer(association, "routeTableId"));
    const tables = associated.length > 0 ? associated : mainTables(graph, subnet);
    return tables.some(table => leadsToInternet(graph, table));
}

/** Tables of subnets that have none of their own. */
function mainTables(graph: StackGraph, subnet: Resource): Resource[] {
    const vpcs = graph.refer(subnet, "vpcId");
    return [
        ...graph.ofType("ec2/mainRouteTableAssociation:MainRouteTableAssociation")
            .filter(association => graph.refer(association, "vpcId").some(vpc => vpcs.includes(vpc)))
            .flatMap(association => graph.refer(association, "routeTableId")),
        ...graph.ofType("ec2/defaultRouteTable:DefaultRouteTable")
            .filter(table => graph.refer(table, "defaultRouteTableId").some(vpc => vpcs.includes(vpc))),
    ];
}

const gatewayType = "ec2/internetGateway:InternetGateway";

function leadsToInternet(graph: StackGraph, table: Resource): boolean {
    const routes = graph.ofType("ec2/route:Route")
        .filter(route => graph.refer(route, "routeTableId").includes(table));
    return graph.refer(table, "routes", gatewayType).length > 0
        || routes.some(route => textsIn(route.inputs.destinationCidrBlock).includes("0.0.0.0/0")
            && graph.refer(route, "gatewayId", gatewayType).length > 0);
}
