import type * as sdk from "@aws-sdk/client-config-service";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:cfg/recorder:Recorder": resourceType<aws.cfg.RecorderArgs>({
        taggable: false,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients }) {
            const name = inputs.name ?? "default";
            const group = inputs.recordingGroup;
            const mode = inputs.recordingMode;
            await clients.configService.putConfigurationRecorder({
                ConfigurationRecorder: {
                    name,
                    roleARN: inputs.roleArn,
                    recordingGroup: group && {
                        allSupported: group.allSupported,
                        includeGlobalResourceTypes: group.includeGlobalResourceTypes,
                        resourceTypes: group.resourceTypes as sdk.ResourceType[],
                    },
                    recordingMode: mode && {
                        recordingFrequency: mode.recordingFrequency as sdk.RecordingFrequency },
                },
            });
            return { id: name, state: { name } };
        },
        async read(id, { clients }) {
            const { ConfigurationRecorders } = await clients.configService.describeConfigurationRecorders({
                ConfigurationRecorderNames: [id] });
            const { name, roleARN } = requireValue(ConfigurationRecorders?.[0], "ConfigurationRecorders");
            return { name, roleArn: roleARN };
        },
    }),

    "aws:cfg/deliveryChannel:DeliveryChannel": resourceType<aws.cfg.DeliveryChannelArgs>({
        taggable: false,
        mock: name => ({ name: `${name}-name`, s3BucketName: `${name}-bucket-name` }),
        async create(inputs, { clients }) {
            const name = inputs.name ?? "default";
            const { deliveryFrequency } = inputs.snapshotDeliveryProperties ?? {};
            const frequency = deliveryFrequency as sdk.MaximumExecutionFrequency | undefined;
            await clients.configService.putDeliveryChannel({
                DeliveryChannel: {
                    name,
                    s3BucketName: inputs.s3BucketName,
                    s3KeyPrefix: inputs.s3KeyPrefix,
                    s3KmsKeyArn: inputs.s3KmsKeyArn,
                    snsTopicARN: inputs.snsTopicArn,
                    configSnapshotDeliveryProperties: frequency && { deliveryFrequency: frequency },
                },
            });
            return { id: name, state: { name, s3BucketName: inputs.s3BucketName } };
        },
        async read(id, { clients }) {
            const { DeliveryChannels } = await clients.configService.describeDeliveryChannels({
                DeliveryChannelNames: [id] });
            const { name, s3BucketName } = requireValue(DeliveryChannels?.[0], "DeliveryChannels");
            return { name, s3BucketName };
        },
    }),

    "aws:cfg/recorderStatus:RecorderStatus": resourceType<aws.cfg.RecorderStatusArgs>({
        taggable: false,
        mock: name => ({ name: `${name}-name` }),
        async create(inputs, { clients }) {
            const ConfigurationRecorderName = inputs.name ?? "default";
            await (inputs.isEnabled
                ? clients.configService.startConfigurationRecorder({ ConfigurationRecorderName })
                : clients.configService.stopConfigurationRecorder({ ConfigurationRecorderName }));
            return { id: ConfigurationRecorderName, state: { name: ConfigurationRecorderName } };
        },
    }),

    "aws:cfg/rule:Rule": resourceType<aws.cfg.RuleArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn`, ruleId: `${name}-rule-id` }),
        async create(inputs, { clients, name }) {
            const ConfigRuleName = inputs.name ?? autoName(name);
            const { source, scope } = inputs;
            await clients.configService.putConfigRule({
                ConfigRule: {
                    ConfigRuleName,
                    Description: inputs.description,
                    InputParameters: inputs.inputParameters,
                    MaximumExecutionFrequency: inputs.maximumExecutionFrequency as sdk.MaximumExecutionFrequency,
                    Scope: scope && {
                        ComplianceResourceTypes: scope.complianceResourceTypes,
                        ComplianceResourceId: scope.complianceResourceId,
                        TagKey: scope.tagKey,
                        TagValue: scope.tagValue,
                    },
                    Source: {
                        Owner: source.owner as sdk.Owner,
                        SourceIdentifier: source.sourceIdentifier,
                        SourceDetails: source.sourceDetails?.map(detail => ({
                            EventSource: (detail.eventSource ?? "aws.config") as sdk.EventSource,
                            MessageType: detail.messageType as sdk.MessageType,
                            MaximumExecutionFrequency:
                                detail.maximumExecutionFrequency as sdk.MaximumExecutionFrequency,
                        })),
                    },
                },
                Tags: tagList(inputs.tags),
            });
            const { ConfigRules } = await clients.configService.describeConfigRules({
                ConfigRuleNames: [ConfigRuleName] });
            const { ConfigRuleArn, ConfigRuleId } = requireValue(ConfigRules?.[0], "ConfigRules");
            return { id: ConfigRuleName, state: { name: ConfigRuleName, arn: ConfigRuleArn, ruleId: ConfigRuleId } };
        },
    }),
};
