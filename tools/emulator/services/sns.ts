import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:sns/topic:Topic": resourceType<aws.sns.TopicArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn`, name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            // Names of such topics must end so.
            const suffix = inputs.fifoTopic ? ".fifo" : "";
            const topicName = inputs.name ?? `${autoName(name)}${suffix}`;
            const { TopicArn } = await clients.sns.createTopic({
                Name: topicName,
                Attributes: attributes({
                    DisplayName: inputs.displayName,
                    FifoTopic: inputs.fifoTopic === undefined ? undefined : String(inputs.fifoTopic),
                    KmsMasterKeyId: inputs.kmsMasterKeyId,
                }),
                Tags: tagList(inputs.tags),
            });
            const arn = requireValue(TopicArn, "TopicArn");
            return { id: arn, state: { arn, name: topicName } };
        },
    }),

    "aws:sns/topicPolicy:TopicPolicy": resourceType<aws.sns.TopicPolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.sns.setTopicAttributes({
                TopicArn: inputs.arn, AttributeName: "Policy", AttributeValue: inputs.policy as string });
            return { id: inputs.arn, state: {} };
        },
    }),

    "aws:sns/topicSubscription:TopicSubscription": resourceType<aws.sns.TopicSubscriptionArgs>({
        taggable: false,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients }) {
            const { SubscriptionArn } = await clients.sns.subscribe({
                TopicArn: inputs.topic as string,
                Protocol: inputs.protocol,
                Endpoint: inputs.endpoint,
                Attributes: attributes({
                    FilterPolicy: inputs.filterPolicy,
                    FilterPolicyScope: inputs.filterPolicyScope,
                    RawMessageDelivery: inputs.rawMessageDelivery ? "true" : undefined,
                    RedrivePolicy: inputs.redrivePolicy,
                }),
                ReturnSubscriptionArn: true,
            });
            const arn = requireValue(SubscriptionArn, "SubscriptionArn");
            return { id: arn, state: { arn } };
        },
    }),
};

function attributes(values: Record<string, string | undefined>): Record<string, string> {
    return Object.fromEntries(Object.entries(values).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value]]));
}
