import assert from "node:assert/strict";
import { temporaryProject } from "../host/temporary-project";
import { accountsOf } from "./accounts";

describe("accounts of stacks", () => {
    const sharing = temporaryProject({});
    const separate = temporaryProject({ "package.json": '{"emulator":{"accountPerStack":true}}' });
    const stacks = ["dev", "staging"];

    it("are the default one for all", () => {
        assert.deepEqual(accountsOf(sharing, stacks), {});
    });

    it("are one each where the project asks for it, and the default one for the first", () => {
        assert.deepEqual(accountsOf(separate, stacks), { dev: "123456789012", staging: "123456789013" });
    });
});
