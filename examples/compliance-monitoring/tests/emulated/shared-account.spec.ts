import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Emulation, emulate } from "../../../../tests/emulated/emulator";
import { root } from "../../../../tools/host/project";
import { temporaryProject } from "../../../../tools/host/temporary-project";

const example = resolve(__dirname, "../..");
const projectFile = readFileSync(join(example, "Pulumi.yaml"), "utf8").replace("../..", root);
const stackFile = (settings: string) => `config: { aws:region: us-east-1, ${settings} }`;

describe("two environments in one account", function () {
    this.timeout(300_000);
    const projectDir = temporaryProject({
        "Pulumi.yaml": projectFile,
        "Pulumi.first.yaml": stackFile("environment: first, recorder: create"),
        "Pulumi.second.yaml": stackFile("environment: second, recorder: create"),
        "Pulumi.adopting.yaml": stackFile("environment: second, recorder: adopt,"
            + " adoptedRecorder: compliance-monitoring-first-01,"
            + " adoptedDeliveryChannel: compliance-monitoring-first-01"),
        "Pulumi.mistaken.yaml": stackFile("environment: second, recorder: adopt"),
        "index.ts": `export * from ${JSON.stringify(join(example, "index"))};`,
    });
    let emulation: Emulation;

    before(async () => {
        emulation = await emulate({ projectDir, stack: "first" });
    });
    after(() => emulation.stop());

    const listRecorders = async () => {
        const { ConfigurationRecorders } = await emulation.clients.configService.describeConfigurationRecorders({});
        return ConfigurationRecorders;
    };

    it("M6 refuses a second recorder, by AWS's own error", async () => {
        await assert.rejects(emulation.deploy("second"), {
            message: /recorder-second-01: MaxNumberOfConfigurationRecordersExceededException: /,
        });
    });

    it("M6 refuses to adopt a recorder that does not exist", async () => {
        await assert.rejects(emulation.deploy("mistaken"), { message: /NoSuchConfigurationRecorderException: / });
    });

    it("M6 lets the second environment adopt the recorder of the first, and changes nothing of it", async () => {
        const before = await listRecorders();
        const outputs = await emulation.deploy("adopting");
        assert.deepEqual(await listRecorders(), before);
        for (const key of ["recorderName", "deliveryChannelName", "configBucketName"]) {
            assert.equal(outputs[key], emulation.outputs[key], key);
        }
        const { ConfigRules = [] } = await emulation.clients.configService.describeConfigRules({
            ConfigRuleNames: outputs.ruleNames as string[] });
        assert.equal(ConfigRules.length, 8);
    });
});
