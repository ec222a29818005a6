import type { Role } from "@aws-sdk/client-iam";
import assert from "node:assert/strict";
import { caller, clients, commonTags, named, outputs, tagRecord } from "./deployment";

describe("iam", () => {
    describe("flow log role", () => {
        let role: Role;

        before(async () => {
            const { FlowLogs } = await clients.ec2.describeFlowLogs({
                Filter: [{ Name: "resource-id", Values: [outputs.vpcId] }] });
            const flowLog = FlowLogs?.find(({ Tags }) => tagRecord(Tags).Name === named("flow-log"));
            const name = flowLog?.DeliverLogsPermissionArn?.split("/").at(-1);
            const { Role } = await clients.iam.getRole({ RoleName: name });
            assert(Role);
            role = Role;
        });

        it("is assumed by this account's flow logs only", async () => {
            const { account } = await caller(clients);
            assert.deepEqual(document(role.AssumeRolePolicyDocument).Statement, [{
                Effect: "Allow",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": account } },
            }]);
        });

        it("C11 may write to its log group, but not create it anew after it was destroyed", async () => {
            const { account, partition } = await caller(clients);
            const { RoleName } = role;
            const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies({ RoleName });
            assert.deepEqual(AttachedPolicies, []);
            const { PolicyNames = [] } = await clients.iam.listRolePolicies({ RoleName });
            assert.equal(PolicyNames.length, 1);
            const { PolicyDocument } = await clients.iam.getRolePolicy({
                RoleName, PolicyName: PolicyNames[0] });
            assert.deepEqual(document(PolicyDocument).Statement, [{
                Effect: "Allow",
                Action: [
                    "logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents",
                ],
                Resource: `arn:${partition}:logs:${outputs.region}:${account}:log-group:${outputs.flowLogGroupName}:*`,
            }]);
        });

        it("C10 is named and tagged as this environment's", () => {
            assert.match(role.RoleName ?? "", new RegExp(`^${named("flow-log-role")}-`));
            assert.deepEqual(tagRecord(role.Tags), { ...commonTags(), Name: named("flow-log-role") });
        });
    });

    describe("application role", () => {
        let RoleName: string;
        let statements: Statement[];

        before(async () => {
            RoleName = outputs.instanceRoleName;
            const { PolicyNames = [] } = await clients.iam.listRolePolicies({ RoleName });
            const policies = await Promise.all(PolicyNames.map(PolicyName =>
                clients.iam.getRolePolicy({ RoleName, PolicyName })));
            statements = policies.flatMap(({ PolicyDocument }) => document(PolicyDocument).Statement as Statement[]);
        });

        it("is assumed by instances only", async () => {
            const { Role } = await clients.iam.getRole({ RoleName });
            assert.deepEqual(document(Role?.AssumeRolePolicyDocument).Statement, [
                { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
            ]);
        });

        it("has no boundary, and sessions of AWS's own length", async () => {
            const { Role } = await clients.iam.getRole({ RoleName });
            assert.deepEqual([Role?.PermissionsBoundary, Role?.MaxSessionDuration, Role?.Path], [undefined, 3600, "/"]);
        });

        it("has no policy of AWS's own, which would let it read every parameter", async () => {
            const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies({ RoleName });
            assert.deepEqual(AttachedPolicies, []);
        });

        it("may use parameter, secret and data bucket, and Session Manager, and nothing else", async () => {
            const { account, partition } = await caller(clients);
            const parameter = `parameter${outputs.databaseParameterName}`;
            const granted = statements.flatMap(({ Effect, Action, Resource }) =>
                [Action].flat().map(action => `${Effect} ${action} ${Resource}`));
            assert.deepEqual(granted.sort(), [
                `Allow s3:DeleteObject ${outputs.dataBucketArn}/*`,
                `Allow s3:GetObject ${outputs.dataBucketArn}/*`,
                `Allow s3:ListBucket ${outputs.dataBucketArn}`,
                `Allow s3:PutObject ${outputs.dataBucketArn}/*`,
                `Allow secretsmanager:GetSecretValue ${outputs.rdsSecretArn}`,
                `Allow ssm:GetParameter arn:${partition}:ssm:${outputs.region}:${account}:${parameter}`,
                "Allow ssm:UpdateInstanceInformation *",
                "Allow ssmmessages:CreateControlChannel *",
                "Allow ssmmessages:CreateDataChannel *",
                "Allow ssmmessages:OpenControlChannel *",
                "Allow ssmmessages:OpenDataChannel *",
            ]);
        });

        it("C10 is named and tagged as this environment's", async () => {
            const { Role } = await clients.iam.getRole({ RoleName });
            assert.match(RoleName, new RegExp(`^${named("instance-role")}-`));
            assert.deepEqual(tagRecord(Role?.Tags), { ...commonTags(), Name: named("instance-role") });
        });
    });
});

interface Statement {
    Effect: string;
    Action: string | string[];
    Resource: string;
}

function document(encoded: string | undefined): { Statement: unknown } {
    return JSON.parse(decodeURIComponent(encoded ?? "")) as { Statement: unknown };
}
