import assert from "node:assert/strict";
import { caller, clients, commonTags, named, nameIn, outputs, tagRecord } from "./deployment";

interface Document {
    Statement: { Action: string[]; Resource: string }[];
}

/** IAM answers with URL-encoded documents. */
function readDocument(text: string | undefined): Document {
    return JSON.parse(decodeURIComponent(text ?? "")) as Document;
}

describe("iam", () => {
    const role = () => ({ RoleName: nameIn(outputs.lambdaRoleArn) });

    it("C10 role is named and tagged as this environment's", async () => {
        const { Role } = await clients.iam.getRole(role());
        assert.match(Role?.RoleName ?? "", new RegExp(`^${named("function-role")}-`));
        assert.deepEqual(tagRecord(Role?.Tags), { ...commonTags(), Name: named("function-role") });
    });

    it("role is assumed by Lambda only", async () => {
        const { Role } = await clients.iam.getRole(role());
        assert.deepEqual(readDocument(Role?.AssumeRolePolicyDocument).Statement, [{
            Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole",
        }]);
    });

    it("role may do what the function does, to the resources of this stack alone", async () => {
        const { account, partition } = await caller(clients);
        const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies(role());
        assert.deepEqual(AttachedPolicies, []);
        const { PolicyNames = [] } = await clients.iam.listRolePolicies(role());
        assert.equal(PolicyNames.length, 1);
        const { PolicyDocument } = await clients.iam.getRolePolicy({ ...role(), PolicyName: PolicyNames[0] });
        const allowed = readDocument(PolicyDocument).Statement.map(({ Action, Resource }) => [Resource, ...Action]);
        const logGroup = `log-group:${outputs.functionLogGroupName}:*`;
        assert.deepEqual(allowed, [
            [`arn:${partition}:logs:${outputs.region}:${account}:${logGroup}`,
                "logs:CreateLogStream", "logs:PutLogEvents"],
            [outputs.queueArn, "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage"],
            [outputs.dlqArn, "sqs:SendMessage"],
            [`${outputs.bucketArn}/incoming/*`, "s3:GetObject", "s3:GetObjectVersion"],
            [outputs.bucketArn, "s3:ListBucket"],
            [outputs.tableArn, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
            [outputs.topicArn, "sns:Publish"],
        ]);
    });
});
