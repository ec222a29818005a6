import assert from "node:assert/strict";
import { previewProgram } from "../emulator/preview";
import type { Resource } from "../host/monitor";
import { root } from "../host/project";
import { allStacks, readSettings } from "../host/settings";
import { compareResources, type Step } from "./compare";
import { findEffect } from "./replacements";
import { override } from "./sketch";

const [firstStack = ""] = allStacks(root);
/** All that the changes are about, whatever the stack file says. */
const usual = {
    environment: "test", environmentSuffix: "01", vpcCidr: "10.1.0.0/16", zones: "[\"a\",\"b\"]", natStrategy: "single",
};
const preview = (config: Record<string, string>) => previewProgram(
    override(readSettings(root, firstStack), { ...usual, ...config }));

describe("changes of this program's settings", () => {
    const runs: Record<string, Resource[]> = {};
    const settingsOf: Record<string, Record<string, string>> = {
        before: {},
        suffix: { environmentSuffix: "02" },
        range: { vpcCidr: "10.9.0.0/16" },
        zone: { zones: "[\"a\",\"b\",\"c\"]" },
        order: { zones: "[\"b\",\"a\"]" },
        zonal: { natStrategy: "zonal" },
    };
    before(async function () {
        this.timeout(240_000);
        await Promise.all(Object.entries(settingsOf).map(async ([name, config]) => {
            runs[name] = (await preview(config)).resources;
        }));
    });

    const compare = (before: string | Resource[], after: string | Resource[]) => compareResources(
        ...[before, after].map(run => typeof run === "string" ? runs[run] ?? [] : run) as [Resource[], Resource[]]);
    const list = (steps: Step[], ...kinds: Step["kind"][]) => steps.filter(({ kind }) => kinds.includes(kind))
        .map(({ name }) => name.replace("-test-01", "")).sort();
    /** The program with other inputs of one type. */
    const change = (type: string, inputs: object) => (runs.before ?? []).map(resource =>
        resource.type === type ? { ...resource, inputs: { ...resource.inputs, ...inputs } } : resource);

    it("are none without a change, and no input that the program sets is strange to the table", () => {
        assert.deepEqual(compare("before", "before").steps, []);
        const strange = (runs.before ?? []).filter(({ type }) => type.startsWith("aws:")).flatMap(({ type, inputs }) =>
            Object.keys(inputs).filter(input => findEffect(type, input, {
                before: "1", after: "2", inputs: { before: inputs, after: inputs } }).effect === "unknown")
                .map(input => `${type} ${input}`));
        assert.deepEqual(strange, []);
    });

    it("delete all and create all with another suffix, and tell of database and buckets first", () => {
        const { steps, unchanged } = compare("before", "suffix");
        assert.equal(unchanged, 0);
        assert.deepEqual([...new Set(steps.map(({ kind }) => kind))].sort(), ["create", "delete"]);
        const told = steps.slice(0, 6).map(({ kind, name }) => `${kind} ${name}`);
        for (const name of ["db-test-01", "bucket-data-test-01", "bucket-logs-test-01"]) {
            assert(told.includes(`delete ${name}`), `${name} is not told first: ${told.join(", ")}`);
        }
    });

    it("replace the VPC and what is in it with another range, but for what AWS doesn't move to it", () => {
        const { steps } = compare("before", "range");
        const replaced = list(steps, "replace");
        for (const name of ["vpc", "public-subnet-a", "private-subnet-b", "tg", "app-security-group", "s3-endpoint"]) {
            assert(replaced.includes(name), `${name} is not replaced: ${replaced.join(", ")}`);
        }
        assert(!replaced.includes("db") && list(steps, "update").includes("db"));
        assert.deepEqual(list(steps, "unknown", "create", "delete"), []);
        assert.deepEqual(list(steps.filter(({ refusal }) => refusal !== undefined), "update"), ["alb", "db-subnets"]);
    });

    it("leave no resource as it is in another region", () => {
        const run = runs.before ?? [];
        const { unchanged } = compareResources(run, run, { before: "us-east-1", after: "eu-west-1" });
        assert.equal(unchanged, 0);
    });

    it("delete and create what is in a component of another class, but not with an alias", () => {
        const rename = (aliases: { type: string }[]) => (JSON.parse(JSON.stringify(runs.before).replaceAll(
            ":RdsComponent", ":DatabaseComponent")) as Resource[]).map(resource =>
            resource.type.endsWith(":DatabaseComponent")
                ? { ...resource, options: { ...resource.options, aliases } }
                : resource);
        const { steps } = compare("before", rename([]));
        assert.deepEqual(steps.slice(0, 1).map(({ kind, name }) => `${kind} ${name}`), ["delete db-test-01"]);
        assert.deepEqual(list(steps, "create"), list(steps, "delete"));
        assert.deepEqual(compare("before", rename([{ type: "reference:index:RdsComponent" }])).steps, []);
    });

    it("only add to what there is with another zone", () => {
        const { steps } = compare("before", "zone");
        assert.deepEqual(list(steps, "replace", "unknown", "delete"), []);
        assert.deepEqual(list(steps, "update"), ["alb", "asg", "db-subnets", "s3-endpoint"]);
        assert(list(steps, "create").includes("private-subnet-c"));
    });

    it("only take away with a zone less", () => {
        const { steps } = compare("zone", "before");
        assert.deepEqual(list(steps, "replace", "unknown", "create"), []);
        assert(list(steps, "delete").includes("private-subnet-c"));
    });

    it("add gateways with one for each zone, and take them away again", () => {
        const [more, fewer] = [compare("before", "zonal"), compare("zonal", "before")];
        assert.deepEqual(list(more.steps, "replace", "unknown", "delete"), []);
        assert.deepEqual(list(more.steps, "create"), list(fewer.steps, "delete"));
        assert(list(more.steps, "create").some(name => name.startsWith("nat-gateway")));
    });

    it("keep the addresses of subnets where zones only change places", () => {
        const { steps } = compare("before", "order");
        assert.deepEqual(list(steps, "replace", "unknown"), []);
        // The one gateway is in the first zone.
        assert.deepEqual([list(steps, "create"), list(steps, "delete"), list(steps, "update")], [
            ["nat-address-b", "nat-gateway-b"],
            ["nat-address-a", "nat-gateway-a"],
            ["private-default-route-a", "private-default-route-b"],
        ]);
    });

    it("update the database with another class or version, and replace it with another name or user", () => {
        const kinds = (inputs: object) => {
            const { steps } = compare("before", change("aws:rds/instance:Instance", inputs));
            return steps.filter(({ name }) => name.startsWith("db-test")).map(({ kind }) => kind);
        };
        assert.deepEqual(kinds({ instanceClass: "db.r8g.large" }), ["update"]);
        assert.deepEqual(kinds({ engineVersion: "9.0" }), ["update"]);
        assert.deepEqual(kinds({ dbName: "other" }), ["replace"]);
        assert.deepEqual(kinds({ username: "other" }), ["replace"]);
    });

    it("replace the database's parameters with another family, and only update the database", () => {
        const { steps } = compare("before", change("aws:rds/parameterGroup:ParameterGroup", { family: "mysql9.0" }));
        assert.deepEqual(steps.map(({ kind, name, changes }) => [kind, name, changes.map(({ input }) => input)]), [
            ["replace", "db-parameters-test-01", ["family"]],
            ["update", "db-test-01", ["parameterGroupName"]],
        ]);
    });
});
