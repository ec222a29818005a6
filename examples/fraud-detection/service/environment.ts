/** What the task definition tells the service. */
export interface Environment {
    port: number;
    /** Table of the rules. */
    table: string;
}

/** @throws if a variable is missing. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
    const missing = ["PORT", "RULES_TABLE"].filter(name => !variables[name]);
    if (missing.length > 0) {
        throw new Error(`the environment lacks ${missing.join(", ")}`);
    }
    return { port: Number(variables.PORT), table: String(variables.RULES_TABLE) };
}
