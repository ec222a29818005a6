import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface TableComponentArgs {
    region: string;
    /** Other regions that keep a replica. */
    replicas: string[];
    /** Refuses to delete the table and its replicas. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A table of rules, which can be read and written in every region that has a replica. */
export class TableComponent extends pulumi.ComponentResource {
    readonly tableName: pulumi.Output<string>;
    readonly tableArn: pulumi.Output<string>;

    constructor(name: string, args: TableComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.replicas.includes(args.region)) {
            throw new Error(`${name}: replicas must not name ${args.region}, the table's own region, got`
                + ` ${args.replicas.join(", ")}`);
        }
        super("reference:fraud-detection:TableComponent", name, {}, opts);

        const table = new aws.dynamodb.Table(`rules-${name}`, {
            billingMode: "PAY_PER_REQUEST",
            hashKey: "ruleId",
            attributes: [{ name: "ruleId", type: "S" }],
            // Replication reads it: without replicas too, so that a first one can be added.
            streamEnabled: true,
            streamViewType: "NEW_AND_OLD_IMAGES",
            pointInTimeRecovery: { enabled: true },
            // With the key that AWS manages for the account in each region.
            serverSideEncryption: { enabled: true },
            deletionProtectionEnabled: args.deletionProtection,
            replicas: args.replicas.map(regionName => ({
                regionName,
                pointInTimeRecovery: true,
                deletionProtectionEnabled: args.deletionProtection,
                propagateTags: true,
            })),
            tags: { ...args.tags, Name: `rules-${name}` },
        }, { parent: this });

        this.tableName = table.name;
        this.tableArn = table.arn;
        this.registerOutputs({ tableName: this.tableName, tableArn: this.tableArn });
    }
}
