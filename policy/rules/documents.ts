/** A statement of a policy document, with lists where JSON allows one or many. */
export interface Statement {
    allows: boolean;
    actions: string[];
    /** Everything but `NotAction`. */
    allActionsBut: string[];
    resources: string[];
    /** ARNs, account ids, services, or `*`. */
    principals: string[];
    /** Condition keys in lower case, with their values. */
    conditions: Map<string, string[]>;
}

interface JsonStatement {
    Effect?: string;
    Action?: string | string[];
    NotAction?: string | string[];
    Resource?: string | string[];
    NotResource?: string | string[];
    Principal?: string | Record<string, string | string[]>;
    Condition?: Record<string, Record<string, unknown>>;
}

/** The statements of a document given as text or as an object. A text that is no JSON has none: AWS refuses it. */
export function readStatements(document: unknown): Statement[] {
    const parsed = typeof document === "string" ? parse(document) : document;
    const { Statement: statements = [] } = (parsed ?? {}) as { Statement?: JsonStatement | JsonStatement[] };
    return list(statements).map(statement => ({
        allows: statement.Effect === "Allow",
        actions: list(statement.Action),
        allActionsBut: list(statement.NotAction),
        resources: statement.NotResource === undefined ? list(statement.Resource) : ["*"],
        principals: typeof statement.Principal === "object"
            ? Object.values(statement.Principal).flatMap(list)
            : list(statement.Principal),
        conditions: new Map(Object.values(statement.Condition ?? {}).flatMap(keys => Object.entries(keys)
            .map(([key, value]): [string, string[]] => [key.toLowerCase(), list(value).map(String)]))),
    }));
}

/** Refuses every request that comes without TLS. */
export function deniesPlainHttp({ allows, principals, actions, conditions }: Statement): boolean {
    return !allows && principals.includes("*") && actions.some(action => action.endsWith("*"))
        && conditions.get("aws:securetransport")?.join() === "false";
}

/** Lets anybody in: no condition but TLS. */
export function allowsAnybody({ allows, principals, conditions }: Statement): boolean {
    return allows && principals.some(principal => principal === "*")
        && [...conditions.keys()].every(key => key === "aws:securetransport");
}

function list<T>(value: T | T[] | undefined): T[] {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
