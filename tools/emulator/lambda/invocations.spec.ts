import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import type { Answer, FunctionRuntime } from "./function-runtime";
import { type Invocations, serveInvocations } from "./invocations";

const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:jobs";

describe("invocations", () => {
    let invocations: Invocations | undefined;
    afterEach(() => invocations?.close());

    /** Serves functions that answer like this, and returns a way to invoke them. */
    const serve = async (run: (event: unknown, arn: string) => Promise<Answer>, mostAtOnce = 2) => {
        const runtimeOf = (arn: string) =>
            ({ invoke: (event: unknown) => run(event, arn) }) as unknown as FunctionRuntime;
        const { url } = invocations = await serveInvocations(runtimeOf, mostAtOnce);
        return async (event: unknown) => {
            const response = await fetch(`${url}${encodeURIComponent(functionArn)}`, {
                method: "POST", body: JSON.stringify(event) });
            return await response.json() as unknown;
        };
    };

    it("run the function that is named, with the event", async () => {
        const invoke = await serve((event, arn) => Promise.resolve({ result: { event, arn } }));
        assert.deepEqual(await invoke({ key: "value" }), {
            failed: false, payload: { event: { key: "value" }, arn: functionArn } });
    });

    it("answer null where a function returns nothing", async () => {
        const invoke = await serve(() => Promise.resolve({ result: undefined }));
        assert.deepEqual(await invoke({}), { failed: false, payload: null });
    });

    it("name type and message of what a function throws", async () => {
        const invoke = await serve(() => Promise.resolve({ error: "TypeError: no\nfunction" }));
        assert.deepEqual(await invoke({}), {
            failed: true, payload: { errorType: "TypeError", errorMessage: "no\nfunction" } });
    });

    it("fail where the function can't be run, and go on", async () => {
        let error: Error | undefined = new Error("no such function");
        const invoke = await serve(() => error ? Promise.reject(error) : Promise.resolve({ result: 1 }), 1);
        assert.deepEqual(await invoke({}), {
            failed: true, payload: { errorType: "Error", errorMessage: "no such function" } });
        error = undefined;
        assert.deepEqual(await invoke({}), { failed: false, payload: 1 });
    });

    it("run no more at once than they should", async () => {
        let [running, most] = [0, 0];
        const invoke = await serve(async event => {
            most = Math.max(most, ++running);
            await setTimeout(20);
            running--;
            return { result: event };
        });
        const answers = await Promise.all([1, 2, 3, 4, 5].map(invoke));
        assert.deepEqual(answers.map(answer => (answer as { payload: number }).payload), [1, 2, 3, 4, 5]);
        assert.equal(most, 2);
    });
});
