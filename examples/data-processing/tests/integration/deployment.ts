import { resolve } from "node:path";
import { loadDeployment } from "../../../../tests/support/deployment";
import { outputTypes } from "../../outputs";

export { caller, tagRecord } from "../../../../tests/support/deployment";

export const { outputs, settings, setting, named, commonTags, clients }
    = loadDeployment(resolve(__dirname, "../.."), outputTypes);

/** Last part of an ARN or URL. */
export function nameIn(path: string): string {
    return path.split(/[:/]/).at(-1) ?? "";
}
