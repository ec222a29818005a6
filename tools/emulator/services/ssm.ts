import type * as sdk from "@aws-sdk/client-ssm";
import type * as aws from "@pulumi/aws";
import { type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:ssm/parameter:Parameter": resourceType<aws.ssm.ParameterArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients, region, name }) {
            const parameterName = inputs.name ?? name;
            await clients.ssm.putParameter({
                Name: parameterName,
                Type: inputs.type as sdk.ParameterType,
                Description: inputs.description,
                Value: inputs.value,
            });
            await clients.ssm.addTagsToResource({
                ResourceType: "Parameter", ResourceId: parameterName, Tags: tagList(inputs.tags) });
            const { Account } = await clients.sts.getCallerIdentity({});
            const path = parameterName.replace(/^\//, "");
            const arn = `arn:aws:ssm:${region}:${requireValue(Account, "Account")}:parameter/${path}`;
            return { id: parameterName, state: { name: parameterName, arn } };
        },
    }),
};
