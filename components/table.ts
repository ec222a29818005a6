import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Names of attributes, which hold texts. */
interface Key {
    hashKey: string;
    rangeKey: string;
}

export interface TableComponentArgs extends Key {
    /** A second way to find the items, which shows all of their attributes. */
    index: Key & { name: string };
    /** Refuses to delete the table. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** An encrypted table, whose items expire at the second of Unix time in their attribute `expiresAt`. */
export class TableComponent extends pulumi.ComponentResource {
    readonly tableName: pulumi.Output<string>;
    readonly tableArn: pulumi.Output<string>;

    constructor(name: string, args: TableComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:index:TableComponent", name, {}, opts);
        const { hashKey, rangeKey, index } = args;

        const table = new aws.dynamodb.Table(`table-${name}`, {
            billingMode: "PAY_PER_REQUEST",
            hashKey,
            rangeKey,
            // Only those that are keys: the others need no declaration.
            attributes: [...new Set([hashKey, rangeKey, index.hashKey, index.rangeKey])].map(attribute =>
                ({ name: attribute, type: "S" })),
            globalSecondaryIndexes: [{
                name: index.name,
                keySchemas: [
                    { attributeName: index.hashKey, keyType: "HASH" },
                    { attributeName: index.rangeKey, keyType: "RANGE" },
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
