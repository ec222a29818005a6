import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue, tagList } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:secretsmanager/secret:Secret": resourceType<aws.secretsmanager.SecretArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn`, name: `${name}-name` }),
        async create(inputs, { clients, name }) {
            const secretName = inputs.name ?? autoName(name);
            const { ARN } = await clients.secretsManager.createSecret({
                Name: secretName,
                Description: inputs.description,
                KmsKeyId: inputs.kmsKeyId,
                Tags: tagList(inputs.tags),
            });
            const arn = requireValue(ARN, "ARN");
            return { id: arn, state: { arn, name: secretName } };
        },
    }),
};
