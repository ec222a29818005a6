import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
    chooseStoragePerformance, type DatabaseEngine, engines, isSeries, nameParameterFamily,
} from "./database-engine";
import { createDatabaseSecurityGroup } from "./database-security-group";

export interface RdsComponentArgs {
    vpcId: pulumi.Input<string>;
    /** Private subnets in at least two availability zones. */
    subnetIds: pulumi.Input<string>[];
    /** Security group whose members may connect; nobody else can. */
    clientSecurityGroupId: pulumi.Input<string>;
    /** Role that may read the parameter and the password. */
    clientRoleName: pulumi.Input<string>;
    /** Name of the SSM parameter to write, which tells clients where the database and its password are. */
    parameterName: string;
    engine: DatabaseEngine;
    /** A release, or a series such as MySQL's 8.4 or PostgreSQL's 17, of which AWS chooses and upgrades the release. */
    engineVersion: string;
    instanceClass: string;
    /** GiB, 20 to 59578. */
    storage: number;
    /** GiB up to which AWS may let the storage grow, at least 10 % above `storage`. */
    maxStorage: number;
    multiAz: boolean;
    /** Days that daily backups are kept; 0 makes none. */
    backupDays: number;
    /** Days that the exported logs are kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    /** Key for storage, password and logs; without it, AWS uses keys of its own. */
    kmsKeyArn?: pulumi.Input<string>;
    deletionProtection: boolean;
    /** Takes a snapshot before the instance is deleted, and keeps its automated backups. */
    finalSnapshot: boolean;
    tags: Record<string, string>;
}

/** A private, encrypted database whose password AWS generates, keeps in Secrets Manager and rotates. */
export class RdsComponent extends pulumi.ComponentResource {
    readonly identifier: pulumi.Output<string>;
    /** `address:port`. */
    readonly endpoint: pulumi.Output<string>;
    readonly address: pulumi.Output<string>;
    readonly port: pulumi.Output<number>;
    readonly secretArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    readonly databaseName: pulumi.Output<string>;
    readonly parameterName: pulumi.Output<string>;

    constructor(name: string, args: RdsComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.subnetIds.length < 2) {
            throw new Error(`${name}: subnetIds needs at least 2 subnets, got ${args.subnetIds.length}`);
        }
        super("reference:index:RdsComponent", name, {}, opts);
        const scope = { parent: this, name, args, engine: engines[args.engine] };

        const subnets = new aws.rds.SubnetGroup(`db-subnets-${name}`, {
            subnetIds: args.subnetIds,
            tags: { ...args.tags, Name: `db-subnets-${name}` },
        }, { parent: this });

        const parameters = new aws.rds.ParameterGroup(`db-parameters-${name}`, {
            family: nameParameterFamily(args.engine, args.engineVersion),
            parameters: [...scope.engine.parameters],
            tags: { ...args.tags, Name: `db-parameters-${name}` },
        }, { parent: this });

        const securityGroup = createDatabaseSecurityGroup({ ...args, ...scope });

        // RDS would create the log groups itself, without retention, and leave them behind. To be there before the
        // instance, they must know its name: so the instance gets the generated name of the subnet group.
        const groups = scope.engine.logTypes.map(type => new aws.cloudwatch.LogGroup(`db-${type}-log-group-${name}`, {
            name: pulumi.interpolate`/aws/rds/instance/${subnets.name}/${type}`,
            retentionInDays: args.logRetentionDays,
            kmsKeyId: args.kmsKeyArn,
            tags: { ...args.tags, Name: `db-${type}-log-group-${name}` },
        }, { parent: this }));

        const instance = new aws.rds.Instance(`db-${name}`, {
            identifier: subnets.name,
            engine: args.engine,
            engineVersion: args.engineVersion,
            // Of a release, the next deployment would try to undo AWS's upgrade, which AWS refuses.
            autoMinorVersionUpgrade: isSeries(args.engine, args.engineVersion),
            instanceClass: args.instanceClass,
            multiAz: args.multiAz,
            dbName: "app",
            // AWS reserves "admin" in some engines.
            username: "dbadmin",
            // Never in Pulumi's state: AWS generates it, keeps it in Secrets Manager and rotates it.
            manageMasterUserPassword: true,
            masterUserSecretKmsKeyId: args.kmsKeyArn,
            iamDatabaseAuthenticationEnabled: true,
            dbSubnetGroupName: subnets.name,
            vpcSecurityGroupIds: [securityGroup.id],
            publiclyAccessible: false,
            caCertIdentifier: "rds-ca-rsa2048-g1",
            parameterGroupName: parameters.name,
            storageType: "gp3",
            storageEncrypted: true,
            kmsKeyId: args.kmsKeyArn,
            allocatedStorage: args.storage,
            maxAllocatedStorage: args.maxStorage,
            ...chooseStoragePerformance(args.storage),
            backupRetentionPeriod: args.backupDays,
            copyTagsToSnapshot: true,
            enabledCloudwatchLogsExports: [...scope.engine.logTypes],
            // Without it, a change waits for the maintenance window and appears in every preview until then.
            applyImmediately: true,
            deletionProtection: args.deletionProtection,
            skipFinalSnapshot: !args.finalSnapshot,
            // Always set, because a destroy uses the inputs of the last deployment. An instance that replaces another
            // in the same subnet group has the same name: docs/deploy.md says what to do with the older snapshot.
            finalSnapshotIdentifier: pulumi.interpolate`${subnets.name}-final`,
            deleteAutomatedBackups: !args.finalSnapshot,
            tags: { ...args.tags, Name: `db-${name}` },
        // A replacement would have the same identifier, so the old instance goes first.
        }, { parent: this, dependsOn: groups, deleteBeforeReplace: true });

        // There is exactly one, once the instance is there.
        const secretArn = instance.masterUserSecrets.apply(secrets =>
            (secrets as [aws.types.output.rds.InstanceMasterUserSecret])[0].secretArn);
        const parameter = createParameter(scope, instance, secretArn);

        this.identifier = instance.identifier;
        this.endpoint = instance.endpoint;
        this.address = instance.address;
        this.port = instance.port;
        this.secretArn = secretArn;
        this.securityGroupId = securityGroup.id;
        this.databaseName = instance.dbName;
        this.parameterName = parameter.name;
        this.registerOutputs({
            identifier: this.identifier,
            endpoint: this.endpoint,
            address: this.address,
            port: this.port,
            secretArn: this.secretArn,
            securityGroupId: this.securityGroupId,
            databaseName: this.databaseName,
            parameterName: this.parameterName,
        });
    }
}

/** What `createParameter` needs to create children of the component. */
interface Scope {
    parent: RdsComponent;
    name: string;
    args: RdsComponentArgs;
    engine: (typeof engines)[DatabaseEngine];
}

/** Clients read the address here while they run, so that their creation doesn't wait for the database. */
function createParameter(
    { parent, name, args }: Scope, instance: aws.rds.Instance, secretArn: pulumi.Output<string>,
): aws.ssm.Parameter {
    const parameter = new aws.ssm.Parameter(`db-parameter-${name}`, {
        name: args.parameterName,
        type: "String",
        description: "Where the database and its password are",
        value: pulumi.jsonStringify({
            address: instance.address, port: instance.port, database: instance.dbName, secretArn }),
        tags: { ...args.tags, Name: `db-parameter-${name}` },
    }, { parent });
    new aws.iam.RolePolicy(`db-client-policy-${name}`, {
        role: args.clientRoleName,
        policy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [
                { Effect: "Allow", Action: "ssm:GetParameter", Resource: parameter.arn },
                { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
            ],
        }),
    }, { parent });
    return parameter;
}
