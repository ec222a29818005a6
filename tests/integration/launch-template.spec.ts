import type { LaunchTemplateVersion } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { clients, named, outputs, ownTags, setting, tagRecord } from "./deployment";

describe("launch template", () => {
    let version: LaunchTemplateVersion;
    const data = () => version.LaunchTemplateData;
    const script = () => Buffer.from(data()?.UserData ?? "", "base64").toString();

    before(async () => {
        const { LaunchTemplateVersions } = await clients.ec2.describeLaunchTemplateVersions({
            LaunchTemplateId: outputs.launchTemplateId, Versions: ["$Latest"] });
        const [latest] = LaunchTemplateVersions ?? [];
        assert(latest);
        version = latest;
    });

    it("launch template's latest version is the one that the group uses", async () => {
        const { AutoScalingGroups } = await clients.autoscaling.describeAutoScalingGroups({
            AutoScalingGroupNames: [outputs.asgName] });
        assert.equal(AutoScalingGroups?.[0]?.LaunchTemplate?.Version, String(version.VersionNumber));
    });

    it("launch template requires IMDSv2, out of reach for containers", () => {
        assert.equal(data()?.MetadataOptions?.HttpTokens, "required");
        assert.equal(data()?.MetadataOptions?.HttpPutResponseHopLimit, 1);
    });

    it("launch template has the application's security group and role", async () => {
        assert.deepEqual(data()?.SecurityGroupIds, [outputs.appSecurityGroupId]);
        const { InstanceProfile } = await clients.iam.getInstanceProfile({
            InstanceProfileName: data()?.IamInstanceProfile?.Arn?.split("/").at(-1) });
        assert.deepEqual(InstanceProfile?.Roles?.map(({ RoleName }) => RoleName), [outputs.instanceRoleName]);
    });

    it("launch template has the configured CPU credits, if its type has any", () => {
        const burstable = /^t\d/.test(setting("instanceType"));
        assert.equal(data()?.CreditSpecification?.CpuCredits, burstable ? setting("cpuCredits") : undefined);
    });

    it("launch template says nothing but what these tests ask for", () => {
        const settings = Object.entries(data() ?? {}).filter(([, value]) => value !== undefined && value !== false);
        assert.deepEqual(settings.map(([key]) => key).filter(key => key !== "CreditSpecification").sort(), [
            "BlockDeviceMappings", "IamInstanceProfile", "ImageId", "InstanceType", "MetadataOptions",
            "SecurityGroupIds", "TagSpecifications", "UserData",
        ]);
    });

    it("launch template encrypts the root volume, and lets it go with its instance", () => {
        const [root, ...others] = data()?.BlockDeviceMappings ?? [];
        assert.deepEqual(others, []);
        assert.equal(root?.Ebs?.Encrypted, true);
        assert.equal(root.Ebs.VolumeType, "gp3");
        assert.equal(root.Ebs.DeleteOnTermination, true);
    });

    it("C10 launch template tags instances and volumes", () => {
        for (const type of ["instance", "volume"]) {
            const specification = data()?.TagSpecifications?.find(({ ResourceType }) => ResourceType === type);
            assert.deepEqual(tagRecord(specification?.Tags), { ...ownTags(), Name: named(type) });
        }
    });

    it("launch template takes the public Amazon Linux 2023 image of its type's architecture", () => {
        assert.equal(data()?.InstanceType, setting("instanceType"));
        const graviton = /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./.test(setting("instanceType"));
        const image = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-";
        assert.equal(data()?.ImageId, image + (graviton ? "arm64" : "x86_64"));
    });

    it("launch template has the application serve on the target group's port", async () => {
        const { TargetGroups } = await clients.elb.describeTargetGroups({
            TargetGroupArns: [outputs.targetGroupArn] });
        assert.match(script(), new RegExp(`PORT=${TargetGroups?.[0]?.Port} `));
    });

    it("C7 launch template names the database parameter, but neither its address nor its secret", () => {
        assert(script().includes(`DATABASE_PARAMETER=${outputs.databaseParameterName}\n`));
        assert.equal(script().includes(outputs.rdsAddress), false);
        assert.equal(script().includes(outputs.rdsSecretArn), false);
    });
});
