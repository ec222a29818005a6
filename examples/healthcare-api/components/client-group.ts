import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface ClientGroupComponentArgs {
    vpcId: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** The security group of a function, which reaches AWS. What else it reaches allows it by itself. */
export class ClientGroupComponent extends pulumi.ComponentResource {
    readonly securityGroupId: pulumi.Output<string>;

    constructor(name: string, args: ClientGroupComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:healthcare-api:ClientGroupComponent", name, {}, opts);
        const group = new aws.ec2.SecurityGroup(`function-security-group-${name}`, {
            vpcId: args.vpcId,
            description: "Function: open to nobody",
            tags: { ...args.tags, Name: `function-security-group-${name}` },
        }, { parent: this });
        new aws.vpc.SecurityGroupEgressRule(`function-https-egress-${name}`, {
            securityGroupId: group.id,
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS to AWS",
            tags: { ...args.tags, Name: `function-https-egress-${name}` },
        }, { parent: this });
        this.securityGroupId = group.id;
        this.registerOutputs({ securityGroupId: this.securityGroupId });
    }
}
