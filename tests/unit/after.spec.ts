import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { after } from "../../lib/after";

class Thing extends pulumi.CustomResource {
    constructor(name: string, input?: pulumi.Output<string>) {
        super("test:index:Thing", name, { input });
    }
}

describe("after", () => {
    it("is the first value, and makes its users wait for the others", async () => {
        const done: string[] = [];
        const inputs: Record<string, unknown> = {};
        await pulumi.runtime.setMocks({
            newResource: async ({ name, inputs: { input } }) => {
                inputs[name] = input as unknown;
                await setTimeout(name === "slow" ? 100 : 0);
                done.push(name);
                return { id: `${name}-id`, state: {} };
            },
            call: () => ({}),
        });
        const [first, quick, slow] = [new Thing("first"), new Thing("quick"), new Thing("slow")];
        new Thing("user", after(first.id, quick.id, slow.id));
        await pulumi.runtime.disconnect();
        assert.deepEqual(done.slice(-2), ["slow", "user"]);
        assert.equal(inputs.user, "first-id");
    });
});
