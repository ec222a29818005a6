import assert from "node:assert/strict";
import { readSettings, type StackSettings } from "../host/settings";
import { temporaryProject } from "../host/temporary-project";
import { drawSettings, listSettings, type Setting } from "./settings-in-force";

const pulumiYaml = `
name: shop
config:
  environmentSuffix: { type: string, default: "01" }
  size: { type: integer, default: 1 }
  password: { type: string }
`;

function read(stackFile: string): StackSettings {
    return readSettings(temporaryProject({ "Pulumi.yaml": pulumiYaml, "Pulumi.dev.yaml": stackFile }), "dev");
}

describe("settings in force", () => {
    let variable: string | undefined;
    beforeEach(() => (variable = process.env.ENVIRONMENT_SUFFIX));
    afterEach(() => {
        delete process.env.ENVIRONMENT_SUFFIX;
        Object.assign(process.env, variable === undefined ? {} : { ENVIRONMENT_SUFFIX: variable });
    });

    const list = (suffix: string): Setting[] => {
        process.env.ENVIRONMENT_SUFFIX = suffix;
        return listSettings(read("config: { shop:size: 2, password: { secure: x }, aws:region: us-east-1 }"));
    };

    it("come from the stack file or are defaults, and hide what is encrypted", () => {
        assert.deepEqual(list(""), [
            { key: "environmentSuffix", value: "01", origin: "default" },
            { key: "size", value: "2", origin: "stack file" },
            { key: "password", value: "[secret]", origin: "stack file" },
            { key: "aws:region", value: "us-east-1", origin: "stack file" },
        ]);
    });

    it("come from ENVIRONMENT_SUFFIX first, shown with what it wins over", () => {
        assert.deepEqual(list("pr7")[0], {
            key: "environmentSuffix", value: "pr7", origin: "environment variable",
            overridden: { value: "01", origin: "default" },
        });
        assert.deepEqual(drawSettings(list("pr7")).slice(0, 2), [
            "environmentSuffix  pr7        ENVIRONMENT_SUFFIX, instead of 01 (default)",
            "size               2          stack file",
        ]);
    });

    it("may be none", () => assert.deepEqual(drawSettings([]), []));
});
