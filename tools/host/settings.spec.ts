import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { temporaryProject } from "./temporary-project";
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
        assert.equal(settings.typescript, true);
        assert.deepEqual(settings.nodeArgs, ["--trace-warnings", "--no-deprecation"]);
        assert.deepEqual(settings.secretKeys, []);
    });

    it("tells defaults from what the stack file says, even where both have the same value", () => {
        const { origins } = read("config: { name: x, shop:size: 1, aws:region: us-east-1 }");
        const ofStackFile = Object.keys(origins).filter(key => origins[key] === "stack file");
        assert.deepEqual(ofStackFile, ["shop:name", "shop:size", "aws:region"]);
        assert.equal(origins["shop:version"], "default");
        assert.equal(origins["aws:maxRetries"], "default");
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

    it("warns that a secret can't be decrypted", () => {
        assert.deepEqual(read("config: { name: { secure: v1:abc } }").warnings, [
            'shop:name is encrypted and can\'t be decrypted here: the program gets "[secret]"',
        ]);
    });

    it("merges what YAML's merge keys name, as the CLI does", () => {
        const { config } = read("base: &base { name: x, size: 2 }\nconfig: { <<: *base, size: 3 }");
        assert.deepEqual([config["shop:name"], config["shop:size"]], ["x", "3"]);
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

    it("C13 speaks of quotes only where they are what is missing", () => {
        const name = (value: string) => problem(`config: { name: ${value} }`).replace(/^.*\n {2}/, "");
        assert.equal(name("1"), "shop:name must be of type string, got 1 (without quotes, YAML takes it for something"
        + " else)");
        assert.equal(name(""), "shop:name must be of type string, got null (YAML's word for no value)");
        assert.equal(name("[a]"), 'shop:name must be of type string, got ["a"]');
        assert.equal(name("{ a: b }"), 'shop:name must be of type string, got {"a":"b"}');
    });

    it("blames a wrong default, value or type on Pulumi.yaml, and what a stack says on its own file", () => {
        const project = [
            "name: shop", "config:", "  a: { type: integer, default: x }", "  b: { type: boolean, value: y }",
            "  c: { type: number }", "  d: { type: constructor }", "  e: { type: [string] }", "  f: { type: string }",
        ].join("\n");
        assert.equal(problem("config: { c: 1, d: 1, e: 1, f: 2 }", project), [
            "Pulumi.yaml is not right:",
            '  shop:c: type must be one of string, integer, boolean, array, object, got "number"',
            '  shop:d: type must be one of string, integer, boolean, array, object, got "constructor"',
            '  shop:e: type must be one of string, integer, boolean, array, object, got ["string"]',
            '  shop:a must be of type integer, got "x"',
            '  shop:b must be of type boolean, got "y"',
            "Pulumi.dev.yaml is not right:",
            "  shop:f must be of type string, got 2 (without quotes, YAML takes it for something else)",
        ].join("\n"));
        assert.match(problem("config: { a: z }", project), /dev\.yaml .*\n {2}shop:a must be of type integer, /);
    });

    it("refuses the same key with and without namespace", () => {
        assert.equal(problem("config: { name: x, shop:name: y }"),
            'Pulumi.dev.yaml is not right:\n  shop:name stands there twice, with and without "shop:"');
    });

    const names = [["", "null"], ["name: 5", "5"], ['name: "a b"', '"a b"'], ["name: [a]", '["a"]']] as const;
    for (const [name, got] of names) {
        it(`refuses a project with the name ${got}`, () => assert.equal(problem("", name),
            `Pulumi.yaml is not right:\n  name must be letters, digits and _.-, got ${got}`));
    }

    for (const [config, got] of [["hello", '"hello"'], ["[a]", '["a"]'], ["5", "5"]] as const) {
        it(`refuses \`config: ${config}\``, () => {
            assert.equal(problem(`config: ${config}`), [
                "Pulumi.dev.yaml is not right:",
                `  config must map keys to values, got ${got}`,
                "  shop:name is required",
            ].join("\n"));
        });
    }

    it("takes an empty stack file for one without configuration", () => {
        assert.equal(problem(""), "Pulumi.dev.yaml is not right:\n  shop:name is required");
    });

    it("names a file that is not YAML, and the place", () => {
        assert.match(problem("config: [a"), /Pulumi\.dev\.yaml is not valid YAML: .* at line 1/);
    });

    it("names an alias without anchor", () => {
        assert.match(problem("config: { name: *x }"),
            /dev\.yaml is not valid YAML: alias without anchor, \*x, at line 1, column 17$/);
    });

    for (const [content, got] of [["- a", '["a"]'], ["hello", '"hello"'], ["5", "5"]] as const) {
        it(`refuses a file that holds ${got}`, () => {
            assert(problem(content).endsWith(`/Pulumi.dev.yaml must map keys to values, got ${got}`));
        });
    }

    it("refuses UTF-16, and takes a byte-order mark of UTF-8", () => {
        const directory = temporaryProject({ "Pulumi.yaml": schema });
        const file = join(directory, "Pulumi.dev.yaml");
        writeFileSync(file, "\ufeffconfig: { name: x }", "utf16le");
        assert.throws(() => readSettings(directory, "dev"), { message: `${file} must be UTF-8 text` });
        writeFileSync(file, "config: { name: x }", "utf16le");
        assert.throws(() => readSettings(directory, "dev"), { message: `${file} must be UTF-8 text` });
        writeFileSync(file, "\ufeffconfig: { name: x }");
        assert.equal(readSettings(directory, "dev").config["shop:name"], "x");
    });

    it("refuses a folder in the place of a file, and a file that can't be read", () => {
        const directory = temporaryProject({ "Pulumi.yaml": schema });
        mkdirSync(join(directory, "Pulumi.dev.yaml"));
        assert.throws(() => readSettings(directory, "dev"), {
            message: `${directory}/Pulumi.dev.yaml must be a file, but is a folder` });
        const file = join(temporaryProject({ file: "" }), "file");
        assert.throws(() => readSettings(file, "dev"), { message: /^.*\/file\/Pulumi\.yaml can't be read: ENOTDIR/ });
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
