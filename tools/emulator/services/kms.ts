import type * as sdk from "@aws-sdk/client-kms";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:kms/key:Key": resourceType<aws.kms.KeyArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn`, keyId: `${name}-id` }),
        async create(inputs, { clients }) {
            const { KeyMetadata } = await clients.kms.createKey({
                Description: inputs.description,
                KeyUsage: inputs.keyUsage as sdk.KeyUsageType,
                KeySpec: inputs.customerMasterKeySpec as sdk.KeySpec,
                MultiRegion: inputs.multiRegion,
                Policy: inputs.policy,
                Tags: Object.entries(inputs.tags ?? {}).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
            });
            const KeyId = requireValue(KeyMetadata?.KeyId, "KeyId");
            if (inputs.enableKeyRotation) {
                await clients.kms.enableKeyRotation({ KeyId, RotationPeriodInDays: inputs.rotationPeriodInDays });
            }
            return { id: KeyId, state: { keyId: KeyId, arn: requireValue(KeyMetadata?.Arn, "Arn") } };
        },
    }),

    "aws:kms/alias:Alias": resourceType<aws.kms.AliasArgs>({
        taggable: false,
        mock: name => ({ arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const AliasName = inputs.name ?? `alias/${autoName(name)}`;
            await clients.kms.createAlias({ AliasName, TargetKeyId: inputs.targetKeyId });
            const { Aliases } = await clients.kms.listAliases({ KeyId: inputs.targetKeyId });
            const alias = Aliases?.find(other => other.AliasName === AliasName);
            return { id: AliasName, state: { name: AliasName, arn: requireValue(alias?.AliasArn, "AliasArn") } };
        },
    }),
};
