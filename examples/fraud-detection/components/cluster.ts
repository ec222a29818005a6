import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ClusterComponentArgs {
    vpcId: pulumi.Input<string>;
    containerInsights: boolean;
    tags: Record<string, string>;
}

/** An ECS cluster, and the security group of its tasks, which reach AWS. What else they reach allows them by itself. */
export class ClusterComponent extends pulumi.ComponentResource {
    readonly clusterName: pulumi.Output<string>;
    readonly clusterArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;

    constructor(name: string, args: ClusterComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:fraud-detection:ClusterComponent", name, {}, opts);

        const cluster = new aws.ecs.Cluster(`cluster-${name}`, {
            settings: [{ name: "containerInsights", value: args.containerInsights ? "enabled" : "disabled" }],
            tags: { ...args.tags, Name: `cluster-${name}` },
        }, { parent: this });

        const securityGroup = new aws.ec2.SecurityGroup(`service-security-group-${name}`, {
            vpcId: args.vpcId,
            description: "Service: open to the load balancer",
            tags: { ...args.tags, Name: `service-security-group-${name}` },
        }, { parent: this });
        new aws.vpc.SecurityGroupEgressRule(`service-https-egress-${name}`, {
            securityGroupId: securityGroup.id,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS to AWS",
            tags: { ...args.tags, Name: `service-https-egress-${name}` },
        }, { parent: this });

        this.clusterName = cluster.name;
        this.clusterArn = cluster.arn;
        this.securityGroupId = securityGroup.id;
        this.registerOutputs({
            clusterName: this.clusterName,
            clusterArn: this.clusterArn,
            securityGroupId: this.securityGroupId,
        });
    }
}
