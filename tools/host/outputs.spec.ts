import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "./temporary-project";
import type { OutputsOf } from "../../lib/outputs";
import { readOutputs, writeOutputs } from "./outputs";

const outputTypes = {
    stack: "string",
    region: "string",
    vpcId: "string",
    publicSubnetIds: "array",
    privateSubnetIds: "array",
    natGatewayIds: "array",
    rdsPort: "number",
} as const;

/** A value for every key of the contract. */
const complete = Object.fromEntries(
    Object.entries(outputTypes).map(([key, type]) =>
        [key, { string: key, number: 3306, array: [`${key}-1`, `${key}-2`] }[type]]),
) as unknown as OutputsOf<typeof outputTypes>;

describe("outputs", () => {
    let directory: string;
    before(() => {
        directory = temporaryProject({});
    });
    const read = (content: unknown) => {
        const file = join(directory, "outputs.json");
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
        return readOutputs(file, outputTypes);
    };

    it("C4 are read as `pulumi stack output --json` writes them", () => {
        assert.deepEqual(read(complete), complete);
    });

    it("C4 are read with arrays flattened to JSON text", () => {
        const flat = Object.entries(complete).map(([key, value]) =>
            [key, Array.isArray(value) ? JSON.stringify(value) : value]);
        assert.deepEqual(read(Object.fromEntries(flat)), complete);
    });

    it("C4 are read with arrays flattened to comma lists", () => {
        const flat = Object.entries(complete).map(([key, value]) =>
            [key, Array.isArray(value) ? value.join(", ") : value]);
        assert.deepEqual(read(Object.fromEntries(flat)), complete);
    });

    for (const natGatewayIds of [[], "[]", ""]) {
        it(`C4 may have an empty list, as ${JSON.stringify(natGatewayIds)}`, () => {
            assert.deepEqual(read({ ...complete, natGatewayIds }).natGatewayIds, []);
        });
    }

    it("C4 are read with numbers flattened to texts", () => {
        assert.equal(read({ ...complete, rdsPort: "3306" }).rdsPort, 3306);
    });

    it("of other stacks may stand beside them", () => {
        assert.deepEqual(read({ ...complete, more: 1 }), complete);
    });

    it("C14 that are missing or wrong are named, all at once", () => {
        const { vpcId, ...rest } = complete;
        assert(vpcId);
        const wrong = { ...rest, region: 1, publicSubnetIds: "[1]", privateSubnetIds: "[", natGatewayIds: { a: 1 } };
        assert.throws(() => read(wrong), { exitCode: 1, message: [
            `${join(directory, "outputs.json")} doesn't hold this stack's outputs:`,
            "  region must be of type string, got 1",
            "  vpcId is missing",
            '  publicSubnetIds must be of type array, got "[1]"',
            '  privateSubnetIds must be of type array, got "["',
            '  natGatewayIds must be of type array, got {"a":1}',
        ].join("\n") });
    });

    it("are read from a file with a byte order mark", () => {
        assert.deepEqual(read(`\uFEFF${JSON.stringify(complete)}`), complete);
    });

    for (const content of ["", "[]", "null", "text"]) {
        it(`refuse a file that holds ${content || "nothing"}`, () => {
            assert.throws(() => read(content), { exitCode: 2, message: /must hold a JSON object of outputs$/ });
        });
    }

    it("refuse a file of something else in one sentence", () => {
        assert.throws(() => read({ other: 1 }), { exitCode: 1, message: /holds none of this stack.s outputs$/ });
    });

    it("say how to make a file that is not there", () => {
        assert.throws(() => readOutputs("nowhere.json", outputTypes), {
            exitCode: 2, message: /^there is no nowhere\.json: "npm run outputs/ });
    });

    it("are written into a new folder, and nothing beside them", () => {
        const folder = join(directory, "new");
        writeOutputs(join(folder, "flat-outputs.json"), { ...complete });
        assert.deepEqual(readdirSync(folder), ["flat-outputs.json"]);
        assert.deepEqual(JSON.parse(readFileSync(join(folder, "flat-outputs.json"), "utf8")), complete);
    });

    it("that can't be written are named, and leave no draft", () => {
        const folder = join(directory, "folder");
        mkdirSync(join(folder, "flat-outputs.json"), { recursive: true });
        assert.throws(() => writeOutputs(join(folder, "flat-outputs.json"), { a: 1 }), {
            exitCode: 2, message: /^can't write .*flat-outputs\.json: EISDIR/ });
        assert.deepEqual(readdirSync(folder), ["flat-outputs.json"]);
    });
});
