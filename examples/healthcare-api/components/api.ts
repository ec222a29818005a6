import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ApiComponentArgs {
    region: string;
    /** The function that answers what API Gateway does not answer itself. */
    functionName: pulumi.Input<string>;
    functionArn: pulumi.Input<string>;
    /** Addresses of callers; without any, everybody may call. */
    allowedCidrs: string[];
    tags: Record<string, string>;
}

/** A regional REST API: GET /health without a function, GET /status, and POST /patients for callers that IAM admits. */
export class ApiComponent extends pulumi.ComponentResource {
    readonly apiId: pulumi.Output<string>;
    /** A copy of the definition, which a stage serves. */
    readonly deploymentId: pulumi.Output<string>;

    constructor(name: string, args: ApiComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:healthcare-api:ApiComponent", name, {}, opts);

        const api = new aws.apigateway.RestApi(`api-${name}`, {
            ...apiSettings,
            tags: { ...args.tags, Name: `api-${name}` },
        }, { parent: this });
        const definition = new Definition(name, this);
        const scope = { parent: this, name, args, api, definition };

        createHealth(scope);
        createFunctionMethod(scope, "status", "GET", { authorization: "NONE" });
        createFunctionMethod(scope, "patients", "POST", { authorization: "AWS_IAM", ...createValidation(scope) });
        if (args.allowedCidrs.length > 0) {
            definition.add(aws.apigateway.RestApiPolicy, "api-policy", {
                restApiId: api.id,
                policy: pulumi.jsonStringify({
                    Version: "2012-10-17", Statement: listStatements(api.executionArn, args.allowedCidrs) }),
            });
        }

        const deployment = new aws.apigateway.Deployment(`api-deployment-${name}`, {
            restApi: api.id,
            // It copies the definition when it is created: it comes after all of it, and any change replaces it.
            triggers: { definition: pulumi.jsonStringify([apiSettings, ...definition.inputs]) },
        }, { parent: this, dependsOn: definition.resources });

        this.apiId = api.id;
        this.deploymentId = deployment.id;
        this.registerOutputs({ apiId: this.apiId, deploymentId: this.deploymentId });
    }
}

const apiSettings = {
    description: "Healthcare API",
    endpointConfiguration: { types: "REGIONAL" },
    // TLS 1.2 and 1.3, with ciphers of forward secrecy alone. A change takes effect with the next deployment.
    securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    endpointAccessMode: "STRICT",
};

/** What makes up an API. */
class Definition {
    readonly resources: pulumi.Resource[] = [];
    readonly inputs: unknown[] = [];

    constructor(private readonly name: string, private readonly parent: ApiComponent) {}

    add<Args, Part extends pulumi.Resource>(
        Type: new (name: string, args: Args, opts: pulumi.CustomResourceOptions) => Part, resource: string, args: Args,
    ): Part {
        const part = new Type(`${resource}-${this.name}`, args, { parent: this.parent });
        this.resources.push(part);
        this.inputs.push({ resource, args });
        return part;
    }
}

interface Scope {
    parent: ApiComponent;
    name: string;
    args: ApiComponentArgs;
    api: aws.apigateway.RestApi;
    definition: Definition;
}

function createPath({ api, definition }: Scope, pathPart: string) {
    const { id } = definition.add(aws.apigateway.Resource, `${pathPart}-path`, {
        restApi: api.id, parentId: api.rootResourceId, pathPart });
    return { restApi: api.id, resourceId: id };
}

/** API Gateway answers by itself. Each part names what it needs, so that none is created before that. */
function createHealth(scope: Scope): void {
    const { definition } = scope;
    const path = createPath(scope, "health");
    const { httpMethod } = definition.add(aws.apigateway.Method, "health-method", {
        ...path, httpMethod: "GET", authorization: "NONE" });
    const response = definition.add(aws.apigateway.MethodResponse, "health-response", {
        ...path, httpMethod, statusCode: "200", responseModels: { "application/json": "Empty" } });
    const integration = definition.add(aws.apigateway.Integration, "health-integration", {
        ...path, httpMethod, type: "MOCK", requestTemplates: { "application/json": '{"statusCode": 200}' } });
    definition.add(aws.apigateway.IntegrationResponse, "health-integration-response", {
        ...path,
        httpMethod: integration.httpMethod,
        statusCode: response.statusCode,
        responseTemplates: { "application/json": '{"status": "ok"}' },
    });
}

type MethodSettings = Pick<aws.apigateway.MethodArgs, "authorization" | "requestModels" | "requestValidatorId">;

/** The function makes the whole answer, so that there are no responses to declare. */
function createFunctionMethod(scope: Scope, pathPart: string, verb: string, settings: MethodSettings): void {
    const { parent, name, args, api, definition } = scope;
    const path = createPath(scope, pathPart);
    const method = definition.add(aws.apigateway.Method, `${pathPart}-method`, {
        ...path, httpMethod: verb, ...settings });
    const lambda = `arn:aws:apigateway:${args.region}:lambda:path/2015-03-31/functions`;
    definition.add(aws.apigateway.Integration, `${pathPart}-integration`, {
        ...path,
        httpMethod: method.httpMethod,
        type: "AWS_PROXY",
        // Lambda's own verb, whatever the method's.
        integrationHttpMethod: "POST",
        uri: pulumi.interpolate`${lambda}/${args.functionArn}/invocations`,
    });
    new aws.lambda.Permission(`${pathPart}-permission-${name}`, {
        function: args.functionName,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`${api.executionArn}/*/${verb}/${pathPart}`,
    }, { parent });
}

/** What the body of POST /patients must be, as a JSON schema of the draft that API Gateway knows. */
const patientModel = {
    $schema: "http://json-schema.org/draft-04/schema#",
    title: "Patient",
    type: "object",
    required: ["givenName", "familyName", "birthDate"],
    additionalProperties: false,
    properties: {
        givenName: { type: "string", minLength: 1, maxLength: 100 },
        familyName: { type: "string", minLength: 1, maxLength: 100 },
        birthDate: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
    },
};

function createValidation({ api, definition }: Scope) {
    const validator = definition.add(aws.apigateway.RequestValidator, "body-validator", {
        restApi: api.id, validateRequestBody: true, validateRequestParameters: true });
    const model = definition.add(aws.apigateway.Model, "patient-model", {
        restApi: api.id,
        // Names of models hold letters and digits alone, which a generated one doesn't.
        name: "Patient",
        contentType: "application/json",
        schema: JSON.stringify(patientModel),
    });
    // A body of another type would pass unchecked without the second one.
    const requestModels = { "application/json": model.name, "$default": model.name };
    return { requestModels, requestValidatorId: validator.id };
}

/** Of POST, it allows nothing: where a policy allows all callers, IAM would no longer have to. */
function listStatements(executionArn: pulumi.Output<string>, cidrs: string[]): aws.iam.PolicyStatement[] {
    const invoke = { Principal: "*", Action: "execute-api:Invoke" };
    return [
        { Sid: "AllowReading", Effect: "Allow", ...invoke, Resource: pulumi.interpolate`${executionArn}/*/GET/*` },
        {
            Sid: "DenyOtherAddresses",
            Effect: "Deny",
            ...invoke,
            Resource: pulumi.interpolate`${executionArn}/*`,
            Condition: { NotIpAddress: { "aws:SourceIp": cidrs } },
        },
    ];
}
