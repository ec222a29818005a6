import { resolve } from "node:path";
import { loadDeployment } from "../../../../tests/support/deployment";
import { outputTypes } from "../../outputs";

export { caller, itLive, request, tagRecord } from "../../../../tests/support/deployment";

export const { outputs, settings, setting, named, commonTags, clients } = loadDeployment(
    resolve(__dirname, "../.."), outputTypes,
    deployment => deployment.clients.ec2.describeVpcs({ VpcIds: [deployment.outputs.vpcId] }));
