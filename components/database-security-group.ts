import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface DatabaseSecurityGroupArgs {
    parent: pulumi.Resource;
    /** Of the component. */
    name: string;
    vpcId: pulumi.Input<string>;
    clientSecurityGroupId: pulumi.Input<string>;
    /** What listens on the port. */
    engine: { title: string; port: number };
    tags: Record<string, string>;
}

/** The security group of a database, with both ends of its clients' way to it. */
export function createDatabaseSecurityGroup(
    { parent, name, vpcId, clientSecurityGroupId, engine: { title, port }, tags }: DatabaseSecurityGroupArgs,
): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(`db-security-group-${name}`, {
        vpcId,
        description: "Database: open to the application",
        tags: { ...tags, Name: `db-security-group-${name}` },
    }, { parent });
    const connections = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new aws.vpc.SecurityGroupIngressRule(`db-ingress-${name}`, {
        ...connections,
        securityGroupId: group.id,
        referencedSecurityGroupId: clientSecurityGroupId,
        description: `${title} from the application`,
        tags: { ...tags, Name: `db-ingress-${name}` },
    }, { parent });
    new aws.vpc.SecurityGroupEgressRule(`app-db-egress-${name}`, {
        ...connections,
        securityGroupId: clientSecurityGroupId,
        referencedSecurityGroupId: group.id,
        description: `${title} to the database`,
        tags: { ...tags, Name: `app-db-egress-${name}` },
    }, { parent });
    return group;
}
