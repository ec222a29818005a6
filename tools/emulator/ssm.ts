import { AddTagsToResourceCommand, type ParameterType, PutParameterCommand } from "@aws-sdk/client-ssm";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type * as aws from "@pulumi/aws";
import { type Creator, creator, given, tagList } from "./resource";

export const ssm: Record<string, Creator> = {
    "aws:ssm/parameter:Parameter": creator<aws.ssm.ParameterArgs>(async (inputs, { clients, name }) => {
        const parameterName = inputs.name ?? name;
        await clients.ssm.send(new PutParameterCommand({
            Name: parameterName,
            Type: inputs.type as ParameterType,
            Description: inputs.description,
            Value: inputs.value,
        }));
        await clients.ssm.send(new AddTagsToResourceCommand({
            ResourceType: "Parameter", ResourceId: parameterName, Tags: tagList(inputs.tags) }));
        const { Account } = await clients.sts.send(new GetCallerIdentityCommand({}));
        const path = parameterName.replace(/^\//, "");
        const arn = `arn:aws:ssm:${clients.region}:${given(Account, "Account")}:parameter/${path}`;
        return { id: parameterName, state: { name: parameterName, arn } };
    }),
};
