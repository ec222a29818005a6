import type * as sdk from "@aws-sdk/client-lambda";
import type * as aws from "@pulumi/aws";
import type { Clients } from "../../host/clients";
import { UserError } from "../../host/command";
import { zipArchive } from "../archive";
import { autoName, type ResourceType, resourceType, requireValue } from "../resource-type";

export const types: Record<string, ResourceType> = {
    "aws:lambda/function:Function": resourceType<aws.lambda.FunctionArgs>({
        taggable: true,
        mock: name => ({ name: `${name}-name`, arn: `${name}-arn`, invokeArn: `${name}-invoke-arn` }),
        async create(inputs, { clients, region, projectDir, name }) {
            const FunctionName = inputs.name ?? autoName(name);
            const { FunctionArn } = await clients.lambda.createFunction({
                FunctionName,
                Description: inputs.description,
                Role: inputs.role,
                Runtime: inputs.runtime as sdk.Runtime,
                Architectures: inputs.architectures as sdk.Architecture[],
                Handler: inputs.handler,
                Code: await storeCode(zipArchive(inputs.code, projectDir), FunctionName, clients, region),
                MemorySize: inputs.memorySize,
                Timeout: inputs.timeout,
                KMSKeyArn: inputs.kmsKeyArn,
                VpcConfig: inputs.vpcConfig && {
                    SubnetIds: inputs.vpcConfig.subnetIds,
                    SecurityGroupIds: inputs.vpcConfig.securityGroupIds,
                },
                Environment: inputs.environment && { Variables: inputs.environment.variables },
                EphemeralStorage: inputs.ephemeralStorage && { Size: inputs.ephemeralStorage.size },
                LoggingConfig: inputs.loggingConfig && {
                    LogFormat: inputs.loggingConfig.logFormat as sdk.LogFormat,
                    LogGroup: inputs.loggingConfig.logGroup,
                    ApplicationLogLevel: inputs.loggingConfig.applicationLogLevel as sdk.ApplicationLogLevel,
                    SystemLogLevel: inputs.loggingConfig.systemLogLevel as sdk.SystemLogLevel,
                },
                TracingConfig: inputs.tracingConfig && { Mode: inputs.tracingConfig.mode as sdk.TracingMode },
                Tags: inputs.tags,
            });
            const reserved = inputs.reservedConcurrentExecutions ?? -1;
            // For the provider, -1 reserves nothing and limits nothing.
            if (reserved !== -1) {
                await clients.lambda.putFunctionConcurrency({
                    FunctionName, ReservedConcurrentExecutions: reserved });
            }
            const arn = requireValue(FunctionArn, "FunctionArn");
            const invokeArn = `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
            return { id: FunctionName, state: { name: FunctionName, arn, invokeArn } };
        },
    }),

    "aws:lambda/eventSourceMapping:EventSourceMapping": resourceType<aws.lambda.EventSourceMappingArgs>({
        taggable: true,
        mock: name => ({ arn: `${name}-arn`, uuid: `${name}-uuid` }),
        async create(inputs, { clients }) {
            if (inputs.filterCriteria || !inputs.eventSourceArn?.includes(":sqs:")) {
                throw new UserError("the emulator runs functions for queues only, and without filters", 1);
            }
            const { UUID, EventSourceMappingArn, FunctionArn } = await clients.lambda.createEventSourceMapping({
                EventSourceArn: inputs.eventSourceArn,
                FunctionName: inputs.functionName,
                BatchSize: inputs.batchSize,
                Enabled: inputs.enabled,
                FunctionResponseTypes: inputs.functionResponseTypes as sdk.FunctionResponseType[],
                MaximumBatchingWindowInSeconds: inputs.maximumBatchingWindowInSeconds,
                ScalingConfig: inputs.scalingConfig && {
                    MaximumConcurrency: inputs.scalingConfig.maximumConcurrency },
                Tags: inputs.tags,
            });
            const uuid = requireValue(UUID, "UUID");
            return { id: uuid, state: { uuid, arn: EventSourceMappingArn, functionArn: FunctionArn } };
        },
    }),

    "aws:lambda/permission:Permission": resourceType<aws.lambda.PermissionArgs>({
        taggable: false,
        mock: name => ({ statementId: `${name}-statement-id` }),
        async create(inputs, { clients, name }) {
            const statementId = inputs.statementId ?? autoName(name);
            await clients.lambda.addPermission({
                FunctionName: inputs.function as string,
                StatementId: statementId,
                Action: inputs.action,
                Principal: inputs.principal,
                SourceArn: inputs.sourceArn,
                SourceAccount: inputs.sourceAccount,
                Qualifier: inputs.qualifier,
            });
            return { id: statementId, state: { statementId } };
        },
    }),
};

/**
 * Stores code where GetFunction says that it is, in a bucket of AWS's own. moto names the same place, but leaves it
 * empty when the code comes with the call.
 */
async function storeCode(
    zip: Uint8Array, functionName: string, { s3 }: Clients, region: string,
): Promise<sdk.FunctionCode> {
    const Bucket = `awslambda-${region}-tasks`;
    // Creating one that is there already succeeds for its owner in us-east-1 alone.
    await s3.createBucket({ Bucket }).catch((error: unknown) => {
        if (!["BucketAlreadyExists", "BucketAlreadyOwnedByYou"].includes((error as Error).name)) {
            throw error;
        }
    });
    await s3.putObject({ Bucket, Key: functionName, Body: zip });
    return { S3Bucket: Bucket, S3Key: functionName };
}
