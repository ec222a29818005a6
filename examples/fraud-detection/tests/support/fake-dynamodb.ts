import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** Stands in for DynamoDB: a server that answers scans with these items, in pages of two. */
export async function startFakeDynamodb(items: { ruleId: { S: string } }[]) {
    const server = http.createServer((request, response) => {
        void json(request).then(body => {
            const { ExclusiveStartKey } = body as { ExclusiveStartKey?: { ruleId: { S: string } } };
            const start = items.findIndex(({ ruleId }) => ruleId.S === ExclusiveStartKey?.ruleId.S) + 1;
            const page = items.slice(start, start + 2);
            const last = start + 2 < items.length ? { LastEvaluatedKey: { ruleId: page.at(-1)?.ruleId } } : {};
            response.setHeader("Content-Type", "application/x-amz-json-1.0");
            response.end(JSON.stringify({ Items: page, ...last }));
        });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
