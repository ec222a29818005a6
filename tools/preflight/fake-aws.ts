import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request, as AWS would see it. */
export interface Call {
    /** As policies name it, such as ec2:DescribeVpcs. */
    action: string;
    region: string;
    accessKeyId: string;
}

/** The content of an answer, the name of an error, or nothing at all, for ever. */
export type Answer = { body: string } | { error: string } | "silence";

export interface FakeAws {
    endpoint: string;
    calls: Call[];
    close: () => void;
}

/** Stands in for AWS at HTTP: answers every call as the function says, in the protocol of its service. */
export async function startFakeAws(answer: (call: Call) => Answer): Promise<FakeAws> {
    const calls: Call[] = [];
    const server = createServer((request, response) => {
        let body = "";
        request.on("data", (data: Buffer) => (body += data.toString()));
        request.on("end", () => {
            const { authorization = "", "x-amz-target": target } = request.headers;
            const scope = /Credential=([^/]*)\/\d+\/([^/]+)\/([^/]+)/.exec(authorization) ?? [];
            const [, accessKeyId = "", region = "", service = ""] = scope;
            const name = new URLSearchParams(body).get("Action") ?? String(target).split(".").at(-1) ?? "";
            const call = { action: `${service}:${name}`, region, accessKeyId };
            calls.push(call);
            send(response, target === undefined ? service : "json", name, answer(call));
        });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        calls,
        close: () => {
            server.close();
            server.closeAllConnections();
        },
    };
}

function send(response: ServerResponse, protocol: string, name: string, answer: Answer): void {
    if (answer === "silence") {
        return;
    }
    const failed = "error" in answer;
    const error = failed ? `<Error><Code>${answer.error}</Code><Message>no such luck</Message></Error>` : "";
    const body = failed ? "" : answer.body;
    const text = {
        json: failed ? JSON.stringify({ __type: answer.error, message: "no such luck" }) : body,
        ec2: failed ? `<Response><Errors>${error}</Errors></Response>` : `<${name}Response>${body}</${name}Response>`,
        query: failed
            ? `<ErrorResponse>${error}</ErrorResponse>`
            : `<${name}Response><${name}Result>${body}</${name}Result></${name}Response>`,
    }[protocol === "json" || protocol === "ec2" ? protocol : "query"];
    response.statusCode = failed ? 403 : 200;
    response.setHeader("Content-Type", protocol === "json" ? "application/x-amz-json-1.1" : "text/xml").end(text);
}
