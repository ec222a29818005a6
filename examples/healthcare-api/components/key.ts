import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface KeyComponentArgs {
    region: string;
    /** Name of the alias, which begins with `alias/`. */
    alias: string;
    /** Services that may use the key for callers of this account, such as rds. */
    services: string[];
    /** Leaves AWS 30 days instead of 7 until it deletes a key that is no longer wanted, with all that it encrypts. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A key that AWS rotates every year, for the given services of this account and its logs alone. */
export class KeyComponent extends pulumi.ComponentResource {
    readonly keyId: pulumi.Output<string>;
    readonly keyArn: pulumi.Output<string>;

    constructor(name: string, args: KeyComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:healthcare-api:KeyComponent", name, {}, opts);
        const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });

        const key = new aws.kms.Key(`key-${name}`, {
            description: "Data, secrets and logs of the healthcare API",
            enableKeyRotation: true,
            deletionWindowInDays: args.deletionProtection ? 30 : 7,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [allowAdministration(accountId), allowServices(accountId, args), allowLogs(accountId, args)],
            }),
            tags: { ...args.tags, Name: `key-${name}` },
        }, { parent: this });

        new aws.kms.Alias(`key-alias-${name}`, { name: args.alias, targetKeyId: key.keyId }, { parent: this });

        this.keyId = key.keyId;
        this.keyArn = key.arn;
        this.registerOutputs({ keyId: this.keyId, keyArn: this.keyArn });
    }
}

/** Whom IAM lets do so may manage the key, but neither encrypt nor decrypt with it. */
function allowAdministration(accountId: pulumi.Output<string>): aws.iam.PolicyStatement {
    return {
        Sid: "AllowAdministration",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
        Action: [
            "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*", "kms:Disable*",
            "kms:Enable*", "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand",
            "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:Update*",
        ],
        Resource: "*",
    };
}

/** Whom IAM lets do so may use the key, but only through these services. */
function allowServices(
    accountId: pulumi.Output<string>, { region, services }: KeyComponentArgs,
): aws.iam.PolicyStatement {
    return {
        Sid: "AllowServices",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${accountId}:root` },
        Action: ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: {
            StringEquals: {
                "kms:CallerAccount": accountId,
                "kms:ViaService": services.map(service => `${service}.${region}.amazonaws.com`),
            },
        },
    };
}

/** CloudWatch Logs uses the key in its own name, for one log group at a time. */
function allowLogs(accountId: pulumi.Output<string>, { region }: KeyComponentArgs): aws.iam.PolicyStatement {
    const groups = pulumi.interpolate`arn:aws:logs:${region}:${accountId}:log-group:*`;
    return {
        Sid: "AllowLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
    };
}
