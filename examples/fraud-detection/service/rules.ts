import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Transaction } from "./transaction";

/** Adds points to a transaction whose field is above a number, or is one of some texts. */
export type Rule = { ruleId: string; points: number } & (
    | { field: "amount"; above: number }
    | { field: "country" | "currency" | "merchant"; in: string[] }
);

/** The rule in an item of the table; undefined where the item holds none. */
export function readRule(item: Record<string, AttributeValue>): Rule | undefined {
    const { ruleId, points, field, above, in: list } = item;
    const [id, score, limit] = [ruleId?.S, toNumber(points), toNumber(above)];
    if (id === undefined || score === undefined) {
        return undefined;
    }
    switch (field?.S) {
        case "amount":
            return limit === undefined ? undefined : { ruleId: id, points: score, field: "amount", above: limit };
        case "country":
        case "currency":
        case "merchant":
            return list?.SS === undefined ? undefined : { ruleId: id, points: score, field: field.S, in: list.SS };
        default:
            return undefined;
    }
}

function toNumber(value: AttributeValue | undefined): number | undefined {
    return value?.N === undefined ? undefined : Number(value.N);
}

export interface Score {
    /** 0 to 100. */
    score: number;
    decision: "accept" | "review" | "decline";
    /** Ids of the rules that the transaction meets. */
    rules: string[];
}

export function scoreTransaction(transaction: Transaction, rules: Rule[]): Score {
    const met = rules.filter(rule => rule.field === "amount"
        ? transaction.amount > rule.above
        : rule.in.includes(transaction[rule.field]));
    const score = Math.max(0, Math.min(100, met.reduce((sum, { points }) => sum + points, 0)));
    const decision = score >= 80 ? "decline" : score >= 40 ? "review" : "accept";
    return { score, decision, rules: met.map(({ ruleId }) => ruleId).sort() };
}
