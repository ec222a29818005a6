import assert from "node:assert/strict";
import { AsgComponent, type AsgComponentArgs } from "../../components";
import { userData } from "../../components/user-data";
import { record, valueOf } from "../support/record";

const args: AsgComponentArgs = {
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    instanceType: "t4g.micro",
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
    it("makes one of each", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "alb-app-egress", "app-https-egress", "app-ingress", "app-security-group", "asg", "cpu-policy",
            "instance-profile", "instance-role", "launch-template", "session-manager-policy",
        ].map(resource => `${resource}-dev-01`));
    });

    it("C9 runs between its sizes in the given subnets, and never sets how many just now", async () => {
        const group = await inputsOf("asg", { minSize: 2, maxSize: 5 });
        assert.deepEqual(group.vpcZoneIdentifiers, ["subnet-1", "subnet-2"]);
        assert.equal(group.minSize, 2);
        assert.equal(group.maxSize, 5);
        assert.equal("desiredCapacity" in group, false);
    });

    it("goes by the load balancer's health checks, and ends its first deployment when they pass", async () => {
        const group = await inputsOf("asg", { minSize: 2 });
        assert.deepEqual(group.targetGroupArns, ["tg-arn"]);
        assert.equal(group.healthCheckType, "ELB");
        assert.equal(group.healthCheckGracePeriod, 120);
        assert.equal(group.defaultInstanceWarmup, 60);
        assert.equal(group.minElbCapacity, 2);
        assert.equal("waitForElbCapacity" in group, false);
    });

    it("replaces instances when the launch template has a new version, and after 30 days, new before old", async () => {
        const group = await inputsOf("asg");
        assert.deepEqual(group.launchTemplate, { id: "launch-template-dev-01-id", version: "7" });
        assert.deepEqual(group.instanceRefresh, { strategy: "Rolling", preferences: { skipMatching: true } });
        assert.deepEqual(group.instanceMaintenancePolicy, { minHealthyPercentage: 100, maxHealthyPercentage: 200 });
        assert.equal(group.maxInstanceLifetime, 2_592_000);
    });

    it("hands its tags on to instances, but not its name", async () => {
        const { tags } = await inputsOf("asg");
        assert.deepEqual(tags, [
            { key: "Project", value: "project", propagateAtLaunch: true },
            { key: "Name", value: "asg-dev-01", propagateAtLaunch: false },
        ]);
    });

    it("tags instances and volumes through the launch template", async () => {
        const { tagSpecifications, tags: own } = await inputsOf("launch-template");
        assert.deepEqual(tagSpecifications, [
            { resourceType: "instance", tags: tags("instance") },
            { resourceType: "volume", tags: tags("volume") },
        ]);
        assert.deepEqual(own, tags("launch-template"));
    });

    it("requires IMDSv2, out of reach for containers", async () => {
        const { metadataOptions } = await inputsOf("launch-template");
        assert.deepEqual(
            metadataOptions, { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 });
    });

    it("encrypts the root volume", async () => {
        const { blockDeviceMappings } = await inputsOf("launch-template");
        assert.deepEqual(blockDeviceMappings, [{
            deviceName: "/dev/xvda", ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" } }]);
    });

    it("gives instances their profile and group, and no key pair", async () => {
        const template = await inputsOf("launch-template");
        assert.deepEqual(template.iamInstanceProfile, { arn: "instance-profile-dev-01-arn" });
        assert.deepEqual(template.vpcSecurityGroupIds, ["app-security-group-dev-01-id"]);
        assert.equal("keyName" in template, false);
        assert.deepEqual(
            await inputsOf("instance-profile"), { role: "instance-role-dev-01-name", tags: tags("instance-profile") });
    });

    for (const [instanceType, architecture] of [
        ["t4g.micro", "arm64"], ["c7gn.large", "arm64"], ["a1.large", "arm64"], ["x2gd.metal", "arm64"],
        ["t3.micro", "x86_64"], ["m7i-flex.large", "x86_64"], ["g5.xlarge", "x86_64"], ["g4dn.xlarge", "x86_64"],
        ["u-6tb1.metal", "x86_64"],
    ] as const) {
        it(`takes the image for ${architecture} with ${instanceType}`, async () => {
            const template = await inputsOf("launch-template", { instanceType });
            assert.equal(template.instanceType, instanceType);
            assert.equal(template.imageId,
                `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`);
        });
    }

    it("C7 starts the application by its user data, which holds no secret and no address of a database", async () => {
        const template = await inputsOf("launch-template", { port: 3000 });
        assert.equal(
            Buffer.from(template.userData as string, "base64").toString(),
            userData({ port: 3000, databaseParameterName: "/database/project/dev-01" }));
    });

    it("lets instances do what Session Manager needs, and nothing else on all resources", async () => {
        const { assumeRolePolicy } = await inputsOf("instance-role");
        assert.deepEqual(JSON.parse(assumeRolePolicy as string), {
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
        });
        const { role, policy } = await inputsOf("session-manager-policy");
        assert.equal(role, "instance-role-dev-01-name");
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

    it("owns both ends of the edge from its clients", async () => {
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

    it("reaches AWS by HTTPS, and nothing else on its own account", async () => {
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
