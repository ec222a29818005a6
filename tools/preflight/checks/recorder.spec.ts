import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { askFamily, createResource } from "./ask-family";
import { checkRecorder } from "./recorder";

const recorder = (name = "recorder", inputs: Record<string, unknown> = {}) =>
    createResource("cfg/recorder:Recorder", name, inputs);

const ask = async (
    resources: Resource[], existing: string[], config: Record<string, Record<string, string>> = { dev: {} },
) => {
    const found = await askFamily(checkRecorder, resources, { configService: {
        describeConfigurationRecorders: { ConfigurationRecorders: existing.map(name => ({ name })) },
        describeDeliveryChannels: { DeliveryChannels: existing.map(name => ({ name })) },
    } }, config);
    return Object.entries(found).map(([subject, { status, detail, remedy }]) => [
        subject, status, detail, ...remedy === undefined ? [] : [remedy]]);
};
const adopting = { "shop:recorder": "adopt" };

describe("check of AWS Config", () => {
    it("passes where a recorder and a channel are the first", async () => {
        const channel = createResource("cfg/deliveryChannel:DeliveryChannel", "channel", {});
        assert.deepEqual(await ask([recorder(), channel], []), [
            ["configuration recorder", "pass", "none is there yet"],
            ["delivery channel", "pass", "none is there yet"],
        ]);
    });

    for (const [name, resource] of [["default", recorder()], ["default", recorder("recorder", { name: "default" })],
        ["recorder-other", recorder()]] as const) {
        it(`M6 fails where the region has the recorder ${name} already, beside ${JSON.stringify(resource.inputs)}`,
            async () => {
                assert.deepEqual(await ask([resource], [name]), [["configuration recorder", "fail",
                    `the region has the configuration recorder ${name} already, and AWS allows one`,
                    "pulumi config set recorder adopt --stack dev"]]);
            });
    }

    for (const [existing, resource] of [
        ["recorder-0a1b2c3", recorder()], ["mine", recorder("recorder", { name: "mine" })]] as const) {
        it(`passes where ${existing} is the stack's own`, async () => {
            assert.deepEqual(await ask([resource], [existing]), [
                ["configuration recorder", "pass", `${existing} is the stack's own`]]);
        });
    }

    it("M6 fails where two stacks would create one", async () => {
        assert.deepEqual(await ask([recorder("dev/recorder"), recorder("prod/recorder")], []), [[
            "configuration recorder", "fail", "2 would be created, and AWS allows one configuration recorder",
            "pulumi config set recorder adopt --stack prod"]]);
    });

    it("M6 fails where there is nothing to adopt", async () => {
        assert.deepEqual(await ask([], [], { dev: adopting }), [
            ["configuration recorder to adopt", "fail", "the region has no configuration recorder",
                "pulumi config set recorder create"],
            ["delivery channel to adopt", "fail", "the region has no delivery channel",
                "pulumi config set recorder create"],
        ]);
    });

    it("passes where there is something to adopt, or will be", async () => {
        assert.deepEqual(await ask([], ["default"], { dev: adopting }), [
            ["configuration recorder to adopt", "pass", "default is there"],
            ["delivery channel to adopt", "pass", "default is there"],
        ]);
        assert.deepEqual((await ask([recorder("dev/recorder")], [], { dev: {}, prod: adopting }))[1], [
            "configuration recorder to adopt", "pass", "none is there until dev is deployed, which has to be first"]);
    });
});
