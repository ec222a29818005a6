/** A payment that is to be scored. */
export interface Transaction {
    id: string;
    amount: number;
    /** ISO 4217. */
    currency: string;
    /** ISO 3166, two letters. */
    country: string;
    merchant: string;
}

type Check = [rule: string, isValid: (value: unknown) => boolean];

const text = (pattern: RegExp) => (value: unknown) => typeof value === "string" && pattern.test(value);

const checks: Record<keyof Transaction, Check> = {
    id: ["must be 1 to 64 letters, digits, underscores and hyphens", text(/^[\w-]{1,64}$/)],
    amount: [
        "must be a number from 0 to 1000000000000",
        value => typeof value === "number" && value >= 0 && value <= 1e12,
    ],
    currency: ["must be three capital letters", text(/^[A-Z]{3}$/)],
    country: ["must be two capital letters", text(/^[A-Z]{2}$/)],
    merchant: ["must be a text of 1 to 128 characters", text(/^.{1,128}$/su)],
};

/** The transaction that a text holds as JSON, or else what is wrong with it. */
export function parseTransaction(body: string): { transaction: Transaction } | { problems: string[] } {
    const value = parseJson(body);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return { problems: ["the body must be a JSON object"] };
    }
    const fields = value as Record<string, unknown>;
    const unknown = Object.keys(fields).filter(key => !Object.hasOwn(checks, key)).map(key =>
        `${JSON.stringify(key.slice(0, 64))} is not a field of a transaction`);
    const wrong = Object.entries(checks)
        .filter(([key, [, isValid]]) => !Object.hasOwn(fields, key) || !isValid(fields[key]))
        .map(([key, [rule]]) => `${key} ${rule}`);
    const problems = [...wrong, ...unknown];
    return problems.length > 0 ? { problems } : { transaction: value as Transaction };
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
