import assert from "node:assert/strict";
import { compareGraphs, type Side } from "./differences";
import { runSource } from "./small-program";

/** Runs a program of one environment, in a preview. */
async function preview(source: string): Promise<Side> {
    const provider = {
        create: () => Promise.resolve({ id: "", state: {} }),
        invoke: () => Promise.resolve({}),
    };
    const { resources, diagnostics } = await runSource(source, { dryRun: true, provider });
    assert.deepEqual(diagnostics, []);
    return { resources };
}

async function compare(first: string, second: string) {
    const [one, other] = await Promise.all([preview(first), preview(second)]);
    return compareGraphs(one, other).map(({ name, path, values }) => [name, path, ...values]);
}

describe("differences between environments", () => {
    it("are none between two runs of one program, in whatever order it registers", async () => {
        const lines = ["a", "b", "c"].map(name => `resource("${name}", { list: [1, { x: "y" }] });`);
        assert.deepEqual(await compare(lines.join("\n"), lines.reverse().join("\n")), []);
    });

    it("are resources that one of them has", async () => {
        assert.deepEqual(await compare('resource("a"); resource("b");', 'resource("b"); resource("c");'), [
            ["a", "", "a", undefined],
            ["c", "", undefined, "c"],
        ]);
    });

    it("are inputs, named by their paths: of objects, of lists of objects and of texts in JSON", async () => {
        const source = (size: number, more = "") => `resource("a", {
            plain: ${size}, same: 0, list: [1, ${size}], deep: { size: ${size} },
            items: [{ size: 0 }, { size: ${size} }${more}],
            policy: JSON.stringify({ Statement: [{ Sid: "a", Resource: ["x${size}"] }] }),
        });`;
        assert.deepEqual(await compare(source(1), source(2, ", { size: 3 }")), [
            ["a", "inputs.deep.size", 1, 2],
            ["a", "inputs.items[1].size", 1, 2],
            ["a", "inputs.items[2]", undefined, { size: 3 }],
            ["a", "inputs.list", [1, 1], [1, 2]],
            ["a", "inputs.plain", 1, 2],
            ["a", "inputs.policy.Statement[0].Resource", ["x1"], ["x2"]],
        ]);
    });

    it("are read in user data", async () => {
        const source = (text: string) =>
            `resource("a", { userData: Buffer.from("${text}").toString("base64"), other: "QQ==" });`;
        assert.deepEqual(await compare(source("one"), source("two")), [["a", "inputs.userData", "one", "two"]]);
        const plain = (text: string) => `resource("a", { userData: "${text}" });`;
        assert.deepEqual(await compare(plain("#!/bin/a"), plain("#!/bin/b")), [
            ["a", "inputs.userData", "#!/bin/a", "#!/bin/b"]]);
    });

    it("are options, parents and what is waited for", async () => {
        const rest = 'const [x, y] = ["x", "y"].map(name => resource(name));';
        const source = (options: string) => `${rest} resource("a", {}, ${options});`;
        const [first, second] = ["{ dependsOn: x }", "{ dependsOn: y, parent: x, protect: true }"].map(source);
        assert.deepEqual(await compare(first ?? "", second ?? ""), [
            ["a", "dependsOn", ["x"], ["y"]],
            ["a", "options.protect", false, true],
            ["a", "parent", "", "x"],
        ]);
    });

    it("are sources of what only a deployment knows, and values known in one of them", async () => {
        const source = (of: string) => `const [x, y] = ["x", "y"].map(name => resource(name));
            resource("a", { from: ${of}, same: x.computed, text: pulumi.interpolate\`to \${x.computed}\` });`;
        assert.deepEqual(await compare(source("x.computed"), source("y.computed")), [
            ["a", "inputs.from", "[known after deployment: x]", "[known after deployment: y]"]]);
        assert.deepEqual(await compare(source("x.computed"), source('"z"')), [
            ["a", "inputs.from", "[known after deployment: x]", "z"]]);
    });

    it("are found in each of those that have one name below different parents", async () => {
        const source = (size: number) => `
            new Component("c");
            class Other extends pulumi.ComponentResource {}
            const other = new Other("test:index:Other", "c");
            resource("inner", { text: "${size}" }, { parent: other });`;
        assert.deepEqual(await compare(source(1), source(2)), [["inner", "inputs.text", "1", "2"]]);
    });
});
