import assert from "node:assert/strict";
import type { Resource } from "../host/monitor";
import { compareResources, type Step } from "./compare";
import { type Sketch, sketchDependent, sketchResource } from "./sketch";

const stack = sketchResource("pulumi:pulumi:Stack", "shop-dev", { custom: false });
const [vpcType, subnetType, databaseType, bucketType] = [
    "aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:rds/instance:Instance", "aws:s3/bucket:Bucket"];
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

const component = (name: string, others: Sketch = {}) =>
    sketchResource("reference:index:Data", name, { of: stack, custom: false, ...others });

/** Steps as "kind name: changes". */
const tell = ({ kind, name, changes }: Step) => [`${kind} ${name}`, changes.map(({ input, effect, follows }) =>
    [input, effect === kind ? "" : effect, ...follows].filter(text => text !== "").join(" ")).join(", ")].filter(
    text => text !== "").join(": ");
const stepsOf = (before: Resource[], after: Resource[]) => compareResources(before, after).steps.map(tell);

describe("steps from one program to the next", () => {
    const vpc = (cidrBlock = "10.0.0.0/16") => sketchResource(vpcType, "vpc", { inputs: { cidrBlock } });
    const subnet = sketchDependent(subnetType, "subnet", "vpcId", [vpc()]);

    it("are none for the same program", () => {
        const { steps, unchanged, uncompared } = compareResources([stack, vpc(), subnet], [stack, vpc(), subnet]);
        assert.deepEqual([steps, unchanged], [[], 2]);
        assert.deepEqual(uncompared, [{ type: subnetType, name: "subnet", input: "vpcId" }]);
    });

    it("create what is new and delete what is gone, the newest first", () => {
        const [a, b] = ["a", "b"].map(name => sketchResource(vpcType, name)) as [Resource, Resource];
        assert.deepEqual(stepsOf([stack, a, b], [stack, vpc()]), ["create vpc", "delete b", "delete a"]);
    });

    it("replace what depends on a replaced resource by a replacing input, and update the rest", () => {
        const group = sketchDependent("aws:rds/subnetGroup:SubnetGroup", "group", "subnetIds", [subnet]);
        const database = sketchDependent(databaseType, "db", "dbSubnetGroupName", [group]);
        const all = [subnet, group, database];
        assert.deepEqual(stepsOf([vpc(), ...all], [vpc("10.1.0.0/16"), ...all]), [
            "replace vpc: cidrBlock", "replace subnet: vpcId vpc", "update group: subnetIds subnet"]);
    });

    it("tell what AWS refuses: a load balancer or database that would go to another VPC", () => {
        const [group, alb] = [["aws:rds/subnetGroup:SubnetGroup", "subnetIds"],
            ["aws:lb/loadBalancer:LoadBalancer", "subnets"]].map(([type = "", input = ""]) =>
            sketchDependent(type, "it", input, [subnet])) as [Resource, Resource];
        for (const resource of [group, alb]) {
            const { steps } = compareResources([vpc(), subnet, resource], [vpc("10.1.0.0/16"), subnet, resource]);
            assert.match(steps[2]?.refusal ?? "", /doesn't move it to another VPC \(.+#\d+\)/);
        }
        const zone = { ...subnet, inputs: { ...subnet.inputs, availabilityZone: "us-east-1a" } };
        assert.equal(compareResources([vpc(), subnet, group], [vpc(), zone, group]).steps[1]?.refusal, undefined);
    });

    it("don't follow from what a resource only waits for, nor where the value is known", () => {
        const waiting = sketchResource(subnetType, "waiting", { dependencies: [vpc().urn] });
        const known = sketchResource(subnetType, "known", {
            inputs: { cidrBlock: "10.0.0.0/24" }, propertyDependencies: { cidrBlock: [vpc().urn] } });
        assert.deepEqual(stepsOf([vpc(), waiting, known], [vpc("10.1.0.0/16"), waiting, known]), [
            "replace vpc: cidrBlock"]);
    });

    it("see an unknown value that comes from another resource than before", () => {
        const [a, b] = ["a", "b"].map(name => sketchResource(vpcType, name)) as [Resource, Resource];
        const from = (source: Resource) => [a, b, sketchDependent(subnetType, "subnet", "vpcId", [source])];
        assert.deepEqual(stepsOf(from(a), from(b)), ["replace subnet: vpcId"]);
    });

    it("see no change in the order of a set", () => {
        const database = (...vpcSecurityGroupIds: string[]) =>
            [sketchResource(databaseType, "db", { inputs: { vpcSecurityGroupIds } })];
        assert.deepEqual(stepsOf(database("a", "b"), database("b", "a")), []);
        assert.deepEqual(stepsOf(database("a", "b"), database("b", "c")), ["update db: vpcSecurityGroupIds"]);
    });

    it("update a group with its launch template, whose version is new each time", () => {
        const template = (imageId: string) => sketchResource(templateType, "template", { inputs: { imageId } });
        const group = sketchDependent("aws:autoscaling/group:Group", "group", "launchTemplate", [template("a")]);
        assert.deepEqual(stepsOf([template("a"), group], [template("b"), group]), [
            "update template: imageId", "update group: launchTemplate"]);
    });

    it("are unknown where no source tells, and so is what follows from them, but never a mere update", () => {
        const fleet = (name: string) => sketchResource("aws:gamelift/fleet:Fleet", "fleet", { inputs: { name } });
        const subnets = sketchDependent(subnetType, "subnet", "vpcId", [fleet("a")]);
        const group = sketchDependent("aws:rds/subnetGroup:SubnetGroup", "group", "subnetIds", [fleet("a")]);
        assert.deepEqual(stepsOf([fleet("a"), subnets, group], [fleet("b"), subnets, group]), [
            "unknown fleet: name", "unknown subnet: vpcId fleet", "update group: subnetIds fleet"]);
    });

    it("are unknown where the provider goes to another region", () => {
        const topic = (region: string) => [sketchResource("aws:sns/topic:Topic", "topic", { provider: { region } })];
        const steps = ["unknown topic: region of the provider"];
        assert.deepEqual(stepsOf(topic("us-east-1"), topic("eu-west-1")), steps);
        const other = sketchResource("aws:sns/topic:Topic", "topic");
        const regions = { before: "us-east-1", after: "eu-west-1" };
        assert.deepEqual(compareResources([other], [other], regions).steps.map(tell), steps);
        assert.deepEqual(compareResources(topic("us-east-1"), topic("us-east-1"), regions).steps, []);
    });

    it("are replacements where one input replaces for sure and another may", () => {
        const bucket = (inputs: object) => [sketchResource(bucketType, "bucket", { inputs: { ...inputs } })];
        assert.deepEqual(stepsOf(bucket({ objectLockEnabled: false, bucket: "a" }), bucket({
            objectLockEnabled: true, bucket: "b" })), ["replace bucket: objectLockEnabled unknown, bucket"]);
    });

    it("don't follow from what no stack manages", () => {
        const outside = sketchResource(vpcType, "outside");
        const inside = sketchDependent(subnetType, "subnet", "vpcId", [outside]);
        assert.deepEqual(stepsOf([inside], [inside]), []);
    });

    it("tell first, and by name, what may lose data", () => {
        const database = (dbName: string) => sketchResource(databaseType, "db", { inputs: { dbName } });
        const bucket = sketchResource(bucketType, "bucket");
        assert.deepEqual(stepsOf([vpc(), database("a"), bucket], [vpc("10.1.0.0/16"), database("b")]), [
            "replace db: dbName", "delete bucket", "replace vpc: cidrBlock"]);
        const locked = (objectLockEnabled: boolean) => ({ ...bucket, inputs: { objectLockEnabled } });
        assert.deepEqual(stepsOf([vpc(), locked(false)], [vpc("10.1.0.0/16"), locked(true)]), [
            "unknown bucket: objectLockEnabled", "replace vpc: cidrBlock"]);
    });
});

describe("options of resources", () => {
    const database = (dbName: string, options: Sketch["options"] = {}, others: Sketch = {}) =>
        sketchResource(databaseType, "db", { inputs: { dbName, tags: { a: dbName, b: "" } }, options, ...others });
    const stepOf = (before: Resource[], after: Resource[]) => {
        const [step, ...others] = compareResources(before, after).steps;
        assert(step !== undefined && others.length === 0, "one step");
        return step;
    };

    it("leave out changes that are ignored: an input, a part of it, or all", () => {
        const changed = (ignoreChanges: string[]) => stepsOf([database("a")], [database("b", { ignoreChanges })]);
        assert.deepEqual(changed(["dbName"]), ["update db: tags"]);
        assert.deepEqual(changed(["dbName", "tags.a"]), []);
        assert.deepEqual(changed(["dbName", "tags[\"b\"]"]), ["update db: tags"]);
        assert.deepEqual(changed(["*"]), []);
    });

    it("ignore parts of lists", () => {
        const blocks = (size: number, name: string) => sketchResource(templateType, "template", {
            inputs: { blockDeviceMappings: [{ name, size }] },
            options: { ignoreChanges: ["blockDeviceMappings[*].size"] },
        });
        assert.deepEqual(stepsOf([blocks(8, "a")], [blocks(9, "a")]), []);
        assert.deepEqual(stepsOf([blocks(8, "a")], [blocks(9, "b")]), ["update template: blockDeviceMappings"]);
    });

    it("replace on changes that would be updates: of an input, a part of it, or all", () => {
        const changed = (path: string) => stepsOf(
            [database("a", {}, { inputs: { tags: { a: "1", b: "" } } })],
            [database("a", { replaceOnChanges: [path] }, { inputs: { tags: { a: "2", b: "" } } })]);
        assert.deepEqual(changed("tags"), ["replace db: tags"]);
        assert.deepEqual(changed("tags.a"), ["replace db: tags"]);
        assert.deepEqual(changed("*"), ["replace db: tags"]);
        assert.deepEqual(changed("tags.b"), ["update db: tags"]);
    });

    it("replace on changes of what is not known yet", () => {
        const vpc = (name: string) => sketchResource(vpcType, name);
        const type = "aws:ec2/internetGateway:InternetGateway";
        const options = { replaceOnChanges: ["vpcId"] };
        const gateway = (source: Resource) =>
            [vpc("a"), vpc("b"), sketchDependent(type, "gateway", "vpcId", [source], { options })];
        assert.deepEqual(stepsOf(gateway(vpc("a")), gateway(vpc("b"))), ["replace gateway: vpcId"]);
    });

    it("tell whether a replacement deletes first", () => {
        assert(stepOf([database("a")], [database("b", { deleteBeforeReplace: true })]).deletedFirst);
        assert(!stepOf([database("a")], [database("b")]).deletedFirst);
    });

    it("refuse to replace or delete what is protected, but not to update it", () => {
        const held = database("a", { protect: true });
        const tagged = { inputs: { dbName: "a", tags: {} } };
        assert.deepEqual([
            stepOf([held], [database("b")]), stepOf([held], []), stepOf([held], [database("a", {}, tagged)]),
        ].map(({ refusal }) => refusal), ["it is protected", "it is protected", undefined]);
    });

    it("leave on AWS what is retained", () => {
        assert(stepOf([database("a", { retainOnDelete: true })], []).leftBehind);
    });

    it("don't delete what vanishes with something else", () => {
        const bucket = sketchResource(bucketType, "bucket");
        const policy = sketchResource("aws:s3/bucketPolicy:BucketPolicy", "policy", {
            options: { deletedWith: bucket.urn } });
        const { steps } = compareResources([bucket, policy], []);
        assert.deepEqual(steps.map(({ name, vanishesWith }) => [name, vanishesWith]), [
            ["bucket", undefined], ["policy", "bucket"]]);
        assert.equal(stepOf([bucket, policy], [bucket]).vanishesWith, undefined);
    });

    it("say nothing of components", () => {
        assert.deepEqual(stepsOf([component("a")], [component("b")]), []);
    });
});

describe("renamed resources", () => {
    const inside = (parent: Resource, name: string, options: Sketch["options"] = {}) =>
        sketchResource(bucketType, name, { of: parent, options });
    const old = component("old");
    const before = [stack, old, inside(old, "old-bucket"), inside(old, "fixed")];

    it("are deleted and created without an alias", () => {
        const renamed = component("new");
        assert.deepEqual(stepsOf(before, [stack, renamed, inside(renamed, "new-bucket"), inside(renamed, "fixed")]), [
            "delete old-bucket", "create new-bucket"]);
    });

    const aliases = {
        "the old name": { name: "old" },
        "the whole URN": old.urn,
        "name, type and parent": { name: "old", type: old.type, parent: stack.urn },
    };
    for (const [title, alias] of Object.entries(aliases)) {
        it(`stay with an alias of their component: ${title}`, () => {
            const renamed = component("new", { options: { aliases: [alias] } });
            assert.deepEqual(
                stepsOf(before, [stack, renamed, inside(renamed, "new-bucket"), inside(renamed, "fixed")]), []);
        });
    }

    it("stay if their component has another type", () => {
        const retyped = component("old", {
            type: "reference:index:Store", urn: old.urn.replace("Data", "Store"),
            options: { aliases: [{ type: old.type }] } });
        const children = ["old-bucket", "fixed"].map(name => inside(retyped, name));
        assert.deepEqual(stepsOf(before, [stack, retyped, ...children]), []);
    });

    it("stay if they are renamed in a component of another type", () => {
        const retyped = component("old", {
            type: "reference:index:Store", urn: old.urn.replace("Data", "Store"),
            options: { aliases: [{ type: old.type }] } });
        const renamed = inside(retyped, "other", { aliases: [{ name: "fixed" }] });
        assert.deepEqual(stepsOf([stack, old, inside(old, "fixed")], [stack, retyped, renamed]), []);
    });

    it("stay if they go to another component, or out of all, with an alias", () => {
        const other = component("other");
        const moved = inside(other, "old-bucket", { aliases: [{ parent: old.urn }] });
        const out = inside(stack, "fixed", { aliases: [{ parent: old.urn }] });
        assert.deepEqual(stepsOf(before, [stack, old, other, moved, out]), []);
        assert.deepEqual(stepsOf([stack, out], [stack, old, inside(old, "fixed", { aliases: [{ parent: "" }] })]), []);
    });

    it("tell what they were, and what else has changed", () => {
        const bucket = sketchResource(bucketType, "bucket", {
            inputs: { forceDestroy: true }, options: { aliases: [{ name: "former" }] } });
        const [step] = compareResources([sketchResource(bucketType, "former")], [bucket]).steps;
        assert.deepEqual([step?.kind, step?.formerUrn], ["update", `urn:pulumi:dev::shop::${bucketType}::former`]);
    });

    it("change nothing in what depends on them", () => {
        const former = sketchResource(vpcType, "former");
        const vpc = sketchResource(vpcType, "vpc", { options: { aliases: [{ name: "former" }] } });
        const subnetIn = (source: Resource) => sketchDependent(subnetType, "subnet", "vpcId", [source]);
        assert.deepEqual(stepsOf([former, subnetIn(former)], [vpc, subnetIn(vpc)]), []);
    });

    it("are taken once: what has the name now is not what another was", () => {
        const [bucket, other] = [sketchResource(bucketType, "bucket"), sketchResource(bucketType, "other", {
            options: { aliases: [{ name: "bucket" }] } })];
        assert.deepEqual(stepsOf([bucket], [bucket, other]), ["create other"]);
    });
});
