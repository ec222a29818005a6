import type { Policies } from "@pulumi/policy";
import type { ec2 } from "@pulumi/aws";
import { findSecrets } from "./secrets-in-text";
import { checkResource, must, mustBe } from "./support";

const template = "aws:ec2/launchTemplate:LaunchTemplate";
const instance = "aws:ec2/instance:Instance";
const configuration = "aws:ec2/launchConfiguration:LaunchConfiguration";

export const policies: Policies = [
    {
        name: "instance-metadata-tokens",
        description:
            "The metadata service asks for a token: without, a forged request from a server fetches its credentials.",
        severity: "high",
        remediationSteps: "Set metadataOptions.httpTokens to required.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_79", "FSBP-EC2.8", "FSBP-EC2.170", "FSBP-AutoScaling.3"],
        validateResource: checkResource<ec2.LaunchTemplateArgs>([template, instance, configuration],
            ({ metadataOptions }) => must(
                metadataOptions?.httpTokens === "required" || metadataOptions?.httpEndpoint === "disabled",
                "metadataOptions.httpTokens must be required", metadataOptions?.httpTokens)),
    },
    {
        name: "instance-metadata-hop-limit",
        description: "Answers of the metadata service don't leave the host, so that no container gets its credentials.",
        severity: "medium",
        remediationSteps: "Set metadataOptions.httpPutResponseHopLimit to 1.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_341", "FSBP-AutoScaling.4"],
        validateResource: checkResource<ec2.LaunchTemplateArgs>([template, instance, configuration],
            ({ metadataOptions }) => mustBe(
                "metadataOptions.httpPutResponseHopLimit", metadataOptions?.httpPutResponseHopLimit, 1)),
    },
    {
        name: "template-volumes-encrypted",
        description: "Every volume of an instance is encrypted, and so are its snapshots.",
        severity: "high",
        remediationSteps: "Name the root volume of the image in blockDeviceMappings, with ebs.encrypted.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-EC26", "CKV_AWS_8", "FSBP-EC2.3", "FSBP-EC2.181"],
        validateResource: checkResource<ec2.LaunchTemplateArgs>(template, ({ blockDeviceMappings: volumes = [] }) => [
            ...must(volumes.length > 0, "blockDeviceMappings must name the root volume", volumes),
            ...volumes
                .filter(({ noDevice, virtualName }) => !noDevice && !virtualName)
                .flatMap(({ ebs }) =>
                    must(String(ebs?.encrypted) === "true", "ebs.encrypted must be true", ebs?.encrypted),
                ),
        ]),
    },
    {
        name: "instance-volumes-encrypted",
        description: "Every volume of an instance is encrypted, and so are its snapshots.",
        severity: "high",
        remediationSteps: "Set rootBlockDevice.encrypted, and encrypted for each of ebsBlockDevices.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-EC26", "CKV_AWS_8", "FSBP-EC2.3"],
        validateResource: checkResource<ec2.InstanceArgs>([instance, configuration],
            ({ rootBlockDevice: root, ebsBlockDevices: others = [] }) => [root, ...others].flatMap(volume =>
                mustBe("encrypted", volume?.encrypted, true))),
    },
    {
        name: "volume-encrypted",
        description: "Every volume is encrypted, and so are its snapshots.",
        severity: "high",
        remediationSteps: "Set encrypted to true.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-EC26", "CKV_AWS_3", "FSBP-EC2.3"],
        validateResource: checkResource<{ encrypted?: boolean }>("aws:ebs/volume:Volume",
            ({ encrypted }) => mustBe("encrypted", encrypted, true)),
    },
    {
        name: "instance-no-public-address",
        description: "Instances have no public address; a load balancer stands in front.",
        severity: "high",
        remediationSteps: "Remove associatePublicIpAddress, and start instances in private subnets.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_88", "FSBP-EC2.9", "FSBP-EC2.25", "FSBP-AutoScaling.5"],
        validateResource: checkResource<ec2.LaunchTemplateArgs & Pick<ec2.InstanceArgs, "associatePublicIpAddress">>(
            [template, instance, configuration],
            ({ associatePublicIpAddress, networkInterfaces = [] }) => [
                { associatePublicIpAddress }, ...networkInterfaces,
            ].flatMap(({ associatePublicIpAddress: has }) =>
                must(String(has) !== "true", "associatePublicIpAddress must be false", has))),
    },
    {
        name: "instance-no-secret-in-user-data",
        description:
            "User data holds no secret: whoever may describe instances, and every process on them, can read it.",
        severity: "critical",
        remediationSteps: "Let the instance read the secret from Secrets Manager with its role.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_46"],
        validateResource: checkResource<ec2.InstanceArgs>([template, instance, configuration],
            ({ userData = "", userDataBase64 = "" }) => [userData, userDataBase64].flatMap(text => must(
                findSecrets(text, Buffer.from(text, "base64").toString()).length === 0,
                "userData must hold no secret", "a text like a secret")),
        ),
    },
    {
        name: "instance-profile",
        description: "Instances get their rights from a role; there are no keys on them to steal.",
        severity: "medium",
        remediationSteps: "Set iamInstanceProfile.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_41"],
        validateResource: checkResource<ec2.InstanceArgs>([template, instance, configuration], (props, { type }) =>
            must(
                "iamInstanceProfile" in props && (type !== template || !isEmpty(props.iamInstanceProfile)),
                "iamInstanceProfile must be given",
                undefined,
            ),
        ),
    },
    {
        name: "instance-names-groups",
        description: "Instances name their security groups; who names none gets the VPC's default group.",
        severity: "medium",
        remediationSteps: "Set vpcSecurityGroupIds.",
        enforcementLevel: "mandatory",
        tags: [],
        validateResource: checkResource<ec2.InstanceArgs>([template, instance], props => must(
            ["vpcSecurityGroupIds", "securityGroups", "networkInterfaces"]
                .some(input => ((props as Record<string, unknown[] | undefined>)[input] ?? []).length > 0),
            "vpcSecurityGroupIds must be given", undefined)),
    },
    {
        name: "instance-detailed-monitoring",
        description: "Metrics come every minute, so that scaling and alarms see trouble five times sooner.",
        severity: "low",
        remediationSteps: "Set monitoring.enabled, at a price for each instance.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-EC28", "CKV_AWS_126"],
        validateResource: checkResource<ec2.InstanceArgs>([template, instance], ({ monitoring }) => {
            const enabled = (monitoring as unknown as { enabled?: boolean } | undefined)?.enabled ?? monitoring;
            return mustBe("monitoring", enabled, true);
        }),
    },
    {
        name: "instance-termination-protection",
        description: "An instance of its own, which no group replaces, can't be terminated by mistake.",
        severity: "low",
        remediationSteps: "Set disableApiTermination.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-EC29"],
        validateResource: checkResource<ec2.InstanceArgs>(instance, ({ disableApiTermination }) =>
            mustBe("disableApiTermination", disableApiTermination, true)),
    },
];

/** An object that says neither name nor ARN. */
function isEmpty(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}
