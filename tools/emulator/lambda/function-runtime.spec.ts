import { zipSync } from "fflate";
import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import type { Clients } from "../../host/clients";
import { FunctionRuntime } from "./function-runtime";
import { RuntimeFolder } from "./runtime-folder";

interface Deployed {
    /** The file index.js. */
    code: string;
    variables?: Record<string, string>;
    logFormat?: string;
    runtime?: string;
}

describe("runtime of a function", () => {
    const folder = new RuntimeFolder(__dirname);
    const runtimes: FunctionRuntime[] = [];
    after(async () => {
        await Promise.all(runtimes.map(runtime => runtime.stop()));
        folder.remove();
    });

    /** A function in a stand-in for AWS, and what it logs. */
    function deploy(deployed: Deployed) {
        const logged: string[] = [];
        const children = new Set<ChildProcess>();
        const stop = new AbortController();
        const zip = () => zipSync({ "index.js": Buffer.from(deployed.code) });
        const clients = {
            lambda: {
                getFunction: () => Promise.resolve({
                    Code: { Location: "https://code.s3.eu-west-1.amazonaws.com/jobs" },
                    Configuration: {
                        FunctionName: "jobs",
                        Runtime: deployed.runtime ?? "nodejs22.x",
                        Handler: "index.handler",
                        Timeout: 1,
                        CodeSha256: createHash("sha256").update(deployed.code).digest("base64"),
                        Environment: { Variables: deployed.variables },
                        LoggingConfig: { LogFormat: deployed.logFormat ?? "JSON", LogGroup: "group" },
                    },
                }),
            },
            s3: {
                getObject: (at: object) => {
                    assert.deepEqual(at, { Bucket: "code", Key: "jobs" });
                    return Promise.resolve({ Body: { transformToByteArray: () => Promise.resolve(zip()) } });
                },
            },
            logs: {
                createLogGroup: () => Promise.resolve(),
                createLogStream: () => Promise.resolve(),
                putLogEvents: ({ logEvents }: { logEvents: { message: string }[] }) => {
                    logged.push(...logEvents.map(({ message }) => message));
                    return Promise.resolve();
                },
            },
        };
        const runtime = new FunctionRuntime("arn:aws:lambda:eu-west-1:123456789012:function:jobs", {
            endpoint: "http://127.0.0.1:1",
            clients: clients as unknown as Clients,
            folder,
            signal: stop.signal,
            onError: error => logged.push(String(error)),
            onEvent: child => children.add(child),
        });
        runtimes.push(runtime);
        return { runtime, logged, children, stop };
    }

    it("runs the code with the function's variables, those of Lambda, and none of this process", async () => {
        process.env.OF_THIS_PROCESS = "1";
        const { runtime } = deploy({
            code: "exports.handler = async event => ({ event, env: process.env })",
            variables: { TABLE_NAME: "t", AWS_ENDPOINT_URL: "https://elsewhere" },
        });
        const { result } = await runtime.invoke({ n: 1 }) as { result: { event: object; env: NodeJS.ProcessEnv } };
        assert.deepEqual(result.event, { n: 1 });
        const { TABLE_NAME, AWS_ENDPOINT_URL, AWS_REGION, AWS_LAMBDA_FUNCTION_NAME, OF_THIS_PROCESS } = result.env;
        assert.deepEqual({ TABLE_NAME, AWS_ENDPOINT_URL, AWS_REGION, AWS_LAMBDA_FUNCTION_NAME, OF_THIS_PROCESS }, {
            TABLE_NAME: "t",
            AWS_ENDPOINT_URL: "http://127.0.0.1:1",
            AWS_REGION: "eu-west-1",
            AWS_LAMBDA_FUNCTION_NAME: "jobs",
            OF_THIS_PROCESS: undefined,
        });
    });

    it("serves one event after the other in one process, and two at once in two", async () => {
        const { runtime, children } = deploy({ code: "exports.handler = async () => process.pid" });
        const first = await runtime.invoke({});
        assert.deepEqual(await runtime.invoke({}), first);
        assert.equal(children.size, 1);
        await Promise.all([runtime.invoke({}), runtime.invoke({})]);
        assert.equal(children.size, 2);
    });

    it("runs new code as soon as it is deployed", async () => {
        const deployed = { code: "exports.handler = async () => 1" };
        const { runtime } = deploy(deployed);
        assert.deepEqual(await runtime.invoke({}), { result: 1 });
        deployed.code = "exports.handler = async () => 2";
        assert.deepEqual(await runtime.invoke({}), { result: 2 });
    });

    it("finds the packages that Lambda has, and no other", async () => {
        const { runtime } = deploy({
            code: `exports.handler = async name => {
                try { return typeof require(name); } catch (error) { return error.code; }
            }`,
        });
        assert.deepEqual(await runtime.invoke("@aws-sdk/client-sqs"), { result: "object" });
        assert.deepEqual(await runtime.invoke("yaml"), { result: "MODULE_NOT_FOUND" });
    });

    it("ends a process that takes longer than the function's timeout, and says so in the log", async () => {
        const { runtime, logged } = deploy({ code: "exports.handler = () => new Promise(() => undefined)" });
        assert.deepEqual(await runtime.invoke({}), { error: "the process of the function ended with SIGKILL" });
        await runtime.stop();
        assert.match(logged.join("\n"), / Task timed out after 1\.00 seconds$/);
    });

    for (const [what, code, error, entry] of [
        ["throws", "exports.handler = async () => { throw new Error('no') }", "Error: no", /Invoke Error Error: no/],
        ["ends its process", "exports.handler = () => process.exit(3)",
            "the process of the function ended with 3", /^$/],
        ["does not load", "throw new Error('no')", "the function could not be started", /Init Error Error: no/],
        ["has no handler", "", "the function could not be started", /the function's code exports no handler/],
    ] as const) {
        it(`answers with an error if the function ${what}, and runs the next event`, async () => {
            const deployed: Deployed = { code };
            const { runtime, logged } = deploy(deployed);
            assert.deepEqual(await runtime.invoke({}), { error });
            deployed.code = "exports.handler = async () => 1";
            assert.deepEqual(await runtime.invoke({}), { result: 1 });
            await runtime.stop();
            assert.match(logged.join("\n"), entry);
        });
    }

    const talk = `exports.handler = async () => {
        console.debug("hidden"); console.info({ n: 1 }); console.warn("a\\nb"); console.error(new Error("no"));
    }`;

    it("logs in JSON, from the level on that is set", async () => {
        const { runtime, logged } = deploy({ code: talk });
        await runtime.invoke({});
        await runtime.stop();
        const entries = logged.map(line => JSON.parse(line) as { level: string; message: unknown; requestId: string });
        assert.deepEqual(entries.slice(0, 2).map(({ level, message }) => ({ level, message })), [
            { level: "INFO", message: { n: 1 } }, { level: "WARN", message: "a\nb" }]);
        assert.match(String(entries[2]?.message), /^Error: no\n/);
        assert.match(String(entries[0]?.requestId), /^[0-9a-f-]{36}$/);
    });

    it("logs in text, a line an entry", async () => {
        const { runtime, logged } = deploy({ code: talk, logFormat: "Text" });
        await runtime.invoke({});
        await runtime.stop();
        assert.equal(logged.length, 4);
        assert.match(String(logged[2]), /^\S+Z\t[0-9a-f-]{36}\tWARN\ta\rb$/);
    });

    it("starts no process once it is stopped", async () => {
        const { runtime, children, stop } = deploy({ code: "exports.handler = async () => 1" });
        const answer = runtime.invoke({});
        stop.abort();
        await assert.rejects(answer, { name: "AbortError" });
        assert.equal(children.size, 0);
    });

    it("refuses a runtime that is not Node.js", async () => {
        const { runtime } = deploy({ code: "", runtime: "python3.13" });
        await assert.rejects(runtime.invoke({}), {
            message: "jobs has the runtime python3.13: the emulator runs Node.js only" });
    });
});
