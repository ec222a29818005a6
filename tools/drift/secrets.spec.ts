import assert from "node:assert/strict";
import { secret } from "./event-log";
import { findSecrets, mask, parsePath, valueAt } from "./secrets";

describe("property paths", () => {
    const paths: [path: string, segments: (string | number)[]][] = [
        ["name", ["name"]],
        ["ingress[0].cidrBlocks[12]", ["ingress", 0, "cidrBlocks", 12]],
        ['tags["a.b"].c', ["tags", "a.b", "c"]],
        ['tags["0"]["say \\"no\\""]', ["tags", "0", 'say "no"']],
    ];
    for (const [path, segments] of paths) {
        it(`like ${path} are taken apart`, () => assert.deepEqual(parsePath(path), segments));
    }

    it("lead to values, or to nothing", () => {
        const value = { list: [{ "a.b": 1 }], none: null };
        assert.equal(valueAt(value, ["list", 0, "a.b"]), 1);
        assert.equal(valueAt(value, ["list", 1, "a.b"]), undefined);
        assert.equal(valueAt(value, ["none", "a"]), undefined);
    });
});

describe("secrets", () => {
    const state = {
        password: secret,
        environment: { variables: { TOKEN: secret, MODE: "fast" } },
        list: [{ name: "a", value: secret }, { name: "b" }],
        shown: "[secret]",
    };
    const secrets = findSecrets(state);
    const plain = {
        password: "hunter2",
        environment: { variables: { TOKEN: "hunter2", MODE: "slow" } },
        list: [{ name: "b" }, { name: "a", value: "hunter2" }],
        shown: "hunter2",
    };

    it("are masked where either state marks them, in lists at any index", () => {
        assert.deepEqual(mask({ ...plain, __defaults: [] }, [], secrets), {
            password: "[secret]",
            environment: { variables: { TOKEN: "[secret]", MODE: "slow" } },
            list: [{ name: "b" }, { name: "a", value: "[secret]" }],
            shown: "[secret]",
        });
    });

    it("are masked at and below their path", () => {
        assert.equal(mask("hunter2", ["password"], secrets), "[secret]");
        assert.equal(mask("hunter2", ["password", "old", 0], secrets), "[secret]");
        assert.deepEqual(mask({ TOKEN: "hunter2" }, ["environment", "variables"], secrets), { TOKEN: "[secret]" });
        assert.equal(mask("a", ["list", 7, "name"], secrets), "a");
    });
});
