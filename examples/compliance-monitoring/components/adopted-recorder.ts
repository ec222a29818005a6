import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AdoptedRecorderComponentArgs {
    recorderName: string;
    deliveryChannelName: string;
}

/** The recorder that this account and region has already. It is read, and neither changed nor deleted. */
export class AdoptedRecorderComponent extends pulumi.ComponentResource {
    readonly recorderName: pulumi.Output<string>;
    readonly deliveryChannelName: pulumi.Output<string>;
    readonly bucketName: pulumi.Output<string>;

    constructor(name: string, args: AdoptedRecorderComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:compliance-monitoring:AdoptedRecorderComponent", name, {}, opts);

        // A preview fails where one of them does not exist.
        const recorder = aws.cfg.Recorder.get(`recorder-${name}`, args.recorderName, {}, { parent: this });
        const channel = aws.cfg.DeliveryChannel.get(
            `delivery-channel-${name}`, args.deliveryChannelName, {}, { parent: this });

        this.recorderName = recorder.name;
        this.deliveryChannelName = channel.name;
        this.bucketName = channel.s3BucketName;
        this.registerOutputs({
            recorderName: this.recorderName,
            deliveryChannelName: this.deliveryChannelName,
            bucketName: this.bucketName,
        });
    }
}
