import assert from "node:assert/strict";
import { clients, named, outputs } from "./deployment";

interface Statement {
    Effect: string;
    Action: string | string[];
    Resource: string | string[];
}

describe("iam", () => {
    /** All that a role of the task may do, and where. */
    const grantedTo = async (key: "taskRoleArn" | "executionRoleArn") => {
        const { taskDefinition } = await clients.ecs.describeTaskDefinition({
            taskDefinition: outputs.taskDefinitionArn });
        const RoleName = taskDefinition?.[key]?.split("/").at(-1);
        const { AttachedPolicies } = await clients.iam.listAttachedRolePolicies({ RoleName });
        assert.deepEqual(AttachedPolicies, []);
        const { PolicyNames = [] } = await clients.iam.listRolePolicies({ RoleName });
        const policies = await Promise.all(PolicyNames.map(PolicyName =>
            clients.iam.getRolePolicy({ RoleName, PolicyName })));
        return policies.flatMap(({ PolicyDocument = "" }) =>
            (JSON.parse(decodeURIComponent(PolicyDocument)) as { Statement: Statement[] }).Statement)
            .flatMap(({ Effect, Action, Resource }) => [Action].flat().flatMap(action =>
                [Resource].flat().map(resource => `${Effect} ${action} ${resource}`)))
            .sort();
    };

    it("task may read and write the rules and read the database's secret, and nothing else", async () => {
        const items = ["DeleteItem", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"];
        assert.deepEqual(await grantedTo("taskRoleArn"), [
            ...items.map(action => `Allow dynamodb:${action} ${outputs.rulesTableArn}`),
            `Allow secretsmanager:GetSecretValue ${outputs.auroraSecretArn}`,
        ]);
    });

    it("ECS may write the service's log and read its secret, beside pulling an image of ECR", async () => {
        const granted = (await grantedTo("executionRoleArn")).filter(permission => !permission.includes(" ecr:"));
        const [stream = "", events = "", ...others] = granted;
        assert.deepEqual(others, [`Allow secretsmanager:GetSecretValue ${outputs.auroraSecretArn}`]);
        const group = new RegExp(` arn:aws:logs:\\S+:log-group:${named("service-log-group")}-\\w+:\\*$`);
        assert.match(stream, /^Allow logs:CreateLogStream /);
        assert.match(events, /^Allow logs:PutLogEvents /);
        assert(group.test(stream) && group.test(events));
    });
});
