import assert from "node:assert/strict";
import { temporaryProject } from "../../host/temporary-project";
import { parseSource } from "../sources";
import { type Change, listChanges } from "./changes";
import { orderChanges } from "./choose";

/** Changes of a file with this text, as "kind: text after the change". */
const changesOf = (text: string, isEntryPoint = false) => {
    const source = parseSource(temporaryProject({ "index.ts": text }), "index.ts");
    return listChanges(source, isEntryPoint).map(({ kind, start, end, replacement }) =>
        `${kind}: ${text.slice(0, start)}${replacement}${text.slice(end)}`);
};

describe("changes of a program", () => {
    for (const [kind, text, changed] of [
        ["flag", 'const a = new aws.A("a", { on: true });', 'const a = new aws.A("a", { on: false });'],
        ["number", 'const a = new A("a", { most: [{ of: 5 }] });', 'const a = new A("a", { most: [{ of: 6 }] });'],
        ["text", 'const a = new A(`a`, { is: "b" });', 'const a = new A(`a`, { is: "b-changed" });'],
        ["argument", "const a = new A(name, { tags: x, y });", "const a = new A(name, {  y });"],
        ["resource", 'new A("a");', ""],
    ] as const) {
        it(`turn ${text} into another ${kind}`, () =>
            assert(changesOf(text).includes(`${kind}: ${changed}`), changesOf(text).join("\n")));
    }

    it("negate conditions, but of complaints", () => {
        assert.deepEqual(changesOf('if (x) { throw new Error(); }\nconst a = y ? new A("a", {}) : z;'),
            ['condition: if (x) { throw new Error(); }\nconst a = !(y) ? new A("a", {}) : z;']);
    });

    it("exchange outputs", () => {
        const text = "export const one = vpc.one;\nexport const two = vpc.two;\n";
        assert.deepEqual(changesOf(text, true), ["output: export const one = vpc.two;\nexport const two = vpc.two;\n"]);
        assert.deepEqual(changesOf(text), []);
    });

    it("leave descriptions, other objects and functions among arguments alone", () => {
        assert.deepEqual(changesOf('new A("a", { description: "b", run: () => ({ c: 1 }) }).id;\nf({ on: true });\n')
            .filter(change => !change.startsWith("argument")), []);
    });
});

describe("order of changes", () => {
    const change = (path: string, kind: Change["kind"], start: number): Change =>
        ({ path, kind, start, end: start, where: "", what: "", replacement: "" });
    const changes = ["a.ts", "b.ts"].flatMap(path =>
        [change(path, "flag", 1), change(path, "flag", 2), change(path, "text", 3), change(path, "text", 4)]);

    it("begins with each file, and goes on with another kind", () => {
        const ordered = orderChanges(changes);
        assert.notEqual(ordered[0]?.path, ordered[1]?.path);
        assert.notEqual(ordered[0]?.kind, ordered[1]?.kind);
        assert.equal(new Set(ordered.slice(0, 4).map(({ path, kind }) => path + kind)).size, 4);
        assert.equal(new Set(ordered).size, changes.length);
    });

    it("is the same whatever the changes come in", () => {
        assert.deepEqual(orderChanges([...changes].reverse()), orderChanges(changes));
    });
});
