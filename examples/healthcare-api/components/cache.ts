import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CacheComponentArgs {
    vpcId: pulumi.Input<string>;
    /** Private subnets in at least two availability zones. */
    subnetIds: pulumi.Input<string>[];
    /** Security group whose members may connect; nobody else can. */
    clientSecurityGroupId: pulumi.Input<string>;
    nodeType: string;
    kmsKeyArn: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** A private, encrypted Redis of two nodes, to which clients authenticate with IAM. */
export class CacheComponent extends pulumi.ComponentResource {
    /** Name of the replication group, which clients sign their tokens for. */
    readonly cacheName: pulumi.Output<string>;
    /** Address of the node that takes writes, whichever that is. */
    readonly endpoint: pulumi.Output<string>;
    readonly port: pulumi.Output<number>;
    readonly userName: pulumi.Output<string>;
    /** Cache and user: who may connect needs elasticache:Connect for both. */
    readonly connectionArns: pulumi.Output<string>[];

    constructor(name: string, args: CacheComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.subnetIds.length < 2) {
            throw new Error(`${name}: subnetIds needs at least 2 subnets, got ${args.subnetIds.length}`);
        }
        super("reference:healthcare-api:CacheComponent", name, {}, opts);
        const scope = { parent: this, name, args };
        const subnets = new aws.elasticache.SubnetGroup(`cache-subnets-${name}`, {
            subnetIds: args.subnetIds,
            tags: { ...args.tags, Name: `cache-subnets-${name}` },
        }, { parent: this });
        const securityGroup = createSecurityGroup(scope);

        // Users have no generated names, but at most 40 characters: with the id of the security group, they are the
        // same in no other system.
        const users = createUsers(scope, securityGroup.id);
        const group = new aws.elasticache.ReplicationGroup(`cache-${name}`, {
            description: "Cache of the healthcare API",
            engine: "redis",
            engineVersion: "7.1",
            nodeType: args.nodeType,
            numCacheClusters: 2,
            automaticFailoverEnabled: true,
            multiAzEnabled: true,
            port,
            subnetGroupName: subnets.name,
            securityGroupIds: [securityGroup.id],
            atRestEncryptionEnabled: true,
            kmsKeyId: args.kmsKeyArn,
            transitEncryptionEnabled: true,
            userGroupIds: [users.groupId],
            // Without it, a change waits for the maintenance window and appears in every preview until then.
            applyImmediately: true,
            tags: { ...args.tags, Name: `cache-${name}` },
        }, { parent: this });

        this.cacheName = group.replicationGroupId;
        // The configuration endpoint is one of cluster mode, and missing without it.
        this.endpoint = group.primaryEndpointAddress;
        this.port = group.port.apply(Number);
        this.userName = users.userName;
        this.connectionArns = [group.arn, users.userArn];
        this.registerOutputs({
            cacheName: this.cacheName,
            endpoint: this.endpoint,
            port: this.port,
            userName: this.userName,
            connectionArns: this.connectionArns,
        });
    }
}

const port = 6379;

interface Scope {
    parent: CacheComponent;
    name: string;
    args: CacheComponentArgs;
}

function createSecurityGroup({ parent, name, args }: Scope): aws.ec2.SecurityGroup {
    const group = new aws.ec2.SecurityGroup(`cache-security-group-${name}`, {
        vpcId: args.vpcId,
        description: "Cache: open to the application",
        tags: { ...args.tags, Name: `cache-security-group-${name}` },
    }, { parent });
    const redis = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new aws.vpc.SecurityGroupIngressRule(`cache-ingress-${name}`, {
        ...redis,
        securityGroupId: group.id,
        referencedSecurityGroupId: args.clientSecurityGroupId,
        description: "Redis from the application",
        tags: { ...args.tags, Name: `cache-ingress-${name}` },
    }, { parent });
    new aws.vpc.SecurityGroupEgressRule(`app-cache-egress-${name}`, {
        ...redis,
        securityGroupId: args.clientSecurityGroupId,
        referencedSecurityGroupId: group.id,
        description: "Redis to the cache",
        tags: { ...args.tags, Name: `app-cache-egress-${name}` },
    }, { parent });
    return group;
}

/**
 * With IAM, clients sign a token for each connection, and there is no password. A token of the group would have to be
 * given to the provider, which keeps it in its state.
 */
function createUsers({ parent, name, args }: Scope, groupId: pulumi.Output<string>) {
    const userId = pulumi.interpolate`app-${groupId}`;
    const user = new aws.elasticache.User(`cache-user-${name}`, {
        userId,
        // With IAM, AWS wants the name to be the id.
        userName: userId,
        engine: "redis",
        authenticationMode: { type: "iam" },
        accessString: "on ~app:* -@all +@read +@write +@connection",
        tags: { ...args.tags, Name: `cache-user-${name}` },
    }, { parent });
    // Every group needs a user of this name, and AWS's own one may do everything without a password.
    const nobody = new aws.elasticache.User(`cache-default-user-${name}`, {
        userId: pulumi.interpolate`default-${groupId}`,
        userName: "default",
        engine: "redis",
        noPasswordRequired: true,
        accessString: "off ~keys* -@all",
        tags: { ...args.tags, Name: `cache-default-user-${name}` },
    }, { parent });
    const group = new aws.elasticache.UserGroup(`cache-users-${name}`, {
        userGroupId: pulumi.interpolate`users-${groupId}`,
        engine: "redis",
        userIds: [nobody.userId, user.userId],
        tags: { ...args.tags, Name: `cache-users-${name}` },
    }, { parent });
    return { userName: user.userName, userArn: user.arn, groupId: group.id };
}
