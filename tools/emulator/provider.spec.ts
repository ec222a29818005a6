import assert from "node:assert/strict";
import { emulatorClients } from "./endpoint";
import { createProvider } from "./provider";

describe("emulator provider", () => {
    it("refuses an address that is not this machine's", () => {
        assert.throws(() => emulatorClients("https://ec2.us-east-1.amazonaws.com", "us-east-1"), {
            message: "the emulated AWS must be at 127.0.0.1, got https://ec2.us-east-1.amazonaws.com" });
    });

    it("names a function that it can't answer, and where to add it", async () => {
        const provider = createProvider({
            clientsOf: region => emulatorClients("http://127.0.0.1:1", region),
            region: "us-east-1",
            defaultTags: {},
            onCreated: () => undefined,
            lastError: () => "",
        });
        await assert.rejects(async () => provider.invoke("aws:ec2/getAmi:getAmi", {}), {
            exitCode: 2,
            message: "the emulator can't answer this function: teach it in tools/emulator/services/ec2.ts",
        });
    });
});
