import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Statement of a resource's policy: nobody may take these actions without TLS. */
export function denyPlainHttp(action: string, resource: pulumi.Input<string>[]): aws.iam.PolicyStatement {
    return {
        Sid: "DenyPlainHttp",
        Effect: "Deny",
        Principal: "*",
        Action: action,
        Resource: resource,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
}
