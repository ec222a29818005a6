import assert from "node:assert/strict";
import {
    caller, clients, commonTags, itCreates, named, nameIn, outputOf, outputs, purposes, tagRecord,
} from "./deployment";

interface Document {
    Statement: { Action: string[]; Resource: string }[];
}

/** IAM answers with URL-encoded documents. */
function readDocument(text: string | undefined): Document {
    return JSON.parse(decodeURIComponent(text ?? "")) as Document;
}

describe("iam", () => {
    const findRole = async (resource: string) => {
        const { ConfigurationRecorders } = await clients.configService.describeConfigurationRecorders({
            ConfigurationRecorderNames: [outputs.recorderName] });
        assert.match(nameIn(ConfigurationRecorders?.[0]?.roleARN ?? ""), new RegExp(`^${named(resource)}-`));
        return { RoleName: nameIn(ConfigurationRecorders?.[0]?.roleARN ?? "") };
    };

    for (const purpose of purposes) {
        const role = () => ({ RoleName: nameIn(outputOf("roleArns", purpose)) });

        it(`C10 role of ${purpose} is named and tagged as this environment's, and for Lambda alone`, async () => {
            const { Role } = await clients.iam.getRole(role());
            const resource = `function-role-${purpose}`;
            assert.match(Role?.RoleName ?? "", new RegExp(`^${named(resource)}-`));
            assert.deepEqual(tagRecord(Role?.Tags), { ...commonTags(), Name: named(resource) });
            assert.deepEqual(readDocument(Role?.AssumeRolePolicyDocument).Statement, [{
                Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole",
            }]);
        });

        it(`role of ${purpose} may do what its function does, and nothing else`, async () => {
            const { account, partition } = await caller(clients);
            const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies(role());
            assert.deepEqual(AttachedPolicies, []);
            const { PolicyNames = [] } = await clients.iam.listRolePolicies(role());
            assert.equal(PolicyNames.length, 1);
            const { PolicyDocument } = await clients.iam.getRolePolicy({ ...role(), PolicyName: PolicyNames[0] });
            const [logging, ...others] = readDocument(PolicyDocument).Statement.map(({ Action, Resource }) =>
                [Resource, ...Action]);
            assert(logging?.[0]?.startsWith(`arn:${partition}:logs:${outputs.region}:${account}:log-group:`
                + `${named(`function-log-group-${purpose}`)}-`));
            assert.deepEqual(others, [
                ["*", "config:BatchGetResourceConfig", "config:GetResourceConfigHistory",
                    "config:ListDiscoveredResources", "config:PutEvaluations"],
                [outputs.tableArn, "dynamodb:UpdateItem"],
                [outputs.violationsTopicArn, "sns:Publish"],
            ]);
        });
    }

    itCreates("role of the recorder reads as AWS says, and writes into its bucket alone", async () => {
        const { partition } = await caller(clients);
        const role = await findRole("recorder-role");
        const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies(role);
        assert.deepEqual(AttachedPolicies?.map(({ PolicyName }) => PolicyName), ["AWS_ConfigRole"]);
        const { PolicyNames = [] } = await clients.iam.listRolePolicies(role);
        assert.equal(PolicyNames.length, 1);
        const { PolicyDocument } = await clients.iam.getRolePolicy({ ...role, PolicyName: PolicyNames[0] });
        const bucketArn = `arn:${partition}:s3:::${outputs.configBucketName}`;
        assert.deepEqual(readDocument(PolicyDocument).Statement.map(({ Action, Resource }) => [Resource, ...Action]), [
            [bucketArn, "s3:GetBucketAcl", "s3:ListBucket"],
            [`${bucketArn}/AWSLogs/*`, "s3:PutObject"],
        ]);
    });
});
