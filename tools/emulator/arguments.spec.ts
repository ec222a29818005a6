import assert from "node:assert/strict";
import { temporaryProject } from "../host/temporary-project";
import { parseArguments } from "./arguments";

describe("arguments of npm start", () => {
    const project = (scripts = {}) => temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: nodejs }",
        "Pulumi.dev.yaml": "",
        "Pulumi.prod.yaml": "",
        "Pulumi.test.yaml": "",
        "package.json": JSON.stringify({ scripts }),
    });

    it("mean all environments and no more, where nothing is said", () => {
        const projectDir = project();
        assert.deepEqual(parseArguments(["--project", projectDir]), {
            projectDir, stacks: ["dev", "prod"], purpose: undefined });
    });

    it("name stacks, and what to do with them", () => {
        const projectDir = project({ "test:integration": "mocha" });
        assert.deepEqual(parseArguments(["test", "--keep", "--project", projectDir, "dev"]), {
            projectDir, stacks: ["test", "dev"], purpose: "keep" });
        assert.equal(parseArguments(["--test", "--project", projectDir])?.purpose, "test");
    });

    it("may ask for help", () => {
        assert.equal(parseArguments(["--help", "nowhere"]), undefined);
    });

    for (const [args, message] of [
        [["nowhere"], /^there is no stack "nowhere", for lack of Pulumi\.nowhere\.yaml: there are dev, prod, test$/],
        [["dev", "prod", "dev"], /^stacks must be named once, got dev more than once$/],
        [["--kep"], /^Unknown option '--kep'.*\nusage: npm start -- \[--keep \| --test( \| --faults)?\] \[--project /],
        [["--keep", "--test"], /^--keep, --test(, --faults)? exclude each other\nusage: /],
        [["--test"], /^--test needs a script "test:integration" in \/.*package\.json$/],
    ] as const) {
        it(`are refused when they are ${args.join(" ")}`, () => {
            assert.throws(() => parseArguments(["--project", project(), ...args]), { exitCode: 2, message });
        });
    }
});
