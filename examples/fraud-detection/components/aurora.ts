import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { engines } from "../../../components/database-engine";
import { createDatabaseSecurityGroup } from "../../../components/database-security-group";
import { isMajorVersion, isUserName, majorVersionRule, userNameRule } from "./aurora-names";

export interface AuroraComponentArgs {
    region: string;
    vpcId: pulumi.Input<string>;
    /** Private subnets in at least two availability zones. */
    subnetIds: pulumi.Input<string>[];
    /** Letters of the zones that get an instance each: the writer's first, then those of readers. */
    instanceZones: string[];
    /** Security group whose members may connect; nobody else can. */
    clientSecurityGroupId: pulumi.Input<string>;
    /** A major version, of which AWS chooses and upgrades the release. */
    engineVersion: string;
    userName: string;
    /** Aurora capacity units of an instance. */
    minCapacity: number;
    maxCapacity: number;
    /** Days that backups are kept, 1 to 35. */
    backupDays: number;
    /** Days that the exported log is kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    deletionProtection: boolean;
    /** Takes a snapshot before the cluster is deleted, and keeps its automated backups. */
    finalSnapshot: boolean;
    tags: Record<string, string>;
}

/** A private, encrypted Aurora cluster that follows its load, and whose password AWS keeps in Secrets Manager. */
export class AuroraComponent extends pulumi.ComponentResource {
    readonly clusterIdentifier: pulumi.Output<string>;
    /** Address of the writer, whichever instance it is. */
    readonly endpoint: pulumi.Output<string>;
    /** Address of the readers, or of the writer where there is none. */
    readonly readerEndpoint: pulumi.Output<string>;
    readonly port: pulumi.Output<number>;
    readonly databaseName: pulumi.Output<string>;
    readonly secretArn: pulumi.Output<string>;

    constructor(name: string, args: AuroraComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.subnetIds.length < 2) {
            throw new Error(`${name}: subnetIds needs at least 2 subnets, got ${args.subnetIds.length}`);
        }
        if (args.instanceZones.length === 0) {
            throw new Error(`${name}: instanceZones needs at least 1 zone, got 0`);
        }
        if (!isMajorVersion(args.engineVersion)) {
            throw new Error(`${name}: engineVersion ${majorVersionRule}, got ${args.engineVersion}`);
        }
        if (!isUserName(args.userName)) {
            throw new Error(`${name}: userName ${userNameRule}, got ${args.userName}`);
        }
        super("reference:fraud-detection:AuroraComponent", name, {}, opts);

        const subnets = new aws.rds.SubnetGroup(`db-subnets-${name}`, {
            subnetIds: args.subnetIds,
            tags: { ...args.tags, Name: `db-subnets-${name}` },
        }, { parent: this });

        const parameters = new aws.rds.ClusterParameterGroup(`db-parameters-${name}`, {
            family: `aurora-postgresql${args.engineVersion}`,
            parameters: [...engines.postgres.parameters],
            tags: { ...args.tags, Name: `db-parameters-${name}` },
        }, { parent: this });

        const securityGroup = createDatabaseSecurityGroup({ ...args, parent: this, name, engine: engines.postgres });

        // Aurora would create the log group itself, without retention, and leave it behind. To be there before the
        // cluster, it must know its name: so the cluster gets the generated name of the subnet group.
        const logGroup = new aws.cloudwatch.LogGroup(`db-postgresql-log-group-${name}`, {
            name: pulumi.interpolate`/aws/rds/cluster/${subnets.name}/postgresql`,
            retentionInDays: args.logRetentionDays,
            tags: { ...args.tags, Name: `db-postgresql-log-group-${name}` },
        }, { parent: this });

        const cluster = new aws.rds.Cluster(`db-${name}`, {
            clusterIdentifier: subnets.name,
            engine: "aurora-postgresql",
            engineMode: "provisioned",
            engineVersion: args.engineVersion,
            serverlessv2ScalingConfiguration: { minCapacity: args.minCapacity, maxCapacity: args.maxCapacity },
            databaseName: "app",
            masterUsername: args.userName,
            // Never in Pulumi's state: AWS generates it, keeps it in Secrets Manager and rotates it.
            manageMasterUserPassword: true,
            iamDatabaseAuthenticationEnabled: true,
            dbSubnetGroupName: subnets.name,
            vpcSecurityGroupIds: [securityGroup.id],
            dbClusterParameterGroupName: parameters.name,
            storageEncrypted: true,
            backupRetentionPeriod: args.backupDays,
            copyTagsToSnapshot: true,
            enabledCloudwatchLogsExports: ["postgresql"],
            // Without it, a change waits for the maintenance window and appears in every preview until then.
            applyImmediately: true,
            deletionProtection: args.deletionProtection,
            skipFinalSnapshot: !args.finalSnapshot,
            // Always set, because a destroy uses the inputs of the last deployment.
            finalSnapshotIdentifier: pulumi.interpolate`${subnets.name}-final`,
            deleteAutomatedBackups: !args.finalSnapshot,
            tags: { ...args.tags, Name: `db-${name}` },
        // A replacement would have the same identifier, so the old cluster goes first.
        }, { parent: this, dependsOn: [logGroup], deleteBeforeReplace: true });

        createInstances({ parent: this, name, args, cluster });

        this.clusterIdentifier = cluster.clusterIdentifier;
        this.endpoint = cluster.endpoint;
        this.readerEndpoint = cluster.readerEndpoint;
        this.port = cluster.port;
        this.databaseName = cluster.databaseName;
        // There is exactly one, once the cluster is there.
        this.secretArn = cluster.masterUserSecrets.apply(secrets =>
            (secrets as [aws.types.output.rds.ClusterMasterUserSecret])[0].secretArn);
        this.registerOutputs({
            clusterIdentifier: this.clusterIdentifier,
            endpoint: this.endpoint,
            readerEndpoint: this.readerEndpoint,
            port: this.port,
            databaseName: this.databaseName,
            secretArn: this.secretArn,
        });
    }
}

interface Scope {
    parent: AuroraComponent;
    name: string;
    args: AuroraComponentArgs;
    cluster: aws.rds.Cluster;
}

/** The first one becomes the writer; the others come after it. */
function createInstances({ parent, name, args, cluster }: Scope): void {
    const instances: aws.rds.ClusterInstance[] = [];
    for (const zone of args.instanceZones) {
        const instance = new aws.rds.ClusterInstance(`db-instance-${zone}-${name}`, {
            identifier: pulumi.interpolate`${cluster.clusterIdentifier}-${zone}`,
            clusterIdentifier: cluster.clusterIdentifier,
            engine: "aurora-postgresql",
            instanceClass: "db.serverless",
            availabilityZone: `${args.region}${zone}`,
            // A reader in one of the first two tiers grows with the writer, and can take its place at once.
            promotionTier: 1,
            publiclyAccessible: false,
            caCertIdentifier: "rds-ca-rsa2048-g1",
            autoMinorVersionUpgrade: true,
            copyTagsToSnapshot: true,
            applyImmediately: true,
            tags: { ...args.tags, Name: `db-instance-${zone}-${name}` },
        }, { parent, dependsOn: instances.slice(0, 1) });
        instances.push(instance);
    }
}
