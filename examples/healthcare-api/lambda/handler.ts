import { log } from "../../../lib/lambda/log";
import { checkCache } from "./cache";
import { checkDatabase } from "./database";
import type { Clients, Settings, Tools } from "./environment";

/** A request as API Gateway hands it on, as far as it is used. */
export interface Request {
    httpMethod: string;
    /** Path of the API's definition. */
    resource: string;
    requestContext: { requestId: string; identity: { userArn: string | null } };
}

export interface Response {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
}

type Check = (tools: Tools) => Promise<void>;

/** Returns a function that answers requests. It keeps nothing of them, and nothing of the answers. */
export function createHandler(clients: Clients, settings: Settings) {
    const tools = { clients, settings };
    return async (request: Request): Promise<Response> => {
        switch (`${request.httpMethod} ${request.resource}`) {
            case "GET /status":
                return answerStatus(request, tools);
            case "POST /patients":
                return acceptPatient(request);
            default:
                return respond(404, { message: "not found" });
        }
    };
}

async function answerStatus(request: Request, tools: Tools): Promise<Response> {
    const [database, cache] = await Promise.all([
        succeeds("database", checkDatabase, request, tools), succeeds("cache", checkCache, request, tools)]);
    const describe = (isUp: boolean) => isUp ? "ok" : "unavailable";
    return respond(database && cache ? 200 : 503, { database: describe(database), cache: describe(cache) });
}

async function succeeds(name: string, check: Check, request: Request, tools: Tools): Promise<boolean> {
    try {
        await check(tools);
        return true;
    } catch (error) {
        // Callers are anybody: why it failed is for the log alone.
        log("error", `${name} unavailable`, {
            requestId: request.requestContext.requestId, error: String(error) });
        return false;
    }
}

/** API Gateway has validated the body and authorised the caller. The line says who did what, and nothing of whom. */
function acceptPatient({ requestContext: { requestId, identity } }: Request): Response {
    log("info", "patient accepted", { requestId, caller: String(identity.userArn) });
    return respond(202, { requestId });
}

function respond(statusCode: number, body: Record<string, string>): Response {
    return {
        statusCode,
        headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
        body: JSON.stringify(body),
    };
}
