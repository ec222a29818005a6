import assert from "node:assert/strict";
import { outputs, setting, settings } from "./deployment";

describe("stack", () => {
    it("C3 exports the name of the stack it was made from", () => {
        assert.equal(outputs.stack, settings.stack);
    });

    it("H3 is the environment that its stack file names, in the region that it names", () => {
        assert.equal(outputs.environment, setting("environment"));
        assert.equal(outputs.region, settings.config["aws:region"]);
    });
});
