import type * as sdk from "@aws-sdk/client-api-gateway";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

/** The definition of an API; apigateway-stage.ts has what serves it. */
export const types: Record<string, ResourceType> = {
    "aws:apigateway/restApi:RestApi": resourceType<aws.apigateway.RestApiArgs>({
        taggable: true,
        mock: name => ({
            rootResourceId: `${name}-root-id`, executionArn: `${name}-execution-arn`, arn: `${name}-arn` }),
        // securityPolicy and endpointAccessMode are unknown to moto.
        async create(inputs, { clients, region, name }) {
            const { id, rootResourceId } = await clients.apiGateway.createRestApi({
                name: inputs.name ?? autoName(name),
                description: inputs.description,
                endpointConfiguration: { types: [inputs.endpointConfiguration?.types as sdk.EndpointType] },
                disableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint,
                policy: inputs.policy,
                tags: inputs.tags,
            });
            const { Account } = await clients.sts.getCallerIdentity({});
            return {
                id: requireValue(id, "id"),
                state: {
                    rootResourceId: requireValue(rootResourceId, "rootResourceId"),
                    arn: `arn:aws:apigateway:${region}::/restapis/${id}`,
                    executionArn: `arn:aws:execute-api:${region}:${Account}:${id}`,
                },
            };
        },
    }),

    "aws:apigateway/restApiPolicy:RestApiPolicy": resourceType<aws.apigateway.RestApiPolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.apiGateway.updateRestApi({
                restApiId: inputs.restApiId,
                patchOperations: [{ op: "replace", path: "/policy", value: inputs.policy }],
            });
            return { id: inputs.restApiId, state: {} };
        },
    }),

    "aws:apigateway/resource:Resource": resourceType<aws.apigateway.ResourceArgs>({
        taggable: false,
        mock: name => ({ path: `/${name}` }),
        async create(inputs, { clients }) {
            const { id, path } = await clients.apiGateway.createResource({
                restApiId: inputs.restApi as string, parentId: inputs.parentId, pathPart: inputs.pathPart });
            return { id: requireValue(id, "id"), state: { path } };
        },
    }),

    "aws:apigateway/model:Model": resourceType<aws.apigateway.ModelArgs>({
        taggable: false,
        async create(inputs, { clients, name }) {
            const { id, name: modelName } = await clients.apiGateway.createModel({
                restApiId: inputs.restApi as string,
                name: inputs.name ?? autoName(name),
                description: inputs.description,
                contentType: inputs.contentType,
                schema: inputs.schema,
            });
            return { id: requireValue(id, "id"), state: { name: modelName } };
        },
    }),

    "aws:apigateway/requestValidator:RequestValidator": resourceType<aws.apigateway.RequestValidatorArgs>({
        taggable: false,
        async create(inputs, { clients, name }) {
            const { id } = await clients.apiGateway.createRequestValidator({
                restApiId: inputs.restApi as string,
                name: inputs.name ?? autoName(name),
                validateRequestBody: inputs.validateRequestBody,
                validateRequestParameters: inputs.validateRequestParameters,
            });
            return { id: requireValue(id, "id"), state: {} };
        },
    }),

    "aws:apigateway/method:Method": resourceType<aws.apigateway.MethodArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const method = methodOf(inputs);
            await clients.apiGateway.putMethod({
                ...method,
                authorizationType: inputs.authorization,
                apiKeyRequired: inputs.apiKeyRequired,
                requestModels: inputs.requestModels,
                requestParameters: inputs.requestParameters,
                requestValidatorId: inputs.requestValidatorId,
            });
            return { id: idOf("agm", method), state: {} };
        },
    }),

    "aws:apigateway/methodResponse:MethodResponse": resourceType<aws.apigateway.MethodResponseArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const response = { ...methodOf(inputs), statusCode: inputs.statusCode };
            await clients.apiGateway.putMethodResponse({
                ...response,
                responseModels: inputs.responseModels,
                responseParameters: inputs.responseParameters,
            });
            return { id: idOf("agmr", response), state: {} };
        },
    }),

    "aws:apigateway/integration:Integration": resourceType<aws.apigateway.IntegrationArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const method = methodOf(inputs);
            await clients.apiGateway.putIntegration({
                ...method,
                type: inputs.type as sdk.IntegrationType,
                integrationHttpMethod: inputs.integrationHttpMethod,
                uri: inputs.uri,
                passthroughBehavior: inputs.passthroughBehavior,
                requestTemplates: inputs.requestTemplates,
                timeoutInMillis: inputs.timeoutMilliseconds,
            });
            return { id: idOf("agi", method), state: {} };
        },
    }),

    "aws:apigateway/integrationResponse:IntegrationResponse": resourceType<aws.apigateway.IntegrationResponseArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            const response = { ...methodOf(inputs), statusCode: inputs.statusCode };
            await clients.apiGateway.putIntegrationResponse({
                ...response,
                selectionPattern: inputs.selectionPattern,
                responseTemplates: inputs.responseTemplates,
                responseParameters: inputs.responseParameters,
            });
            return { id: idOf("agir", response), state: {} };
        },
    }),
};

interface MethodInputs {
    restApi: unknown;
    resourceId: string;
    httpMethod: string;
}

function methodOf({ restApi, resourceId, httpMethod }: MethodInputs) {
    return { restApiId: restApi as string, resourceId, httpMethod };
}

/** An id as the provider makes it, since AWS gives none. */
function idOf(prefix: string, parts: Record<string, string>): string {
    return [prefix, ...Object.values(parts)].join("-");
}
