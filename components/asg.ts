import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { findArchitecture, isBurstable } from "./instance-type";
import { renderUserData } from "./user-data";

/** What a burstable instance does without CPU credits: slow down to its baseline, or run on at an extra price. */
export const CpuCredits = { Standard: "standard", Unlimited: "unlimited" } as const;
export type CpuCredits = (typeof CpuCredits)[keyof typeof CpuCredits];

export interface AsgComponentArgs {
    vpcId: pulumi.Input<string>;
    /** Private subnets with their default routes, which scripts that run at boot may need. */
    subnetIds: pulumi.Input<string>[];
    /** EC2 instance type; the image follows its architecture. */
    instanceType: string;
    /** For burstable instance types; others ignore it. */
    cpuCredits: CpuCredits;
    minSize: number;
    maxSize: number;
    /** Port on which the application serves. */
    port: number;
    /** Security group whose members may connect to that port; nobody else can. */
    clientSecurityGroupId: pulumi.Input<string>;
    /** Target group of that port, with a listener that forwards to it. */
    targetGroupArn: pulumi.Input<string>;
    /** Name of the SSM parameter that tells the application where its database is. */
    databaseParameterName: string;
    tags: Record<string, string>;
}

/** A group of instances that run the application, each in a private subnet and reached through Session Manager. */
export class AsgComponent extends pulumi.ComponentResource {
    readonly asgName: pulumi.Output<string>;
    readonly launchTemplateId: pulumi.Output<string>;
    readonly instanceRoleName: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;

    constructor(name: string, args: AsgComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.minSize > args.maxSize) {
            throw new Error(`${name}: minSize must not exceed maxSize, got ${args.minSize} and ${args.maxSize}`);
        }
        super("reference:index:AsgComponent", name, {}, opts);

        const role = createInstanceRole({ parent: this, name, args });
        const securityGroup = createSecurityGroup({ parent: this, name, args });

        const profile = new aws.iam.InstanceProfile(`instance-profile-${name}`, {
            role: role.name,
            tags: { ...args.tags, Name: `instance-profile-${name}` },
        }, { parent: this });

        const launchTemplate = new aws.ec2.LaunchTemplate(`launch-template-${name}`, {
            // Resolved at each launch: no look-up, and no new template version for each release of the image.
            imageId: `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${
                findArchitecture(args.instanceType)}`,
            instanceType: args.instanceType,
            creditSpecification: isBurstable(args.instanceType) ? { cpuCredits: args.cpuCredits } : undefined,
            iamInstanceProfile: { arn: profile.arn },
            vpcSecurityGroupIds: [securityGroup.id],
            metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
            blockDeviceMappings: [{
                deviceName: "/dev/xvda",
                ebs: { volumeType: "gp3", encrypted: "true", deleteOnTermination: "true" },
            }],
            userData: Buffer.from(renderUserData(args)).toString("base64"),
            // The group tags instances but not their volumes.
            tagSpecifications: ["instance", "volume"].map(resourceType => ({
                resourceType,
                tags: { ...args.tags, Name: `${resourceType}-${name}` },
            })),
            tags: { ...args.tags, Name: `launch-template-${name}` },
        }, { parent: this });

