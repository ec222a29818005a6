import assert from "node:assert/strict";
import { readEnvironment } from "../../service/environment";

describe("environment", () => {
    it("is read", () => {
        assert.deepEqual(readEnvironment({ PORT: "8080", RULES_TABLE: "rules" }), { port: 8080, table: "rules" });
    });

    it("is refused where a variable is missing or empty", () => {
        assert.throws(() => readEnvironment({ PORT: "" }), { message: "the environment lacks PORT, RULES_TABLE" });
        assert.throws(() => readEnvironment({ PORT: "1" }), { message: "the environment lacks RULES_TABLE" });
    });
});
