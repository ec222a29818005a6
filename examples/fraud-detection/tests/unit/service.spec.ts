import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { ServiceComponent, type ServiceComponentArgs } from "../../components";

const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:";
const args: ServiceComponentArgs = {
    clusterName: "cluster-name",
    clusterArn: "cluster-arn",
    taskDefinitionArn: "task-arn",
    containerName: "container",
    port: 3000,
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupId: "tasks",
    clientSecurityGroupId: "balancer",
    loadBalancerArn: `${arn}loadbalancer/app/alb/1`,
    targetGroupArn: `${arn}targetgroup/tg/2`,
    minTasks: 2,
    maxTasks: 6,
    requestsPerTask: 700,
    tags: { Project: "project" },
};
const build = () => record(() => new ServiceComponent("dev-01", args));
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("ServiceComponent", () => {
    it("C9 runs tasks in private subnets, and undoes a deployment that fails", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["service-dev-01"]?.inputs, {
            cluster: "cluster-arn",
            taskDefinition: "task-arn",
            launchType: "FARGATE",
            desiredCount: 2,
            networkConfiguration: {
                subnets: ["subnet-1", "subnet-2"], securityGroups: ["tasks"], assignPublicIp: false },
            loadBalancers: [{
                targetGroupArn: `${arn}targetgroup/tg/2`, containerName: "container", containerPort: 3000 }],
            deploymentMinimumHealthyPercent: 100,
            deploymentMaximumPercent: 200,
            deploymentCircuitBreaker: { enable: true, rollback: true },
            availabilityZoneRebalancing: "ENABLED",
            healthCheckGracePeriodSeconds: 60,
            waitForSteadyState: true,
            enableEcsManagedTags: true,
            propagateTags: "SERVICE",
            tags: tags("service"),
        });
    });

    it("C9 admits the load balancer to the port of the service", async () => {
        const { resources } = await build();
        const requests = { ipProtocol: "tcp", fromPort: 3000, toPort: 3000 };
        assert.deepEqual(resources["service-ingress-dev-01"]?.inputs, {
            ...requests,
            securityGroupId: "tasks",
            referencedSecurityGroupId: "balancer",
            description: "Requests from the load balancer",
            tags: tags("service-ingress"),
        });
        assert.deepEqual(resources["alb-service-egress-dev-01"]?.inputs, {
            ...requests,
            securityGroupId: "balancer",
            referencedSecurityGroupId: "tasks",
            description: "Requests to the service",
            tags: tags("alb-service-egress"),
        });
    });

    const dimension = {
        serviceNamespace: "ecs",
        scalableDimension: "ecs:service:DesiredCount",
        resourceId: "service/cluster-name/service-dev-01-name",
    };

    it("keeps the number of tasks between limits", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["scaling-target-dev-01"]?.inputs, {
            ...dimension, minCapacity: 2, maxCapacity: 6, tags: tags("scaling-target") });
    });

    it("follows CPU and requests", async () => {
        const { resources } = await build();
        const policy = (targetValue: number, predefinedMetricSpecification: Record<string, string>) => ({
            ...dimension,
            policyType: "TargetTrackingScaling",
            targetTrackingScalingPolicyConfiguration: { predefinedMetricSpecification, targetValue },
        });
        assert.deepEqual(resources["cpu-scaling-dev-01"]?.inputs,
            policy(60, { predefinedMetricType: "ECSServiceAverageCPUUtilization" }));
        assert.deepEqual(resources["requests-scaling-dev-01"]?.inputs, policy(700, {
            predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel: "app/alb/1/targetgroup/tg/2" }));
    });

    it("D4 exposes its name", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.serviceName), "service-dev-01-name");
    });
});
