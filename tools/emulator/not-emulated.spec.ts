import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryProject } from "../host/temporary-project";
import { checkNotEmulated } from "./not-emulated";

describe("inputs that are not emulated", () => {
    const check = (list: string[] | undefined, ...deployments: { emulated?: string[]; notEmulated?: string[] }[]) => {
        const projectDir = temporaryProject({});
        mkdirSync(join(projectDir, "tests/integration"), { recursive: true });
        if (list) {
            writeFileSync(join(projectDir, "tests/integration/not-emulated.json"), JSON.stringify(list));
        }
        return checkNotEmulated(projectDir, deployments.map(({ emulated, notEmulated }) => ({
            emulated: new Set(emulated), notEmulated: new Set(notEmulated) })));
    };

    it("are all listed by the project", () => {
        assert.deepEqual(check(["a of T"], { emulated: ["b of T"], notEmulated: ["a of T"] }), []);
        assert.deepEqual(check(["a of T"], {}, { notEmulated: ["c of T", "a of T", "b of T"] }), [
            "b of T is not emulated, and not listed in tests/integration/not-emulated.json",
            "c of T is not emulated, and not listed in tests/integration/not-emulated.json",
        ]);
    });

    it("leave the list once they are emulated, but not because no stack has them", () => {
        assert.deepEqual(check(["a of T"], { emulated: ["b of T"] }), []);
        assert.deepEqual(check(["a of T"], { emulated: ["a of T"] }), [
            "a of T is listed in tests/integration/not-emulated.json, but emulated"]);
    });

    it("are no matter to a project without a list", () => {
        assert.deepEqual(check(undefined, { notEmulated: ["a of T"] }), []);
    });
});
