import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnSuffix } from "./arn-suffix";

export interface ServiceComponentArgs {
    clusterName: pulumi.Input<string>;
    clusterArn: pulumi.Input<string>;
    taskDefinitionArn: pulumi.Input<string>;
    /** The container of the task that serves. */
    containerName: string;
    port: number;
    /** Private subnets with a way out, for the image. */
    subnetIds: pulumi.Input<string>[];
    /** Security group of the tasks. */
    securityGroupId: pulumi.Input<string>;
    /** Security group of the load balancer, whose members may connect. */
    clientSecurityGroupId: pulumi.Input<string>;
    loadBalancerArn: pulumi.Input<string>;
    targetGroupArn: pulumi.Input<string>;
    minTasks: number;
    maxTasks: number;
    /** A minute, as the average that scaling aims at. */
    requestsPerTask: number;
    tags: Record<string, string>;
}

/** Tasks behind a load balancer, as many as their load asks for. */
export class ServiceComponent extends pulumi.ComponentResource {
    readonly serviceName: pulumi.Output<string>;

    constructor(name: string, args: ServiceComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:fraud-detection:ServiceComponent", name, {}, opts);
        const scope = { parent: this, name, args };
        const rules = createRules(scope);

        const service = new aws.ecs.Service(`service-${name}`, {
            cluster: args.clusterArn,
            taskDefinition: args.taskDefinitionArn,
            launchType: "FARGATE",
            desiredCount: args.minTasks,
            networkConfiguration: {
                subnets: args.subnetIds, securityGroups: [args.securityGroupId], assignPublicIp: false,
            },
            loadBalancers: [{
                targetGroupArn: args.targetGroupArn, containerName: args.containerName, containerPort: args.port,
            }],
            // New tasks start before old ones end.
            deploymentMinimumHealthyPercent: 100,
            deploymentMaximumPercent: 200,
            deploymentCircuitBreaker: { enable: true, rollback: true },
            availabilityZoneRebalancing: "ENABLED",
            // Seconds that failed health checks of a starting task don't count.
            healthCheckGracePeriodSeconds: 60,
            // A deployment that ECS rolls back fails.
            waitForSteadyState: true,
            enableEcsManagedTags: true,
            propagateTags: "SERVICE",
            tags: { ...args.tags, Name: `service-${name}` },
        // A deployment would undo what scaling decided; left out, the provider sends 0.
        }, { parent: this, dependsOn: rules, ignoreChanges: ["desiredCount"] });

        createScaling(scope, service);

        this.serviceName = service.name;
        this.registerOutputs({ serviceName: this.serviceName });
    }
}

interface Scope {
    parent: ServiceComponent;
    name: string;
    args: ServiceComponentArgs;
}

function createRules({ parent, name, args }: Scope): pulumi.Resource[] {
    const requests = { ipProtocol: "tcp", fromPort: args.port, toPort: args.port };
    return [
        new aws.vpc.SecurityGroupIngressRule(`service-ingress-${name}`, {
            ...requests,
            securityGroupId: args.securityGroupId,
            referencedSecurityGroupId: args.clientSecurityGroupId,
            description: "Requests from the load balancer",
            tags: { ...args.tags, Name: `service-ingress-${name}` },
        }, { parent }),
        new aws.vpc.SecurityGroupEgressRule(`alb-service-egress-${name}`, {
            ...requests,
            securityGroupId: args.clientSecurityGroupId,
            referencedSecurityGroupId: args.securityGroupId,
            description: "Requests to the service",
            tags: { ...args.tags, Name: `alb-service-egress-${name}` },
        }, { parent }),
    ];
}

function createScaling({ parent, name, args }: Scope, service: aws.ecs.Service): void {
    const target = new aws.appautoscaling.Target(`scaling-target-${name}`, {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: pulumi.interpolate`service/${args.clusterName}/${service.name}`,
        minCapacity: args.minTasks,
        maxCapacity: args.maxTasks,
        tags: { ...args.tags, Name: `scaling-target-${name}` },
    }, { parent });
    const requests = {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: pulumi.interpolate`${arnSuffix(args.loadBalancerArn)}/${arnSuffix(args.targetGroupArn)}`,
    };
    const goals: [resource: string, metric: { predefinedMetricType: string }, targetValue: number][] = [
        ["cpu-scaling", { predefinedMetricType: "ECSServiceAverageCPUUtilization" }, 60],
        ["requests-scaling", requests, args.requestsPerTask],
    ];
    for (const [resource, predefinedMetricSpecification, targetValue] of goals) {
        new aws.appautoscaling.Policy(`${resource}-${name}`, {
            policyType: "TargetTrackingScaling",
            serviceNamespace: target.serviceNamespace,
            scalableDimension: target.scalableDimension,
            resourceId: target.resourceId,
            targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification, targetValue },
        }, { parent });
    }
}
