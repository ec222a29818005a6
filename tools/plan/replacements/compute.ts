import { schema, type Table, when } from "./table";

export const compute: Table = {
    "ec2.LaunchTemplate": [schema("ec2/ec2_launch_template.go", {
        replace: "name namePrefix",
        update: `blockDeviceMappings capacityReservationSpecification cpuOptions creditSpecification defaultVersion
            description disableApiStop disableApiTermination ebsOptimized enclaveOptions hibernationOptions
            iamInstanceProfile imageId instanceInitiatedShutdownBehavior instanceMarketOptions
            instanceRequirements instanceType kernelId keyName licenseSpecifications maintenanceOptions
            metadataOptions monitoring networkInterfaces placement privateDnsNameOptions ramDiskId
            securityGroupNames tagSpecifications updateDefaultVersion userData vpcSecurityGroupIds`,
        unordered: "securityGroupNames vpcSecurityGroupIds",
    })],
    "autoscaling.Group": [schema("autoscaling/group.go", {
        replace: "name namePrefix",
        update: `availabilityZones capacityRebalance context defaultCooldown defaultInstanceWarmup desiredCapacity
            desiredCapacityType enabledMetrics forceDelete healthCheckGracePeriod healthCheckType
            instanceMaintenancePolicy instanceRefresh launchConfiguration launchTemplate loadBalancers
            maxInstanceLifetime maxSize metricsGranularity minElbCapacity minSize mixedInstancesPolicy
            placementGroup protectFromScaleIn serviceLinkedRoleArn suspendedProcesses targetGroupArns
            terminationPolicies trafficSources vpcZoneIdentifiers waitForCapacityTimeout waitForElbCapacity
            warmPool`,
        unordered: `availabilityZones enabledMetrics loadBalancers suspendedProcesses tags targetGroupArns
            trafficSources vpcZoneIdentifiers`,
    })],
    "autoscaling.Policy": [schema("autoscaling/policy.go", {
        replace: "autoscalingGroupName name",
        update: `adjustmentType cooldown enabled estimatedInstanceWarmup metricAggregationType
            minAdjustmentMagnitude policyType predictiveScalingConfiguration scalingAdjustment stepAdjustments
            targetTrackingConfiguration`,
    })],
    "appautoscaling.Target": [schema("appautoscaling/target.go", {
        replace: "resourceId scalableDimension serviceNamespace", update: "maxCapacity minCapacity roleArn",
    })],
    "appautoscaling.Policy": [schema("appautoscaling/policy.go", {
        replace: "name resourceId scalableDimension serviceNamespace",
        update: "policyType stepScalingPolicyConfiguration targetTrackingScalingPolicyConfiguration",
    })],
    "ecs.Cluster": [schema("ecs/cluster.go", {
        replace: "name", update: "configuration serviceConnectDefaults settings", unordered: "settings",
    })],
    "ecs.Service": [schema("ecs/service.go", {
        replace: "cluster iamRole launchType name schedulingStrategy",
        update: `alarms availabilityZoneRebalancing deploymentCircuitBreaker deploymentMaximumPercent
            deploymentMinimumHealthyPercent desiredCount enableEcsManagedTags enableExecuteCommand forceNewDeployment
            healthCheckGracePeriodSeconds loadBalancers networkConfiguration orderedPlacementStrategies
            placementConstraints platformVersion propagateTags serviceConnectConfiguration serviceRegistries
            taskDefinition triggers volumeConfiguration waitForSteadyState`,
        conditional: {
            deploymentController: when("if its type changes", ({ before, after }) => typeOf(before) !== typeOf(after)),
        },
        unordered: "loadBalancers placementConstraints",
    })],
    "ecs.TaskDefinition": [schema("ecs/task_definition.go", {
        replace: `containerDefinitions cpu ephemeralStorage executionRoleArn family ipcMode memory networkMode
            pidMode placementConstraints proxyConfiguration requiresCompatibilities runtimePlatform taskRoleArn
            volumes`,
        update: "skipDestroy",
        unordered: "placementConstraints requiresCompatibilities volumes",
    })],
    "lambda.Function": [schema("lambda/function.go", {
        replace: "name packageType tenancyConfig",
        update: `architectures code codeSha256 codeSigningConfigArn deadLetterConfig description environment
            ephemeralStorage fileSystemConfig handler imageConfig imageUri kmsKeyArn layers loggingConfig
            memorySize publish publishTo replaceSecurityGroupsOnDestroy replacementSecurityGroupIds
            reservedConcurrentExecutions role runtime s3Bucket s3Key s3ObjectVersion skipDestroy snapStart
            sourceCodeHash sourceKmsKeyArn timeout tracingConfig vpcConfig`,
    })],
    "lambda.Permission": [schema("lambda/permission.go", {
        replace: `action eventSourceToken function functionUrlAuthType invokedViaFunctionUrl principal
            principalOrgId qualifier sourceAccount sourceArn statementId statementIdPrefix`,
    })],
    "lambda.EventSourceMapping": [schema("lambda/event_source_mapping.go", {
        replace: `eventSourceArn queues selfManagedEventSource selfManagedKafkaEventSourceConfig startingPosition
            startingPositionTimestamp topics`,
        update: `batchSize bisectBatchOnFunctionError destinationConfig documentDbEventSourceConfig enabled
            filterCriteria functionName functionResponseTypes kmsKeyArn maximumBatchingWindowInSeconds
            maximumRecordAgeInSeconds maximumRetryAttempts parallelizationFactor scalingConfig
            sourceAccessConfigurations tumblingWindowInSeconds`,
        unordered: "functionResponseTypes topics",
    })],
};

function typeOf(controller: unknown): unknown {
    return (controller as { type?: unknown } | undefined)?.type ?? "ECS";
}
