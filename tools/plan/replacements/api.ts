import { schema, type Table } from "./table";

export const api: Table = {
    "apigateway.RestApi": [schema("apigateway/rest_api.go", {
        update: `apiKeySource binaryMediaTypes body description disableExecuteApiEndpoint endpointConfiguration
            failOnWarnings minimumCompressionSize name parameters policy putRestApiMode`,
    })],
    "apigateway.Deployment": [schema("apigateway/deployment.go", {
        replace: "restApi triggers variables", update: "description",
    })],
    "apigateway.Stage": [schema("apigateway/stage.go", {
        replace: "restApi stageName",
        update: `accessLogSettings cacheClusterEnabled cacheClusterSize canarySettings clientCertificateId
            deployment description documentationVersion variables xrayTracingEnabled`,
    })],
    "apigateway.MethodSettings": [schema("apigateway/method_settings.go", {
        replace: "restApi stageName methodPath", update: "settings",
    })],
    "apigateway.Account": [schema("apigateway/account.go", { update: "cloudwatchRoleArn" })],
    "apigateway.Resource": [schema("apigateway/resource.go", { replace: "restApi", update: "parentId pathPart" })],
    "apigateway.Method": [schema("apigateway/method.go", {
        replace: "httpMethod resourceId restApi",
        update: `apiKeyRequired authorization authorizationScopes authorizerId operationName requestModels
            requestParameters requestValidatorId`,
        unordered: "authorizationScopes",
    })],
    "apigateway.MethodResponse": [schema("apigateway/method_response.go", {
        replace: "httpMethod resourceId restApi", update: "responseModels responseParameters",
    })],
    "apigateway.Integration": [schema("apigateway/integration.go", {
        replace: "restApi resourceId httpMethod type credentials integrationHttpMethod passthroughBehavior",
        update: `connectionType connectionId uri requestTemplates requestParameters contentHandling
            cacheKeyParameters cacheNamespace timeoutMilliseconds tlsConfig`,
        unordered: "cacheKeyParameters",
    })],
    // An update of the status code would leave the response of the old one where it is.
    "apigateway.IntegrationResponse": [schema("apigateway/integration_response.go", {
        replace: "httpMethod resourceId restApi",
        update: "contentHandling responseParameters responseTemplates selectionPattern",
    })],
    "apigateway.Model": [schema("apigateway/model.go", {
        replace: "contentType name restApi", update: "description schema",
    })],
    "apigateway.RequestValidator": [schema("apigateway/request_validator.go", {
        replace: "restApi", update: "name validateRequestBody validateRequestParameters",
    })],
};
