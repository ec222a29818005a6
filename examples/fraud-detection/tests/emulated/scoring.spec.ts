import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { type Emulation, emulate } from "../../../../tests/emulated/emulator";
import { ServiceProcess } from "../support/service-process";

describe("scoring on the emulated AWS", function () {
    this.timeout(300_000);
    const projectDir = resolve(__dirname, "../..");
    let emulation: Emulation;
    let service: ServiceProcess;

    /** Starts the service as its image holds it, with what the deployed task definition tells it. */
    const startService = async () => {
        const { status, stderr } = spawnSync("npm", ["run", "build"], { cwd: projectDir, encoding: "utf8" });
        assert.equal(status, 0, stderr);
        const { taskDefinition } = await emulation.clients.ecs.describeTaskDefinition({
            taskDefinition: emulation.outputs.taskDefinitionArn });
        const variables = taskDefinition?.containerDefinitions?.[0]?.environment?.map(({ name = "", value = "" }) =>
            [name, value] as const) ?? [];
        return ServiceProcess.start({
            ...Object.fromEntries(variables), PORT: "0", AWS_ENDPOINT_URL: emulation.endpoint }, "dist/index.js");
    };

    before(async () => {
        emulation = await emulate({ projectDir, stack: "dev" });
        service = await startService();
    });
    after(async () => {
        service.process.kill("SIGKILL");
        await emulation.stop();
    });

    it("follows the rules of the deployed table", async () => {
        await emulation.clients.dynamodb.putItem({
            TableName: emulation.outputs.rulesTableName,
            Item: {
                ruleId: { S: "large" }, points: { N: "50" }, field: { S: "amount" }, above: { N: "1000" },
            },
        });
        const response = await fetch(`http://127.0.0.1:${service.port}/transactions`, {
            method: "POST",
            body: JSON.stringify({ id: "t-1", amount: 2500, currency: "EUR", country: "DE", merchant: "shop" }),
        });
        assert.equal(response.status, 200);
        assert.deepEqual(await response.json(), { id: "t-1", score: 50, decision: "review", rules: ["large"] });
    });

    it("is healthy, and ends by itself", async () => {
        assert.equal((await fetch(`http://127.0.0.1:${service.port}/health`)).status, 200);
        assert.equal(await service.stop(), 0);
    });
});
