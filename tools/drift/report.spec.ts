import assert from "node:assert/strict";
import { reportJson, reportText } from "./report";
import type { ClassifiedChange } from "./classify";

describe("report", () => {
    const policy = `{"Statement":"${"x".repeat(200)}"}`;
    const change: ClassifiedChange = {
        urn: "urn", type: "aws:sqs/queue:Queue", name: "queue-prod-01", operation: "changed", kind: "suspicious",
        properties: [{ path: "policy", operation: "changed", before: policy, kind: "suspicious", reason: "why" }],
    };

    it("cuts long values as a text only", () => {
        const line = reportText("prod", true, [change]).split("\n").at(-1) ?? "";
        assert.match(line, /^ {4}~ policy: "\{.{98}\.\.\. \(suspicious: why\)$/);
        const { changes } = JSON.parse(reportJson("prod", true, [change])) as { changes: ClassifiedChange[] };
        assert.deepEqual(changes, [change]);
    });

    it("names properties without values, as those of secrets are", () => {
        const secret = { ...change, properties: [{ path: "password", operation: "changed", kind: "other" } as const] };
        assert.equal(reportText("prod", true, [secret]).split("\n").at(-1), "    ~ password");
    });
});
