import assert from "node:assert/strict";
import { previewProgram } from "../emulator/preview";
import type { Resource } from "../host/monitor";
import { readSettings } from "../host/settings";
import { temporaryProject } from "../host/temporary-project";
import { compareResources } from "./compare";
import { override } from "./sketch";

/** A network and a database in it, in the words of most programs, and each of them with what people change most. */
const source = `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const config = new pulumi.Config();
const name = part => part + "-" + config.require("suffix");
const zones = config.requireObject("zones");
const range = config.require("range");
const vpc = new aws.ec2.Vpc(name("vpc"), { cidrBlock: range + ".0.0/16" });
const subnets = zones.map(zone => new aws.ec2.Subnet(name("subnet-" + zone), {
    vpcId: vpc.id, availabilityZone: "us-east-1" + zone, cidrBlock: range + "." + zone.charCodeAt(0) + ".0/24" }));
const gateways = subnets.slice(0, config.get("nat") === "zonal" ? zones.length : 1).map((subnet, index) =>
    new aws.ec2.NatGateway(name("nat-" + zones[index]), { subnetId: subnet.id, connectivityType: "private" }));
zones.forEach((zone, index) => {
    const table = new aws.ec2.RouteTable(name("table-" + zone), { vpcId: vpc.id });
    new aws.ec2.Route(name("route-" + zone), { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: (gateways[index] ?? gateways[0]).id });
});
class Database extends pulumi.ComponentResource {
    constructor(title, opts) {
        super("shop:index:Database", title, {}, opts);
        const group = new aws.rds.SubnetGroup(name(title + "-subnets"), { subnetIds: subnets.map(({ id }) => id) },
            { parent: this });
        new aws.rds.Instance(name(title), {
            engine: "mysql", engineVersion: config.require("version"), instanceClass: config.require("class"),
            dbName: config.require("database"), username: config.require("user"), manageMasterUserPassword: true,
            allocatedStorage: 20, dbSubnetGroupName: group.name, skipFinalSnapshot: true,
        }, { parent: this });
    }
}
const alias = config.get("alias");
new Database(config.require("component"), { aliases: alias ? [{ name: alias }] : [] });
`;

const usual = {
    suffix: "01", range: "10.0", zones: "[\"a\",\"b\"]", nat: "single", version: "8.4", class: "db.t4g.micro",
    database: "app", user: "dbadmin", component: "db",
};

type Kind = "create" | "update" | "replace" | "unknown" | "delete";

const everything = [
    "db", "db-subnets", "nat-a", "route-a", "route-b", "subnet-a", "subnet-b", "table-a", "table-b", "vpc"];

/** What each change does, by names without suffix. */
const cases: [title: string, change: Record<string, string>, Partial<Record<Kind | "refused", string[]>>][] = [
    ["another suffix", { suffix: "02" }, {
        create: everything, delete: everything }],
    ["another range", { range: "10.9" }, {
        replace: ["nat-a", "route-a", "route-b", "subnet-a", "subnet-b", "table-a", "table-b", "vpc"],
        update: ["db-subnets"], refused: ["db-subnets"] }],
    ["another zone", { zones: "[\"a\",\"b\",\"c\"]" }, {
        create: ["route-c", "subnet-c", "table-c"], update: ["db-subnets"] }],
    ["a zone less", { zones: "[\"a\"]" }, { delete: ["route-b", "subnet-b", "table-b"], update: ["db-subnets"] }],
    ["another order of zones with one NAT gateway", { zones: "[\"b\",\"a\"]" }, {
        create: ["nat-b"], delete: ["nat-a"], update: ["route-a", "route-b"] }],
    ["a NAT gateway in each zone", { nat: "zonal" }, { create: ["nat-b"], update: ["route-b"] }],
    ["another class", { class: "db.t4g.small" }, { update: ["db"] }],
    ["another name of the database", { database: "shop" }, { replace: ["db"] }],
    ["another user", { user: "owner" }, { replace: ["db"] }],
    ["another major version", { version: "9.0" }, { update: ["db"] }],
    ["another name of the component", { component: "database" }, {
        create: ["database", "database-subnets"], delete: ["db", "db-subnets"] }],
    ["another name of the component, with an alias", { component: "database", alias: "db" }, {}],
];

describe("changes of a small program", function () {
    this.timeout(120_000);
    let projectDir: string;
    let former: Resource[];
    const preview = async (change: Record<string, string>) => (await previewProgram(
        override(readSettings(projectDir, "dev"), { ...usual, ...change }))).resources;

    before(async () => {
        projectDir = temporaryProject({
            "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
            "Pulumi.dev.yaml": "",
            "index.js": source,
        });
        former = await preview({});
    });

    for (const [title, change, expected] of cases) {
        it(`are right with ${title}`, async () => {
            const { steps } = compareResources(former, await preview(change));
            const names = (chosen: typeof steps) => chosen.map(({ name }) => name.replace(/-0\d$/, "")).sort();
            const kinds: Kind[] = ["create", "update", "replace", "unknown", "delete"];
            const found = Object.fromEntries(kinds.map(kind =>
                [kind, names(steps.filter(step => step.kind === kind))]));
            const refused = names(steps.filter(({ refusal }) => refusal !== undefined));
            const none = Object.fromEntries([...kinds, "refused"].map(kind => [kind, []]));
            assert.deepEqual({ ...found, refused }, { ...none, ...expected });
        });
    }
});
