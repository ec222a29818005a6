import assert from "node:assert/strict";
import type { Clients } from "../host/clients";
import { explainFailure, limitCalls, listAll, withTimeLimit } from "./calls";
import { awsError } from "./checks/ask-family";

/** Makes one call of a client that answers like this. */
const call = (answer: Promise<unknown>, method: "describeVpcs" | "createVpc" = "describeVpcs") => {
    const clients = { ec2: { [method]: () => answer } } as unknown as Clients;
    return withTimeLimit(1, signal => limitCalls(clients, "us-east-1", signal).ec2[method]({}));
};

describe("calls of preflight", () => {
    it("are refused where they don't only read", async () => {
        await assert.rejects(call(Promise.resolve({}), "createVpc"), { message: "ec2:CreateVpc may change something" });
    });

    it("name what fails, and no more of a message than its beginning", async () => {
        const error = Object.assign(awsError("Throttling"), { message: `${"a".repeat(300)}\nb` });
        await assert.rejects(call(Promise.reject(error)), {
            message: `ec2:DescribeVpcs in us-east-1: Throttling: ${"a".repeat(200)}` });
    });

    it("tell what answered in the place of AWS by its HTTP status", async () => {
        const error = Object.assign(new Error("no XML"), { $metadata: { httpStatusCode: 502 } });
        await assert.rejects(call(Promise.reject(error)), {
            message: "ec2:DescribeVpcs in us-east-1: HTTP 502, and no error of AWS" });
    });

    it("leave an error that is not AWS's as it is", () => {
        const error = new TypeError("a mistake in a check");
        assert.throws(() => explainFailure(error), error);
    });

    it("read listings to their last page", async () => {
        const pages: Record<string, { items?: number[]; next: string | undefined }> = {
            first: { items: [1, 2], next: "second" }, second: { next: "third" }, third: { items: [3], next: "" } };
        const asked: unknown[] = [];
        const all = await listAll(token => {
            asked.push(token);
            return Promise.resolve({ items: undefined, next: undefined, ...pages[token ?? "first"] });
        });
        assert.deepEqual(all, [1, 2, 3]);
        assert.deepEqual(asked, [undefined, "second", "third"]);
    });
});
