import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface TableComponentArgs {
    /** Refuses to delete the table. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A table with a record for each version of an object, and an index by the day it was recorded on. */
export class TableComponent extends pulumi.ComponentResource {
    readonly tableName: pulumi.Output<string>;
    readonly tableArn: pulumi.Output<string>;

    constructor(name: string, args: TableComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:data-processing:TableComponent", name, {}, opts);

        const table = new aws.dynamodb.Table(`table-${name}`, {
            billingMode: "PAY_PER_REQUEST",
            hashKey: "key",
            rangeKey: "versionId",
            // Only those that are keys: the others need no declaration.
            attributes: ["key", "versionId", "recordedOn", "recordedAt"].map(attribute =>
                ({ name: attribute, type: "S" })),
            globalSecondaryIndexes: [{
                name: "by-day",
                keySchemas: [
                    { attributeName: "recordedOn", keyType: "HASH" },
                    { attributeName: "recordedAt", keyType: "RANGE" },
                ],
                projectionType: "ALL",
            }],
            pointInTimeRecovery: { enabled: true },
            // With the key that AWS manages for the account, whose use CloudTrail shows.
            serverSideEncryption: { enabled: true },
            ttl: { attributeName: "expiresAt", enabled: true },
            deletionProtectionEnabled: args.deletionProtection,
            tags: { ...args.tags, Name: `table-${name}` },
        }, { parent: this });

        this.tableName = table.name;
        this.tableArn = table.arn;
        this.registerOutputs({ tableName: this.tableName, tableArn: this.tableArn });
    }
}
