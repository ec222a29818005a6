import { resolve } from "node:path";
import { outputTypes } from "../../outputs";
import { loadDeployment } from "../support/deployment";

export { caller, itLive, tagRecord } from "../support/deployment";

export const { outputs, settings, setting, named, ownTags, commonTags, clients } = loadDeployment(
    resolve(__dirname, "../.."), outputTypes,
    deployment => deployment.clients.ec2.describeVpcs({ VpcIds: [deployment.outputs.vpcId] }));

/** Letters of the availability zones in use. */
export const zones = () => JSON.parse(setting("zones")) as string[];
