import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { clients, outputs, request } from "./deployment";

/** The function as it is deployed, invoked as API Gateway does. */
describe("function", function () {
    this.timeout(300_000);

    const invoke = async (httpMethod: string, resource: string, body?: object) => {
        const requestId = randomUUID();
        const event = {
            httpMethod, resource, body: JSON.stringify(body),
            requestContext: { requestId, identity: { userArn: "arn:aws:iam::123456789012:user/test" } },
        };
        const { FunctionError, Payload } = await clients.lambda.invoke({
            FunctionName: outputs.functionName, Payload: JSON.stringify(event) });
        const text = Buffer.from(Payload ?? []).toString();
        assert.equal(FunctionError, undefined, text);
        return { requestId, answer: JSON.parse(text) as { statusCode: number; body: string } };
    };

    /** Lines of the function's log that hold a text, once there is one. */
    const findLines = async (text: string) => {
        const { Configuration } = await clients.lambda.getFunction({ FunctionName: outputs.functionName });
        for (let attempt = 0; attempt < 120; attempt++) {
            const { events = [] } = await clients.logs.filterLogEvents({
                logGroupName: Configuration?.LoggingConfig?.LogGroup });
            const lines = events.map(({ message = "" }) => message);
            if (lines.some(line => line.includes(text))) {
                return lines;
            }
            await setTimeout(1000);
        }
        throw new Error(`the log holds no ${text}`);
    };

    it("accepts a patient, and leaves a line that says who did so, and nothing of whom", async () => {
        const familyName = `Test-${randomUUID()}`;
        const { requestId, answer } = await invoke("POST", "/patients", {
            givenName: "Ada", familyName, birthDate: "1815-12-10" });
        assert.equal(answer.statusCode, 202);
        assert.deepEqual(JSON.parse(answer.body), { requestId });
        const lines = await findLines(requestId);
        const entries = lines.filter(line => line.includes("patient accepted") && line.includes(requestId));
        assert.equal(entries.length, 1);
        assert(entries[0]?.includes("arn:aws:iam::123456789012:user/test"));
        assert.deepEqual(lines.filter(line => line.includes(familyName)), []);
    });

    it("says by the API what it finds of database and cache, and no more", async () => {
        const { status, body } = await request(`${outputs.apiUrl}/status`);
        const { database, cache, ...others } = body as Record<string, string>;
        assert.deepEqual(others, {});
        assert([database, cache].every(word => word === "ok" || word === "unavailable"));
        assert.equal(status, database === "ok" && cache === "ok" ? 200 : 503);
    });
});
