import type { OutputKind } from "./profile";

/** One name for `vpcId`, `vpc_id`, `VpcId`, `vpcID` and `vpc-id`. */
export function meaningOf(name: string): string {
    return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The output that has a name of the contract by its meaning; its own name, and its value. */
export function findOutput(outputs: Record<string, unknown>, key: string): [name: string, value: unknown] | undefined {
    return key in outputs
        ? [key, outputs[key]]
        : Object.entries(outputs).find(([name]) => meaningOf(name) === meaningOf(key));
}

/** Outputs under the names of the contract. Others stay as they are. */
export function mapOutputs(
    outputs: Record<string, unknown>, contract: Record<string, OutputKind>,
): Record<string, unknown> {
    const named = Object.keys(contract).flatMap(key => {
        const found = findOutput(outputs, key);
        return found ? [[key, found[1]] as const] : [];
    });
    return { ...outputs, ...Object.fromEntries(named) };
}

/** The list that a text stands for, if it does: JSON, or ids with commas between them. */
export function listIn(value: unknown): string[] | undefined {
    if (typeof value !== "string") {
        return undefined;
    }
    try {
        const parsed: unknown = JSON.parse(value);
        return Array.isArray(parsed) ? parsed.map(String) : undefined;
    } catch {
        return /^[\w:/.-]+(, ?[\w:/.-]+)+$/.test(value) ? value.split(/, ?/) : undefined;
    }
}
