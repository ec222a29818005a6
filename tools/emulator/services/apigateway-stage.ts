import type { PatchOperation } from "@aws-sdk/client-api-gateway";
import type * as aws from "@pulumi/aws";
import { type ResourceType, resourceType, requireValue } from "../resource-type";

/** What serves the definition of an API. */
export const types: Record<string, ResourceType> = {
    "aws:apigateway/account:Account": resourceType<aws.apigateway.AccountArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.apiGateway.updateAccount({
                patchOperations: patches({ "/cloudwatchRoleArn": inputs.cloudwatchRoleArn }) });
            return { id: "api-gateway-account", state: {} };
        },
    }),

    "aws:apigateway/deployment:Deployment": resourceType<aws.apigateway.DeploymentArgs>({
        taggable: false,
        // The provider keeps triggers to itself: they say when a deployment is replaced.
        async create(inputs, { clients }) {
            const { id } = await clients.apiGateway.createDeployment({
                restApiId: inputs.restApi as string, description: inputs.description, variables: inputs.variables });
            return { id: requireValue(id, "id"), state: {} };
        },
    }),

    "aws:apigateway/stage:Stage": resourceType<aws.apigateway.StageArgs>({
        taggable: true,
        mock: name => ({ invokeUrl: `https://${name}.execute-api.amazonaws.com`, arn: `${name}-arn` }),
        async create(inputs, { clients, region }) {
            const [restApiId, stageName] = [inputs.restApi as string, inputs.stageName];
            await clients.apiGateway.createStage({
                restApiId,
                stageName,
                deploymentId: inputs.deployment as string,
                description: inputs.description,
                variables: inputs.variables,
                tracingEnabled: inputs.xrayTracingEnabled,
                tags: inputs.tags,
            });
            await clients.apiGateway.updateStage({
                restApiId,
                stageName,
                patchOperations: patches({
                    "/accessLogSettings/destinationArn": inputs.accessLogSettings?.destinationArn,
                    "/accessLogSettings/format": inputs.accessLogSettings?.format,
                }),
            });
            return {
                id: `ags-${restApiId}-${stageName}`,
                state: {
                    arn: `arn:aws:apigateway:${region}::/restapis/${restApiId}/stages/${stageName}`,
                    invokeUrl: `https://${restApiId}.execute-api.${region}.amazonaws.com/${stageName}`,
                },
            };
        },
    }),

    "aws:apigateway/methodSettings:MethodSettings": resourceType<aws.apigateway.MethodSettingsArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const [restApiId, stageName] = [inputs.restApi as string, inputs.stageName];
            const { settings, methodPath } = inputs;
            // A slash inside a path is written ~1.
            const split = methodPath.lastIndexOf("/");
            const path = `/${methodPath.slice(0, split).replaceAll("/", "~1")}/${methodPath.slice(split + 1)}`;
            await clients.apiGateway.updateStage({
                restApiId,
                stageName,
                patchOperations: patches({
                    [`${path}/logging/loglevel`]: settings.loggingLevel,
                    [`${path}/logging/dataTrace`]: settings.dataTraceEnabled,
                    [`${path}/metrics/enabled`]: settings.metricsEnabled,
                    [`${path}/throttling/rateLimit`]: settings.throttlingRateLimit,
                    [`${path}/throttling/burstLimit`]: settings.throttlingBurstLimit,
                }),
            });
            return { id: `${restApiId}-${stageName}-${methodPath}`, state: {} };
        },
    }),
};

/** Operations that set values, of which those that a program leaves open are left out. */
function patches(values: Record<string, string | number | boolean | undefined>): PatchOperation[] {
    return Object.entries(values).flatMap(([path, value]) =>
        value === undefined ? [] : [{ op: "replace", path, value: String(value) }]);
}
