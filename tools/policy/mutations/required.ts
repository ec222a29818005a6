import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const known = new Map<string, Set<string>>();

/** Whether the provider refuses a resource of this type without the input, by the declarations of its SDK. */
export function isRequired(type: string, input: string): boolean {
    const inputs = known.get(type) ?? readRequired(type);
    known.set(type, inputs);
    return inputs.has(input);
}

function readRequired(type: string): Set<string> {
    const [, path = ""] = type.split(":");
    const file = join(sdk, `${path}.d.ts`);
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const [, args = ""] = /^export interface \w+Args \{\n(.*?)^\}/ms.exec(text) ?? [];
    return new Set([...args.matchAll(/^ {4}(\w+): /gm)].map(([, name = ""]) => name));
}
