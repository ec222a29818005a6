import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface SecretComponentArgs {
    kmsKeyArn: pulumi.Input<string>;
    /** Lets a deleted secret be restored for 30 days. */
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A secret of the application. Its value is put from outside, so that it is in no program and no state. */
export class SecretComponent extends pulumi.ComponentResource {
    readonly secretArn: pulumi.Output<string>;

    constructor(name: string, args: SecretComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:healthcare-api:SecretComponent", name, {}, opts);
        const secret = new aws.secretsmanager.Secret(`app-secret-${name}`, {
            description: "What the application must keep secret",
            kmsKeyId: args.kmsKeyArn,
            recoveryWindowInDays: args.deletionProtection ? 30 : 0,
            tags: { ...args.tags, Name: `app-secret-${name}` },
        }, { parent: this });
        this.secretArn = secret.arn;
        this.registerOutputs({ secretArn: this.secretArn });
    }
}
