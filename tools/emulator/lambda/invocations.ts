import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Answer, FunctionRuntime } from "./function-runtime";

export interface Invocations {
    /** The ARN of a function is appended to it. */
    url: string;
    close: () => void;
}

/** Runs functions for the emulated AWS, which asks for it by HTTP: at most so many events of a function at a time. */
export async function serveInvocations(
    runtimeOf: (functionArn: string) => FunctionRuntime, mostAtOnce: number,
): Promise<Invocations> {
    const queues = new Map<string, Promise<unknown>[]>();
    const invoke = async (functionArn: string, event: unknown): Promise<Answer> => {
        // Events take turns: each waits for the one before it in its queue.
        const queue = queues.get(functionArn) ?? Array.from({ length: mostAtOnce }, () => Promise.resolve());
        const answer = (queue.shift() ?? Promise.resolve())
            .then(() => runtimeOf(functionArn).invoke(event))
            .catch((error: unknown): Answer => ({ error: String(error) }));
        queue.push(answer);
        queues.set(functionArn, queue);
        return answer;
    };
    const respond = async (request: IncomingMessage) => {
        const functionArn = decodeURIComponent(request.url?.slice(1) ?? "");
        return describeAnswer(await invoke(functionArn, JSON.parse(await text(request))));
    };
    const server = createServer((request, response) => {
        void respond(request).then(answer => response.end(JSON.stringify(answer)), () => response.destroy());
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const close = () => {
        server.close();
        server.closeAllConnections();
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

/** An answer as Lambda gives it to who invokes a function. */
function describeAnswer(answer: Answer): { failed: boolean; payload: unknown } {
    if ("result" in answer) {
        return { failed: false, payload: answer.result ?? null };
    }
    const [, errorType = "Error", errorMessage = answer.error] = /^(\w+): (.*)$/s.exec(answer.error) ?? [];
    return { failed: true, payload: { errorType, errorMessage } };
}
