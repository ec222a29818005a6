import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadDeployment } from "../../../../tests/support/deployment";
import { outputTypes } from "../../outputs";

export { caller, tagRecord } from "../../../../tests/support/deployment";

export const { outputs, settings, setting, named, commonTags, clients }
    = loadDeployment(resolve(__dirname, "../.."), outputTypes);

/** The own rules, in the order of the outputs. */
export const purposes = ["required-tags", "bucket-encryption", "database-backups"] as const;
export type Purpose = typeof purposes[number];

/** What the outputs list for a rule. */
export function outputOf(key: "ruleNames" | "functionNames" | "roleArns", purpose: Purpose): string {
    return outputs[key][purposes.indexOf(purpose)] ?? "";
}

/** Last part of an ARN. */
export function nameIn(arn: string): string {
    return arn.split(/[:/]/).at(-1) ?? "";
}

/** Declares a test of what belongs to the stack that creates the recorder; one that adopts it has none of it. */
export function itCreates(title: string, test: () => Promise<void>): void {
    it(title, async () => {
        if (setting("recorder") === "create") {
            await test();
        } else {
            assert(!outputs.configBucketName.startsWith(named("bucket-config")));
        }
    });
}
