import assert from "node:assert/strict";
import { AsgComponent, type AsgComponentArgs } from "../../components";
import { renderUserData } from "../../components/user-data";
import { record, valueOf } from "../support/record";

const args: AsgComponentArgs = {
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    instanceType: "t4g.micro",
    cpuCredits: "standard",
    minSize: 1,
    maxSize: 3,
    port: 8080,
    clientSecurityGroupId: "sg-alb",
    targetGroupArn: "tg-arn",
    databaseParameterName: "/database/project/dev-01",
    tags: { Project: "project" },
};

const build = (changes: Partial<AsgComponentArgs> = {}) =>
    record(() => new AsgComponent("dev-01", { ...args, ...changes }));

const inputsOf = async (name: string, changes: Partial<AsgComponentArgs> = {}) => {
    const inputs = (await build(changes)).resources[`${name}-dev-01`]?.inputs;
    assert(inputs, `there is no ${name}`);
    return inputs;
};

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("AsgComponent", () => {
    it("creates each of its resources once", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "alb-app-egress", "app-https-egress", "app-ingress", "app-security-group", "asg", "cpu-policy",
            "instance-profile", "instance-role", "launch-template", "session-manager-policy",
        ].map(resource => `${resource}-dev-01`));
    });

    it("C9 keeps healthy instances in the given subnets, starts new before it ends old, and sets no size", async () => {
        assert.deepEqual(await inputsOf("asg", { minSize: 2, maxSize: 5 }), {
            vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
            minSize: 2,
            maxSize: 5,
            launchTemplate: { id: "launch-template-dev-01-id", version: "7" },
            targetGroupArns: ["tg-arn"],
            healthCheckType: "ELB",
            healthCheckGracePeriod: 300,
            defaultInstanceWarmup: 60,
            minElbCapacity: 2,
            instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
            instanceRefresh: {
                strategy: "Rolling",
                preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200, skipMatching: true },
            },
            maxInstanceLifetime: 2_592_000,
            tags: [
                { key: "Project", value: "project", propagateAtLaunch: true },
                { key: "Name", value: "asg-dev-01", propagateAtLaunch: false },
            ],
        });
    });

    it("C7 starts the application on a private, encrypted instance with IMDSv2, and gives it no secret", async () => {
        const { userData, ...template } = await inputsOf("launch-template", { port: 3000 });
        assert.deepEqual(template, {
            imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
            instanceType: "t4g.micro",
            creditSpecification: { cpuCredits: "standard" },
            iamInstanceProfile: { arn: "instance-profile-dev-01-arn" },
            vpcSecurityGroupIds: ["app-security-group-dev-01-id"],
            metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
            blockDeviceMappings: [{
                deviceName: "/dev/xvda",
                ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
            }],
            tagSpecifications: [
                { resourceType: "instance", tags: tags("instance") },
                { resourceType: "volume", tags: tags("volume") },
            ],
            tags: tags("launch-template"),
        });
        assert.equal(
            Buffer.from(userData as string, "base64").toString(),
            renderUserData({ port: 3000, databaseParameterName: "/database/project/dev-01" }));
        assert.deepEqual(
            await inputsOf("instance-profile"), { role: "instance-role-dev-01-name", tags: tags("instance-profile") });
    });

    it("takes the image of the instance type's architecture", async () => {
        const { imageId } = await inputsOf("launch-template", { instanceType: "m7i.large" });
        assert.equal(imageId, "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
    });

    it("sets the given credit option for burstable instances, and none for others", async () => {
        const option = async (instanceType: string) =>
            (await inputsOf("launch-template", { instanceType, cpuCredits: "unlimited" })).creditSpecification;
        assert.deepEqual(await option("t4g.micro"), { cpuCredits: "unlimited" });
        assert.equal(await option("m7g.medium"), undefined);
    });

    it("lets instances do what Session Manager needs, and nothing else on all resources", async () => {
        const { assumeRolePolicy, ...instanceRole } = await inputsOf("instance-role");
        assert.deepEqual(instanceRole, { tags: tags("instance-role") });
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
        });
        const { policy, ...attachment } = await inputsOf("session-manager-policy");
        assert.deepEqual(attachment, { role: "instance-role-dev-01-name" });
        assert.deepEqual(JSON.parse(policy as string), {
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                Action: [
                    "ssm:UpdateInstanceInformation",
                    "ssmmessages:CreateControlChannel",
                    "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel",
                    "ssmmessages:OpenDataChannel",
                ],
                Resource: "*",
            }],
        });
    });

    it("scales by CPU", async () => {
        assert.deepEqual(await inputsOf("cpu-policy"), {
            autoscalingGroupName: "asg-dev-01-name",
            policyType: "TargetTrackingScaling",
            targetTrackingConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
                targetValue: 60,
            },
        });
    });

    it("has a security group without inline rules", async () => {
        assert.deepEqual(await inputsOf("app-security-group"), {
            vpcId: "vpc-1", description: "Application: open to the load balancer", tags: tags("app-security-group") });
    });

    it("allows requests from its clients, on both security groups", async () => {
        assert.deepEqual(await inputsOf("app-ingress", { port: 3000 }), {
            securityGroupId: "app-security-group-dev-01-id",
            referencedSecurityGroupId: "sg-alb",
            ipProtocol: "tcp",
            fromPort: 3000,
            toPort: 3000,
            description: "Requests from the load balancer",
            tags: tags("app-ingress"),
        });
        assert.deepEqual(await inputsOf("alb-app-egress", { port: 3000 }), {
            securityGroupId: "sg-alb",
            referencedSecurityGroupId: "app-security-group-dev-01-id",
            ipProtocol: "tcp",
            fromPort: 3000,
            toPort: 3000,
            description: "Requests to the application",
            tags: tags("alb-app-egress"),
        });
    });

    it("allows itself HTTPS, and no other connection", async () => {
        assert.deepEqual(await inputsOf("app-https-egress"), {
            securityGroupId: "app-security-group-dev-01-id",
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "AWS services",
            tags: tags("app-https-egress"),
        });
    });

    it("D4 exposes what others need", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.asgName), "asg-dev-01-name");
        assert.equal(await valueOf(result.launchTemplateId), "launch-template-dev-01-id");
        assert.equal(await valueOf(result.instanceRoleName), "instance-role-dev-01-name");
        assert.equal(await valueOf(result.securityGroupId), "app-security-group-dev-01-id");
    });

    it("refuses minSize above maxSize", async () => {
        await assert.rejects(build({ minSize: 4 }), {
            message: "dev-01: minSize must not exceed maxSize, got 4 and 3" });
    });
});
