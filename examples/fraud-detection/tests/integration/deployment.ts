import { resolve } from "node:path";
import { loadDeployment } from "../../../../tests/support/deployment";
import { outputTypes } from "../../outputs";

export { caller, clientsIn, itLive, tagRecord } from "../../../../tests/support/deployment";

export const { outputs, settings, setting, named, commonTags, clients } = loadDeployment(
    resolve(__dirname, "../.."), outputTypes,
    deployment => deployment.clients.ec2.describeVpcs({ VpcIds: [deployment.outputs.vpcId] }));

/** Letters of the availability zones in use. */
export const zones = () => JSON.parse(setting("zones")) as string[];

/** Tags in the shape of ECS's API, as a record. */
export function lowerCaseTagRecord(
    tags: { key?: string; value?: string }[] | undefined,
): Record<string, string | undefined> {
    return Object.fromEntries((tags ?? []).map(({ key = "", value }) => [key, value]));
}
