import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:cloudwatch/logGroup:LogGroup": resourceType<aws.cloudwatch.LogGroupArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const logGroupName = inputs.name ?? autoName(name);
            await clients.logs.createLogGroup({ logGroupName, tags: inputs.tags });
            if (inputs.retentionInDays) {
                await clients.logs.putRetentionPolicy({
                    logGroupName, retentionInDays: inputs.retentionInDays });
            }
            const { logGroups } = await clients.logs.describeLogGroups({
                logGroupNamePrefix: logGroupName });
            // AWS ends the ARN with ":*", the provider takes that off.
            const arn = requireValue(logGroups?.[0]?.arn, "arn").replace(/:\*$/, "");
            return { id: logGroupName, state: { name: logGroupName, arn } };
        },
    }),
};