        const group = new aws.autoscaling.Group(`asg-${name}`, {
            vpcZoneIdentifiers: args.subnetIds,
            minSize: args.minSize,
            maxSize: args.maxSize,
            // Never desiredCapacity: a deployment would undo what scaling has decided.
            launchTemplate: {
                id: launchTemplate.id,
                // Not "$Latest": that never changes, so a new version would never start an instance refresh.
                version: launchTemplate.latestVersion.apply(String),
            },
            targetGroupArns: [args.targetGroupArn],
            healthCheckType: "ELB",
            // Seconds. A T3 or T4g instance on standard credits has none when it starts, and boots at its baseline.
            healthCheckGracePeriod: 300,
            defaultInstanceWarmup: 60,
            // The first deployment succeeds only when as many instances have passed the load balancer's health check.
            minElbCapacity: args.minSize,
            // AWS starts the new instance before it ends the old one: a group may have only one.
            instanceMaintenancePolicy: newBeforeOld,
            // The same again: the provider sends percentages with every refresh, by default 90 and 100, and they win.
            instanceRefresh: { strategy: "Rolling", preferences: { ...newBeforeOld, skipMatching: true } },
            // Seconds, 30 days: brings in new images without a deployment.
            maxInstanceLifetime: 30 * 24 * 60 * 60,
            tags: Object.entries({ ...args.tags, Name: `asg-${name}` }).map(([key, value]) => ({
                key, value, propagateAtLaunch: key !== "Name" })),
        }, { parent: this });

        new aws.autoscaling.Policy(`cpu-policy-${name}`, {
            autoscalingGroupName: group.name,
            policyType: "TargetTrackingScaling",
            targetTrackingConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
                targetValue: 60,
            },
        }, { parent: this });

        this.asgName = group.name;
        this.launchTemplateId = launchTemplate.id;
        this.instanceRoleName = role.name;
        this.securityGroupId = securityGroup.id;
        this.registerOutputs({
            asgName: this.asgName,
            launchTemplateId: this.launchTemplateId,
            instanceRoleName: this.instanceRoleName,
            securityGroupId: this.securityGroupId,
        });
    }
}

const newBeforeOld = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };

/** What the functions below need to create children of the component. */
interface Scope {
    parent: AsgComponent;
    name: string;
    args: AsgComponentArgs;
}

function createInstanceRole({ parent, name, args }: Scope): aws.iam.Role {
    const role = new aws.iam.Role(`instance-role-${name}`, {
        assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
        tags: { ...args.tags, Name: `instance-role-${name}` },
    }, { parent });
    new aws.iam.RolePolicy(`session-manager-policy-${name}`, {
        role: role.name,
        policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow",
                // What Session Manager needs, and no more: AWS's own policy lets an instance read every parameter.
                Action: [
                    "ssm:UpdateInstanceInformation",
                    "ssmmessages:CreateControlChannel",
                    "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel",
                    "ssmmessages:OpenDataChannel",
                ],
                // AWS knows no narrower resource for these.
                Resource: "*",
            }],
        }),
    }, { parent });
    return role;
}

/**
 * The application accepts connections from the load balancer and connects to AWS services. For everything else that it
 * connects to, such as the database, the component of that thing adds the egress rule.
 */
function createSecurityGroup({ parent, name, args }: Scope): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(`app-security-group-${name}`, {
        vpcId: args.vpcId,
        description: "Application: open to the load balancer",
        tags: { ...args.tags, Name: `app-security-group-${name}` },
    }, { parent });
    const tcp = (port: number) => ({ ipProtocol: "tcp", fromPort: port, toPort: port });
    new aws.vpc.SecurityGroupIngressRule(`app-ingress-${name}`, {
        ...tcp(args.port),
        securityGroupId: group.id,
        referencedSecurityGroupId: args.clientSecurityGroupId,
        description: "Requests from the load balancer",
        tags: { ...args.tags, Name: `app-ingress-${name}` },
    }, { parent });
    new aws.vpc.SecurityGroupEgressRule(`alb-app-egress-${name}`, {
        ...tcp(args.port),
        securityGroupId: args.clientSecurityGroupId,
        referencedSecurityGroupId: group.id,
        description: "Requests to the application",
        tags: { ...args.tags, Name: `alb-app-egress-${name}` },
    }, { parent });
    new aws.vpc.SecurityGroupEgressRule(`app-https-egress-${name}`, {
        ...tcp(443),
        securityGroupId: group.id,
        cidrIpv4: "0.0.0.0/0",
        description: "AWS services",
        tags: { ...args.tags, Name: `app-https-egress-${name}` },
    }, { parent });
    return group;
}
