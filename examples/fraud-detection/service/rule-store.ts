import type { AttributeValue, DynamoDB } from "@aws-sdk/client-dynamodb";
import { log } from "./log";
import { readRule, type Rule } from "./rules";

/** Milliseconds after which rules are read again. */
const maxAge = 10_000;

/** The rules of a table, read once for all requests of some seconds. */
export class RuleStore {
    private rules: Rule[] | undefined;
    private reading: Promise<Rule[]> | undefined;
    private readAt = 0;

    constructor(
        private readonly dynamodb: Pick<DynamoDB, "scan">,
        private readonly table: string,
        private readonly now: () => number = () => performance.now(),
    ) {}

    /** Rules that are read again are the former ones until then. @throws if none could ever be read. */
    get(): Promise<Rule[]> {
        if (this.rules === undefined) {
            return this.read();
        }
        if (this.now() - this.readAt > maxAge) {
            this.read().catch((error: unknown) =>
                log("error", { message: "the rules could not be read again", error: String(error) }));
        }
        return Promise.resolve(this.rules);
    }

    /** However many requests ask for it, the table is read once at a time. */
    private read(): Promise<Rule[]> {
        this.reading ??= this.scan().finally(() => {
            this.readAt = this.now();
            this.reading = undefined;
        });
        return this.reading;
    }

    private async scan(): Promise<Rule[]> {
        const rules: Rule[] = [];
        let key: Record<string, AttributeValue> | undefined;
        do {
            const { Items = [], LastEvaluatedKey } = await this.dynamodb.scan({
                TableName: this.table, ExclusiveStartKey: key });
            for (const item of Items) {
                const rule = readRule(item);
                if (rule === undefined) {
                    log("error", { message: "an item of the table is no rule", ruleId: item.ruleId?.S });
                } else {
                    rules.push(rule);
                }
            }
            key = LastEvaluatedKey;
        } while (key);
        this.rules = rules;
        return rules;
    }
}
