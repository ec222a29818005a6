import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../../../lib/after";

export interface RecorderComponentArgs {
    /**
     * Name in AWS of recorder and delivery channel. No other stack of the account may use it: AWS takes a second
     * recorder of the same name for a change of the first one.
     */
    physicalName: string;
    /** Bucket whose policy lets Config deliver into it. */
    bucketName: pulumi.Input<string>;
    bucketArn: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** Records all resources of this account and region, and delivers the records to a bucket. AWS allows one of them. */
export class RecorderComponent extends pulumi.ComponentResource {
    readonly recorderName: pulumi.Output<string>;
    readonly deliveryChannelName: pulumi.Output<string>;
    readonly bucketName: pulumi.Output<string>;

    constructor(name: string, args: RecorderComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:compliance-monitoring:RecorderComponent", name, {}, opts);

        const role = new aws.iam.Role(`recorder-role-${name}`, {
            assumeRolePolicy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [{
                    Effect: "Allow", Principal: { Service: "config.amazonaws.com" }, Action: "sts:AssumeRole",
                }],
            }),
            tags: { ...args.tags, Name: `recorder-role-${name}` },
        }, { parent: this });

        // To describe resources of all kinds, more with each kind that Config learns: AWS keeps the list.
        const reading = new aws.iam.RolePolicyAttachment(`recorder-role-reading-${name}`, {
            role: role.name,
            policyArn: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
        }, { parent: this });

        const delivery = new aws.iam.RolePolicy(`recorder-role-delivery-${name}`, {
            role: role.name,
            policy: pulumi.jsonStringify({
                Version: "2012-10-17",
                Statement: [
                    { Effect: "Allow", Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: args.bucketArn },
                    {
                        Effect: "Allow",
                        Action: ["s3:PutObject"],
                        Resource: pulumi.interpolate`${args.bucketArn}/AWSLogs/*`,
                        Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
                    },
                ],
            }),
        }, { parent: this });

        const recorder = new aws.cfg.Recorder(`recorder-${name}`, {
            name: args.physicalName,
            roleArn: role.arn,
            // Those of IAM belong to no region: where an account has recorders in several, AWS charges them for each.
            recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        // There can't be two of them, even for a moment.
        }, { parent: this, deleteBeforeReplace: true, dependsOn: [reading, delivery] });

        const channel = new aws.cfg.DeliveryChannel(`delivery-channel-${name}`, {
            // AWS refuses a channel without a recorder.
            name: recorder.name,
            s3BucketName: args.bucketName,
        }, { parent: this, deleteBeforeReplace: true });

        // AWS starts no recorder that has no channel, and deletes no channel of a recorder that runs.
        const status = new aws.cfg.RecorderStatus(`recorder-status-${name}`, {
            name: recorder.name,
            isEnabled: true,
        }, { parent: this, dependsOn: [channel] });

        // Rules are created after the recorder runs, and are deleted before it ends.
        this.recorderName = after(recorder.name, status.id);
        this.deliveryChannelName = channel.name;
        this.bucketName = channel.s3BucketName;
        this.registerOutputs({
            recorderName: this.recorderName,
            deliveryChannelName: this.deliveryChannelName,
            bucketName: this.bucketName,
        });
    }
}
