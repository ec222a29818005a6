import assert from "node:assert/strict";
import { resolve } from "node:path";
import { temporaryProject } from "../../tests/support/project";
import { UserError } from "./command";
import { allStacks, readSettings } from "./settings";

const schema = `
name: shop
runtime: { name: nodejs, options: { tsconfig: tsconfig.pulumi.json, nodeargs: --trace-warnings --no-deprecation } }
config:
  name: { type: string }
  version: { type: string, default: "01" }
  size: { type: integer, default: 1 }
  big: { type: boolean, default: false }
  zones: { type: array, items: { type: string }, default: [a, b] }
  tags: { type: object, default: {} }
  aws:maxRetries: { value: 3 }
  pulumi:tags: { value: { pulumi:template: shop } }
`;

describe("settings", () => {
    const read = (config: string, project = schema) => {
        const directory = temporaryProject({ "Pulumi.yaml": project, "Pulumi.dev.yaml": config });
        return readSettings(directory, "dev");
    };
    const problem = (config: string, project?: string): string => {
        try {
            read(config, project);
        } catch (error) {
            assert(error instanceof UserError);
            return error.message;
        }
        throw new Error("no problem was found");
    };

    it("hands on what the CLI hands on: namespaced keys and texts, defaults where the stack is silent", () => {
        const settings = read("config: { name: x, size: 2, zones: [c], tags: { a: b }, aws:region: us-east-1 }");
        assert.deepEqual(settings.config, {
            "shop:name": "x",
            "shop:version": "01",
            "shop:size": "2",
            "shop:big": "false",
            "shop:zones": '["c"]',
            "shop:tags": '{"a":"b"}',
            "aws:maxRetries": "3",
            "aws:region": "us-east-1",
            "pulumi:tags": '{"pulumi:template":"shop"}',
        });
        assert.equal(settings.project, "shop");
        assert.equal(settings.stack, "dev");
        assert.equal(settings.tsconfig, "tsconfig.pulumi.json");
        assert.deepEqual(settings.nodeArgs, ["--trace-warnings", "--no-deprecation"]);
        assert.deepEqual(settings.secretKeys, []);
    });

    it("D5 takes keys with the project's namespace too, as `pulumi config set` writes them", () => {
        const { config } = read('encryptionsalt: "v1:x"\nconfig: { shop:name: x, shop:size: "2", shop:big: "true" }');
        assert.equal(config["shop:name"], "x");
        assert.equal(config["shop:size"], "2");
        assert.equal(config["shop:big"], "true");
    });

    it("leaves undeclared keys for the program to judge", () => {
        const { config } = read("config: { name: x, naem: y, other:name: z }");
        assert.equal(config["shop:naem"], "y");
        assert.equal(config["other:name"], "z");
    });

    it("puts a stand-in where a secret is encrypted, or something inside it", () => {
        const { config, secretKeys } = read("config: { name: { secure: v1:abc }, other:keys: [{ secure: v1:abc }] }");
        assert.equal(config["shop:name"], "[secret]");
        assert.equal(config["other:keys"], "[secret]");
        assert.deepEqual(secretKeys, ["shop:name", "other:keys"]);
    });

    it("C13 lists all values of a wrong type, and what is required but missing", () => {
        assert.equal(problem("config: { version: 01, size: two, big: 1, zones: a, tags: [a] }"), [
            "Pulumi.dev.yaml is not right:",
            "  shop:name is required",
            "  shop:version must be of type string, got 1 (without quotes, YAML takes it for something else)",
            '  shop:size must be of type integer, got "two"',
            "  shop:big must be of type boolean, got 1",
            '  shop:zones must be of type array, got "a"',
            '  shop:tags must be of type object, got ["a"]',
        ].join("\n"));
    });

    it("takes an empty stack file for one without configuration", () => {
        assert.equal(problem(""), "Pulumi.dev.yaml is not right:\n  shop:name is required");
    });

    it("names a file that is not YAML, and the place", () => {
        assert.match(problem("config: [a"), /Pulumi\.dev\.yaml is not valid YAML: .* at line 1/);
    });

    it("names a stack that isn't there, and those that are", () => {
        const directory = temporaryProject({ "Pulumi.yaml": schema, "Pulumi.dev.yaml": "", "Pulumi.other.yaml": "" });
        assert.throws(() => readSettings(directory, "prod"), {
            message: 'there is no stack "prod", for lack of Pulumi.prod.yaml: there are dev, other' });
    });

    it("names a missing Pulumi.yaml", () => {
        const directory = temporaryProject({});
        assert.throws(() => readSettings(directory, "dev"), { message: `there is no ${directory}/Pulumi.yaml` });
    });

    it("takes dev, staging and prod for all stacks, where there is one of them", () => {
        assert.deepEqual(allStacks(resolve(__dirname, "../..")), ["dev", "staging", "prod"]);
    });

    it("refuses a project without any stack file", () => {
        const directory = temporaryProject({ "Pulumi.yaml": schema });
        assert.throws(() => allStacks(directory), { message: /^there is no stack in .*, for lack of any Pulumi\.</ });
    });

    it("takes every stack file for all stacks, where there is none of them", () => {
        const directory = temporaryProject({ "Pulumi.yaml": schema, "Pulumi.b.yaml": "", "Pulumi.a.yaml": "" });
        assert.deepEqual(allStacks(directory), ["a", "b"]);
    });
});
