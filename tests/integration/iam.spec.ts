import {
    GetRoleCommand,
    GetRolePolicyCommand,
    ListAttachedRolePoliciesCommand,
    ListRolePoliciesCommand,
    type Role,
} from "@aws-sdk/client-iam";
import { DescribeFlowLogsCommand } from "@aws-sdk/client-ec2";
import assert from "node:assert/strict";
import { caller, commonTags, ec2, iam, named, outputs, tagRecord } from "./deployment";

describe("iam", () => {
    describe("flow log role", () => {
        let role: Role;

        before(async () => {
            const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({
                Filter: [{ Name: "resource-id", Values: [outputs.vpcId] }] }));
            const flowLog = FlowLogs?.find(({ Tags }) => tagRecord(Tags).Name === named("flow-log"));
            const name = flowLog?.DeliverLogsPermissionArn?.split("/").at(-1);
            const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
            assert(Role);
            role = Role;
        });

        it("is assumed by this account's flow logs only", async () => {
            const { account } = await caller();
            assert.deepEqual(document(role.AssumeRolePolicyDocument).Statement, [{
                Effect: "Allow",
                Principal: { Service: "vpc-flow-logs.amazonaws.com" },
                Action: "sts:AssumeRole",
                Condition: { StringEquals: { "aws:SourceAccount": account } },
            }]);
        });

        it("C11 may write to its log group, but not create it anew after it was destroyed", async () => {
            const { account, partition } = await caller();
            const { RoleName } = role;
            const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
            assert.deepEqual(AttachedPolicies, []);
            const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
            assert.equal(PolicyNames.length, 1);
            const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({
                RoleName, PolicyName: PolicyNames[0] }));
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
            assert.deepEqual(tagRecord(role.Tags), { ...commonTags, Name: named("flow-log-role") });
        });
    });
});

function document(encoded: string | undefined): { Statement: unknown } {
    return JSON.parse(decodeURIComponent(encoded ?? "")) as { Statement: unknown };
}
