import {
    CreateLogGroupCommand,
    DescribeLogGroupsCommand,
    PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator, given } from "./resource";

export const cloudwatch: Record<string, Creator> = {
    "aws:cloudwatch/logGroup:LogGroup": creator<aws.cloudwatch.LogGroupArgs>(async (inputs, { clients, name }) => {
        const logGroupName = inputs.name ?? autoName(name);
        await clients.logs.send(new CreateLogGroupCommand({ logGroupName, tags: inputs.tags }));
        if (inputs.retentionInDays) {
            await clients.logs.send(new PutRetentionPolicyCommand({
                logGroupName, retentionInDays: inputs.retentionInDays }));
        }
        const { logGroups } = await clients.logs.send(new DescribeLogGroupsCommand({
            logGroupNamePrefix: logGroupName }));
        // AWS ends the ARN with ":*", the provider takes that off.
        const arn = given(logGroups?.[0]?.arn, "arn").replace(/:\*$/, "");
        return { id: logGroupName, state: { name: logGroupName, arn } };
    }),
};
