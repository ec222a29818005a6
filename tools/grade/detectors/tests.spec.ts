import assert from "node:assert/strict";
import { findIn } from "../sketch";

const find = (item: string, text: string, path = "tests/a.spec.ts", more = {}) =>
    findIn(item, { files: { [path]: `${text}\n`, ...more } });

describe("placeholders", () => {
    for (const text of [
        'it("works", () => assert.equal(add(1, 2), 3));',
        'it("works", async () => { await assert.rejects(run()); });',
        'test("works", () => { expect(resource.name).toBe("vpc"); expect(resource).toBeDefined(); });',
        'it("works", done => { tags.apply(value => value ? done() : done(new Error("none"))); });',
        'it("works", async () => { if (await run() !== 1) throw new Error("other"); });',
    ]) {
        it(`are not ${text}`, async () => assert.deepEqual(await find("placeholders", text), []));
    }
    for (const [text, what] of [
        ['it("works", () => {});', "the test asserts nothing"],
        ['it("works", () => { new Vpc("a"); });', "the test asserts nothing"],
        ['it("works", () => { assert(true); });', "the test can't fail"],
        ['test("works", () => { expect(true).toBe(true); });', "the test can't fail"],
        ['test("works", () => { expect(stack).toBeDefined(); });', "the test asserts only that something is there"],
        ['it("works", () => { assert.equal(typeof run, "function"); });',
            "the test asserts only that something is there"],
    ] as const) {
        it(`D1 are ${text}`, async () => {
            assert.deepEqual(await find("placeholders", text), [`tests/a.spec.ts:1: ${what}`]);
        });
    }

    for (const path of ["a.tests.ts", "a_test.ts", "checks.js", "__tests__/a.ts"]) {
        it(`D1 are found in ${path}`, async () => {
            assert.deepEqual(await find("tests", 'it("works", () => {});', path), []);
            assert.deepEqual(await find("placeholders", 'it("works", () => {});', path),
                [`${path}:1: the test asserts nothing`]);
        });
    }

    it("F4 are Markdown", async () => {
        assert.deepEqual(await find("placeholders", '```ts\nit("works", () => assert.equal(a, 1));'),
            ["tests/a.spec.ts:1: Markdown in a test file"]);
    });

    it("can't be judged without tests", async () => {
        assert.equal(await find("placeholders", "", "a.ts"), "not shown: there are no tests");
        assert.deepEqual(await find("tests", "", "a.ts"), ["tests: there are no tests"]);
    });
});

describe("disabled tests", () => {
    for (const text of ['// it("works", () => {', 'it.skip("works", () => {});', 'xdescribe("all", () => {});',
        'describe.only("all", () => {});']) {
        it(`H1 are ${text}`, async () => assert.equal((await find("disabled-tests", text)).length, 1));
    }

    it("are not those that run", async () => {
        assert.deepEqual(await find("disabled-tests", '// A comment on it.\nit("works", () => assert(run()));'), []);
    });
});

describe("assertions", () => {
    const within = (body: string) => find("awaited-assertions", `it("works", ${body});`);

    it("H10 are waited for", async () => {
        assert.deepEqual(await within("() => { vpc.id.apply(id => assert.equal(id, 1)); }"),
            ["tests/a.spec.ts:1: no test waits for this assertion"]);
        assert.deepEqual(await within("done => { vpc.id.apply(id => { assert.equal(id, 1); done(); }); }"), []);
        assert.deepEqual(await within("async () => { assert.equal(await valueOf(vpc.id), 1); }"), []);
    });
});

describe("integration tests", () => {
    const path = "tests/integration/a.spec.ts";
    const real = 'import { EC2 } from "@aws-sdk/client-ec2";\nconst outputs = JSON.parse(read("flat-outputs.json"));';

    it("H2 read outputs and ask AWS", async () => {
        assert.deepEqual(await find("deployed-tests", real, path), []);
        assert.deepEqual(await find("deployed-tests", real, "tests/unit/a.spec.ts"),
            ["tests: no test reads the outputs of a deployment and asks AWS"]);
        assert.deepEqual(await find("deployed-tests", 'import { outputs, clients } from "./deployment";', path,
            { "tests/integration/deployment.ts": `${real}\n` }), []);
    });

    it("F5 use no mocks, and ask somebody", async () => {
        assert.deepEqual(await find("real-integration", real, path), []);
        assert.match(String(await find("real-integration", `${real}\npulumi.runtime.setMocks({});`, path)), /setMocks/);
        assert.match(String(await find("real-integration", 'it("works", () => {});', path)), /asks nobody/);
    });

    it("H11 ask for a VPC's DNS attributes where AWS has them", async () => {
        const wrong = "const read = async () => { const { Vpcs } = await ec2.describeVpcs({});\n"
            + "assert(Vpcs[0].EnableDnsSupport); };";
        const right = "const read = async () => { const answer = await ec2.describeVpcAttribute({});\n"
            + "assert(answer.EnableDnsSupport.Value); };";
        assert.deepEqual(await find("vpc-dns", wrong, path),
            [`${path}:2: EnableDnsSupport is not in the answer of DescribeVpcs`]);
        assert.deepEqual(await find("vpc-dns", right, path), []);
    });
});

describe("coverage", () => {
    const gate = { "package.json": '{"jest": {"coverageThreshold": {"global": {"lines": 90}}}}' };

    it("D2 fails the tests when it falls", async () => {
        assert.deepEqual(await find("coverage-gate", "", "a.ts", gate), []);
        assert.deepEqual(await find("coverage-gate", "", "a.ts", { ".c8rc.json": '{"check-coverage": true}' }), []);
        assert.equal((await find("coverage-gate", "", "a.ts")).length, 1);
        assert.equal(
            (await find("coverage-gate", "", "a.ts", { ".c8rc.json": '{"check-coverage": false}' })).length, 1);
    });

    it("F9 counts all code, and drift detectors have tests", async () => {
        const detector = "export const detect = () => [];";
        const spec = { "tests/drift.spec.ts": 'import { detect } from "../drift";\n' };
        assert.deepEqual(await find("counted-code", detector, "drift.ts", spec), []);
        assert.deepEqual(await find("counted-code", detector, "drift.ts"),
            ["drift.ts: no test runs the drift detector"]);
        const excluded = { ...spec, ".c8rc.json": '{"exclude": ["dri*.ts"]}' };
        assert.deepEqual(await find("counted-code", detector, "drift.ts", excluded),
            [".c8rc.json: drift.ts is left out of coverage"]);
        assert.deepEqual(await find("counted-code", "interface A {}", "drift.ts", excluded), []);
        assert.match(String(await find("counted-code", "/* c8 ignore next */", "a.ts")), /by a comment/);
    });
});
