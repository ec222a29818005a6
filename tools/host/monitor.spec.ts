import assert from "node:assert/strict";
import { provider, runSource as run } from "./small-program";
import type { Resource } from "./monitor";
import type { ProgramRun } from "./program";

const named = ({ resources }: ProgramRun, name: string): Resource => {
    const found = resources.find(resource => resource.name === name);
    assert(found, `no resource is named ${name}`);
    return found;
};

describe("monitor", () => {
    describe("of a program with many options", () => {
        let result: ProgramRun;
        before(async () => {
            result = await run(`
                const aliases = [{ name: "old" }, "urn:pulumi:dev::shop::a:b:C::older", { parent: undefined }];
                const options = resource("options", { text: "a" }, {
                    aliases, replaceOnChanges: ["text"], hideDiffs: ["text"],
                    customTimeouts: { create: "5m" }, additionalSecretOutputs: ["computed"], import: "vpc-1",
                });
                exports.hidden = options.computed;
                exports.overridden = resource("overridden", { text: "a" }).text;
                exports.reference = options;
                resource("holder", { custom: options, component: new Component("c") });
                exports.secretKeys = ["shop:key", "shop:hidden"].filter(pulumi.runtime.isConfigSecret);
            `, { provider: { ...provider, create: ({ name }) => Promise.resolve({
                id: `${name}-id`,
                state: name === "overridden" ? { text: "the provider's" } : { computed: "c" },
            }) } }, 'config: { key: "7", hidden: { secure: x } }');
        });

        it("records aliases, replacement, time limits, secrets and the id to import", () => {
            const { options } = named(result, "options");
            const { aliases, replaceOnChanges, hideDiffs, customTimeouts, additionalSecretOutputs } = options;
            const parent = result.resources[0]?.urn;
            assert.deepEqual(aliases, [
                { name: "old", parent }, "urn:pulumi:dev::shop::a:b:C::older", { parent: "" }]);
            assert.deepEqual({ replaceOnChanges, hideDiffs }, { replaceOnChanges: ["text"], hideDiffs: ["text"] });
            assert.deepEqual(customTimeouts, { create: "5m" });
            assert.deepEqual(additionalSecretOutputs, ["computed"]);
            assert.equal(options.import, "vpc-1");
        });

        it("makes a secret of what the program declares one", () => {
            assert.equal(result.outputs.hidden, "[secret]");
        });

        it("lets the provider's answer win over an input", () => {
            assert.equal(result.outputs.overridden, "the provider's");
            assert.equal(named(result, "overridden").state.text, "the provider's");
        });

        it("tells the program which keys of its configuration are secret", () => {
            assert.deepEqual(result.outputs.secretKeys, ["shop:hidden"]);
        });

        it("takes a resource among inputs for its id, and a component for its URN", () => {
            assert.deepEqual(named(result, "holder").inputs, {
                custom: "options-id", component: named(result, "c").urn });
        });
    });

    it("runs transforms of a resource, its parents and the stack, in this order, and of functions", async () => {
        const result = await run(`
            const add = letter => ({ props, opts, type }) => type === "test:index:Thing"
                ? { props: { ...props, text: props.text + letter }, opts: { ...opts, protect: true } } : undefined;
            pulumi.runtime.registerResourceTransform(add("s"));
            pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, more: 1 }, opts }));
            const parent = new pulumi.ComponentResource("test:index:Parent", "parent", {}, { transforms: [add("p")] });
            const child = resource("child", { text: "-" }, { parent, transforms: [add("c")] });
            resource("other", { text: "-" });
            exports.text = child.text;
            exports.answer = pulumi.runtime.invoke("test:index:ask", {});
        `);
        assert.equal(named(result, "child").inputs.text, "-cps");
        assert.equal(named(result, "child").options.protect, true);
        assert.equal(named(result, "other").inputs.text, "-s");
        assert.deepEqual(result.outputs, { text: "-cps", answer: { token: "test:index:ask", more: 1 } });
    });

    it("ends the program when a transform fails, in one sentence", async () => {
        await assert.rejects(run(`
            resource("a", {}, { transforms: [() => { throw new Error("no"); }] });
        `), { name: "Error", message: "test:index:Thing a: transform failed: Error: no" });
    });

    it("knows which inputs hold secrets", async () => {
        const result = await run(`
            resource("a", { text: "plain", one: pulumi.secret("x"), nested: { list: [pulumi.secret("y")] } });
        `);
        assert.deepEqual(named(result, "a").secretInputs.sort(), ["nested", "one"]);
        assert.deepEqual(named(result, "a").inputs.nested, { list: ["y"] });
    });

    it("hands on what explicit providers are given: to resources, functions, and below components", async () => {
        const asked: Record<string, unknown> = {};
        const result = await run(`
            class Provider extends pulumi.ProviderResource {
                constructor(name, region) { super("test", name, { region }); }
            }
            const [west, east] = [new Provider("west", "us-west-2"), new Provider("east", "us-east-2")];
            const component = new pulumi.ComponentResource("test:index:Two", "two", {}, { providers: { test: west } });
            resource("inherits", {}, { parent: component });
            resource("own", {}, { parent: component, provider: east });
            resource("none", {});
            pulumi.runtime.invoke("test:index:own", {}, { provider: east });
            pulumi.runtime.invoke("test:index:inherits", {}, { parent: component });
        `, { provider: { ...provider, invoke: (token, args, explicit) => {
            asked[token] = explicit;
            return Promise.resolve(args);
        } } });
        assert.deepEqual(named(result, "inherits").provider, { region: "us-west-2" });
        assert.deepEqual(named(result, "own").provider, { region: "us-east-2" });
        assert.equal(named(result, "none").provider, undefined);
        assert.deepEqual(asked, {
            "test:index:own": { region: "us-east-2" }, "test:index:inherits": { region: "us-west-2" } });
    });

    it("reads what exists and other stacks' outputs, apart from the stack's own resources", async () => {
        const result = await run(`
            class Thing extends pulumi.CustomResource {
                constructor(name, id) { super("test:index:Thing", name, { computed: undefined, tag: "t" }, { id }); }
            }
            const found = new Thing("found", "vpc-1");
            exports.id = found.id;
            exports.computed = found.computed;
            exports.other = new pulumi.StackReference("organization/network/dev").getOutput("vpcId");
        `, {
            stackOutputs: name => ({ vpcId: `vpc of ${name}` }),
            provider: { ...provider, read: (type, id, { inputs }) =>
                Promise.resolve({ computed: [type, id, inputs].map(part => JSON.stringify(part)).join() }) },
        });
        assert.deepEqual(result.outputs, {
            id: "vpc-1",
            computed: '"test:index:Thing","vpc-1",{"tag":"t"}',
            other: "vpc of organization/network/dev",
        });
        assert.deepEqual(result.existing.map(({ name, id }) => [name, id]), [
            ["found", "vpc-1"], ["organization/network/dev", "organization/network/dev"]]);
        assert.equal(result.resources.length, 1);
    });

    it("has a provider stand in for components of plugins", async () => {
        const { outputs, resources } = await run(`
            const vpc = new pulumi.ComponentResource("awsx:ec2:Vpc", "a", { vpcId: undefined, cidr: "10.0.0.0/16" }, {}, true);
            exports.ids = [vpc.vpcId, vpc.cidr];
        `, { provider: { ...provider, construct: ({ name }) => Promise.resolve({ vpcId: `${name}-vpc` }) } });
        assert.deepEqual(outputs, { ids: ["a-vpc", "10.0.0.0/16"] });
        assert.deepEqual(resources.map(({ custom }) => custom), [false, false]);
    });

    const refused: Record<string, [source: string, message: string]> = {
        "what exists": [
            'new pulumi.CustomResource("test:index:Thing", "a", {}, { id: "vpc-1" });',
            "test:index:Thing a: it reads vpc-1, which exists outside this stack and isn't known here",
        ],
        "another stack": [
            'new pulumi.StackReference("other");',
            "pulumi:pulumi:StackReference other: it reads other, which exists outside this stack and isn't known here",
        ],
        "a component of a plugin": [
            'new pulumi.ComponentResource("awsx:ec2:Vpc", "a", {}, {}, true);',
            "awsx:ec2:Vpc a: a component of a provider's plugin can be created by the Pulumi CLI only",
        ],
        "a method": [
            'pulumi.runtime.call("test:index:Thing/method", {});',
            "test:index:Thing/method: methods of resources aren't known here",
        ],
        "two resources with one URN": [
            'resource("a", {}); resource("a", {});',
            "test:index:Thing a: another resource has the same URN, urn:pulumi:dev::shop::test:index:Thing::a",
        ],
    };
    for (const [what, [source, message]] of Object.entries(refused)) {
        it(`refuses ${what} in one sentence with the resource's name`, async () => {
            await assert.rejects(run(source), { name: "Error", message, exitCode: 1 });
        });
    }

    it("answers methods of resources, where the provider does", async () => {
        const { outputs } = await run('exports.answer = pulumi.runtime.call("test:index:Thing/method", { a: 1 });', {
            provider: { ...provider, call: (token, args) => Promise.resolve({ token, ...args }) } });
        assert.deepEqual(outputs, { answer: { token: "test:index:Thing/method", a: 1 } });
    });
});
