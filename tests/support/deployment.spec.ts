import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { outputTypes } from "../../outputs";
import { temporaryProject } from "../../tools/host/temporary-project";

const complete = Object.fromEntries(Object.entries(outputTypes).map(([key, type]) =>
    [key, { string: key, number: 1, array: [] }[type]]));

describe("integration tests", () => {
    const run = async (
        content: string | undefined, endpoint = "http://127.0.0.1:1", file = join(temporaryProject({}), "outputs.json"),
    ) => {
        if (content !== undefined) {
            writeFileSync(file, content);
        }
        const mocha = require.resolve("mocha/bin/mocha.js");
        const child = spawn(process.execPath, [mocha, "--no-parallel", "tests/integration/stack.spec.ts"], {
            cwd: resolve(__dirname, "../.."),
            env: {
                ...process.env, OUTPUTS_FILE: file, AWS_ENDPOINT_URL: endpoint,
                AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_MAX_ATTEMPTS: "1",
            },
        });
        let printed = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.on("data", (text: Buffer) => {
                printed += text.toString();
            });
        }
        const [status] = await once(child, "close") as [number];
        return { status, printed: printed.trim() };
    };

    const cases: [what: string, content: string | undefined, message: RegExp][] = [
        ["have no outputs", undefined, /^there is no .*outputs\.json: "npm run outputs -- <stack>" writes .*$/],
        ["have an empty file of outputs", "", /^.*outputs\.json must hold a JSON object of outputs$/],
        ["have outputs of something else", '{"url": "x"}', /^.*outputs\.json holds none of this stack's outputs$/],
        ["have outputs without a region", JSON.stringify({ ...complete, stack: "dev", region: "" }),
            /^.*outputs\.json: region must not be empty$/],
        ["can't reach AWS", JSON.stringify({ ...complete, stack: "dev", region: "us-east-1" }),
            /^http:\/\/127\.0\.0\.1:1 does not answer as AWS does: .*ECONNREFUSED.*$/],
    ];
    for (const [what, content, message] of cases) {
        it(`H2 say in one sentence that they ${what}, and fail`, async () => {
            const { status, printed } = await run(content);
            assert.match(printed, message);
            assert.equal(status, 2);
        });
    }

    it("look into the project where OUTPUTS_FILE is empty", async () => {
        const { status, printed } = await run(undefined, undefined, "");
        assert.match(printed, /^there is no .*cfn-outputs\/flat-outputs\.json: |^\S+ does not answer as AWS does: /);
        assert.equal(status, 2);
    });

    it("H2 say in one sentence that the deployment is somewhere else, and fail", async () => {
        // Knows the caller, and nothing of any VPC.
        const server = createServer((request, response) => {
            request.setEncoding("utf8").on("data", (body: string) => {
                const known = body.includes("GetCallerIdentity");
                response.writeHead(known ? 200 : 400).end(known
                    ? "<R><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></R>"
                    : "<R><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>no</Message></Error></Errors></R>");
            });
        }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        try {
            const { status, printed } = await run(
                JSON.stringify({ ...complete, stack: "dev", region: "us-east-1" }), endpoint);
            assert.equal(printed, `stack dev is not deployed at ${endpoint}: InvalidVpcID.NotFound: no`);
            assert.equal(status, 2);
        } finally {
            server.close();
        }
    });
});
