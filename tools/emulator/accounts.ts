import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultAccount } from "./endpoint";

/**
 * Accounts of stacks that are not in the default one. A project whose stacks can't share an account says so in its
 * package.json: "emulator": {"accountPerStack": true}.
 */
export function accountsOf(projectDir: string, stacks: string[]): Record<string, string> {
    const file = join(projectDir, "package.json");
    const content: unknown = JSON.parse(existsSync(file) ? readFileSync(file, "utf8") : "{}");
    const { emulator } = content as { emulator?: { accountPerStack?: boolean } };
    return emulator?.accountPerStack
        ? Object.fromEntries(stacks.map((stack, index) => [stack, String(Number(defaultAccount) + index)]))
        : {};
}
