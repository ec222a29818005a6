import assert from "node:assert/strict";
import type { Clients } from "../host/clients";
import type { Fault } from "./fault";
import { inflictAll } from "./inflict";

describe("faults", () => {
    /** A deployment that is a set of what is wrong with it, and tests that notice all but what they overlook. */
    const setUp = (names: string[], { overlook = [] as string[], passed = 1, mends = true } = {}) => {
        const wrong = new Set<string>();
        const printed: string[] = [];
        const faults: Fault<object>[] = names.map(name => ({
            name,
            impossible: () => name === "impossible" && "needs more",
            inflict: () => {
                wrong.add(name);
                return Promise.resolve(() => Promise.resolve(mends && wrong.delete(name)));
            },
        }));
        const runTests = () => Promise.resolve({ passed, failed: [...wrong].filter(name => !overlook.includes(name)) });
        return {
            wrong, printed,
            exitCode: () => inflictAll(
                faults, { clients: {} as Clients, outputs: {} }, runTests, line => printed.push(line)),
        };
    };

    it("are green when the tests notice each of them", async () => {
        const { exitCode, printed, wrong } = setUp(["a", "b"]);
        assert.equal(await exitCode(), 0);
        assert.deepEqual(printed, [
            "  caught    a", '            by "a"', "  caught    b", '            by "b"', "", "  2 passing"]);
        assert.equal(wrong.size, 0);
    });

    it("are red when the tests miss one", async () => {
        const { exitCode, printed } = setUp(["a", "b"], { overlook: ["b"] });
        assert.equal(await exitCode(), 1);
        assert.deepEqual(printed.slice(2), ["  MISSED    b", "", "  1 passing", "  1 failing"]);
    });

    it("are left out where they are impossible, with the reason", async () => {
        const { exitCode, printed } = setUp(["a", "impossible"]);
        assert.equal(await exitCode(), 0);
        assert.deepEqual(printed.slice(2), ["  left out  impossible: needs more", "", "  1 passing", "  1 pending"]);
    });

    it("are red when there is none that can be inflicted", async () => {
        assert.equal(await setUp(["impossible"]).exitCode(), 1);
    });

    it("are refused when the tests fail beforehand, or hold no test", async () => {
        const broken = setUp(["a"]);
        broken.wrong.add("x");
        await assert.rejects(broken.exitCode(), {
            exitCode: 1, message: "integration tests fail before the first fault: x" });
        await assert.rejects(setUp(["a"], { passed: 0 }).exitCode(), {
            exitCode: 1, message: "no integration test passes before the first fault" });
    });

    it("are named when they can't be inflicted", async () => {
        const fault: Fault<object> = { name: "a", inflict: () => Promise.reject(new Error("no such bucket")) };
        const run = inflictAll([fault], { clients: {} as Clients, outputs: {} },
            () => Promise.resolve({ passed: 1, failed: [] }), () => undefined);
        await assert.rejects(run, { exitCode: 2, message: "a: can't be inflicted: Error: no such bucket" });
    });

    it("end at one that is not mended", async () => {
        await assert.rejects(setUp(["a", "b"], { mends: false }).exitCode(), {
            exitCode: 1, message: "integration tests fail after mending: a: a" });
    });
});
