import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { valueOf } from "../../../../tests/support/record";
import { listPermissions } from "../../components";

describe("permissions of the function", () => {
    it("M1 cover what it does and nothing else, on the resources of the stack alone", async () => {
        const permissions = listPermissions({
            bucketArn: "bucket-arn",
            prefix: "incoming/",
            tableArn: "table-arn",
            topicArn: "topic-arn",
            queueArn: "queue-arn",
            dlqArn: "dlq-arn",
        });
        assert.deepEqual(await valueOf(pulumi.output(permissions)), [
            {
                Effect: "Allow",
                Action: [
                    "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage",
                ],
                Resource: "queue-arn",
            },
            { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: "dlq-arn" },
            { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: "bucket-arn/incoming/*" },
            { Effect: "Allow", Action: ["s3:ListBucket"], Resource: "bucket-arn" },
            {
                Effect: "Allow",
                Action: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
                Resource: "table-arn",
            },
            { Effect: "Allow", Action: ["sns:Publish"], Resource: "topic-arn" },
        ]);
    });
});
