import type { Cluster, ContainerDefinition, Service, TaskDefinition } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";
import { clients, commonTags, lowerCaseTagRecord, named, outputs, setting, settings } from "./deployment";

describe("ecs", () => {
    let cluster: Cluster | undefined;
    let service: Service | undefined;
    let task: TaskDefinition | undefined;
    let container: ContainerDefinition;

    before(async () => {
        const { clusters } = await clients.ecs.describeClusters({
            clusters: [outputs.clusterName], include: ["SETTINGS", "TAGS"] });
        cluster = clusters?.[0];
        const { services } = await clients.ecs.describeServices({
            cluster: outputs.clusterName, services: [outputs.serviceName], include: ["TAGS"] });
        service = services?.[0];
        const { taskDefinition } = await clients.ecs.describeTaskDefinition({
            taskDefinition: outputs.taskDefinitionArn });
        task = taskDefinition;
        const [only, ...others] = taskDefinition?.containerDefinitions ?? [];
        assert(only);
        assert.deepEqual(others, []);
        container = only;
    });

    it("C10 cluster and service are named and tagged as this environment's", () => {
        assert.match(outputs.clusterName, new RegExp(`^${named("cluster")}-`));
        assert.match(outputs.serviceName, new RegExp(`^${named("service")}-`));
        assert.deepEqual(lowerCaseTagRecord(cluster?.tags), { ...commonTags(), Name: named("cluster") });
        assert.deepEqual(lowerCaseTagRecord(service?.tags), { ...commonTags(), Name: named("service") });
    });

    it("cluster collects metrics of containers only where the configuration says so", () => {
        const insights = cluster?.settings?.find(({ name }) => name === "containerInsights");
        assert.equal(insights?.value, setting("containerInsights") === "true" ? "enabled" : "disabled");
    });

    it("service runs the exported task on Fargate", () => {
        assert.equal(service?.status, "ACTIVE");
        assert.equal(service.launchType, "FARGATE");
        assert.equal(service.taskDefinition, outputs.taskDefinitionArn);
    });

    it("service wants as many tasks as configured", () => {
        const desired = service?.desiredCount ?? 0;
        assert(desired >= Number(setting("minTasks")) && desired <= Number(setting("maxTasks")), String(desired));
    });

    it("C9 service runs in the private subnets, without public addresses", () => {
        const network = service?.networkConfiguration?.awsvpcConfiguration;
        assert.deepEqual([...network?.subnets ?? []].sort(), [...outputs.privateSubnetIds].sort());
        assert.equal(network?.assignPublicIp, "DISABLED");
    });

    it("service is a target of the load balancer", async () => {
        const { TargetGroups } = await clients.elb.describeTargetGroups({ LoadBalancerArn: outputs.albArn });
        assert.deepEqual(service?.loadBalancers, [{
            targetGroupArn: TargetGroups?.[0]?.TargetGroupArn, containerName: container.name, containerPort: 8080 }]);
    });

    it("task has the configured size and processors", () => {
        assert.deepEqual([task?.cpu, task?.memory], [setting("taskCpu"), setting("taskMemoryMib")]);
        assert.equal(task?.runtimePlatform?.cpuArchitecture, setting("architecture"));
        assert.equal(task.networkMode, "awsvpc");
    });

    it("container runs the configured image, or the placeholder of a public registry", () => {
        const image = setting("image");
        assert(image ? container.image === image : container.image?.startsWith("public.ecr.aws/"));
    });

    it("container can't write to its file system, and is not root", () => {
        assert.equal(container.readonlyRootFilesystem, true);
        assert.equal(container.user, "1000");
    });

    it("F3 container is told where its table and its database are", () => {
        const variables = container.environment?.map(({ name = "", value }) => [name, value] as const) ?? [];
        assert.deepEqual(Object.fromEntries(variables), {
            DATABASE_HOST: outputs.auroraEndpoint,
            DATABASE_NAME: "app",
            DATABASE_PORT: "5432",
            DATABASE_SECRET_ARN: outputs.auroraSecretArn,
            PORT: "8080",
            RULES_TABLE: outputs.rulesTableName,
        });
    });

    it("C7 container gets the password by reference alone", () => {
        assert.deepEqual(container.secrets, [{ name: "DATABASE_SECRET", valueFrom: outputs.auroraSecretArn }]);
    });

    it("container logs into a group of its own", () => {
        const { logDriver, options } = container.logConfiguration ?? {};
        assert.equal(logDriver, "awslogs");
        assert.match(options?.["awslogs-group"] ?? "", new RegExp(`^${named("service-log-group")}-`));
        assert.equal(options?.["awslogs-region"], settings.config["aws:region"]);
    });
});

describe("application auto scaling", () => {
    const ServiceNamespace = "ecs";
    const ResourceId = () => `service/${outputs.clusterName}/${outputs.serviceName}`;

    it("keeps the number of tasks between the configured ones", async () => {
        const { ScalableTargets } = await clients.applicationAutoscaling.describeScalableTargets({
            ServiceNamespace, ResourceIds: [ResourceId()] });
        assert.deepEqual(ScalableTargets?.map(({ MinCapacity, MaxCapacity }) => [MinCapacity, MaxCapacity]),
            [[Number(setting("minTasks")), Number(setting("maxTasks"))]]);
    });

    it("follows the CPU and the requests of the load balancer", async () => {
        const { ScalingPolicies = [] } = await clients.applicationAutoscaling.describeScalingPolicies({
            ServiceNamespace, ResourceId: ResourceId() });
        const goals = ScalingPolicies.map(({ TargetTrackingScalingPolicyConfiguration: tracking }) => [
            tracking?.PredefinedMetricSpecification?.PredefinedMetricType, tracking?.TargetValue,
        ]);
        assert.deepEqual(goals.sort(), [
            ["ALBRequestCountPerTarget", Number(setting("requestsPerTask"))],
            ["ECSServiceAverageCPUUtilization", 60],
        ]);
        const labels = ScalingPolicies.flatMap(({ TargetTrackingScalingPolicyConfiguration: tracking }) =>
            tracking?.PredefinedMetricSpecification?.ResourceLabel ?? []);
        const balancer = outputs.albArn.split(":loadbalancer/")[1] ?? "";
        assert.equal(labels.length, 1);
        assert(labels[0]?.startsWith(`${balancer}/targetgroup/`), labels[0]);
    });
});
