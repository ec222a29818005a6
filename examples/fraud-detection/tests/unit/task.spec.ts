import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, type RecordedResource, valueOf } from "../../../../tests/support/record";
import { TaskComponent, type TaskComponentArgs } from "../../components";

const args: TaskComponentArgs = {
    region: "us-east-1",
    family: "family",
    image: "registry.example/scoring:1",
    architecture: "ARM64",
    cpu: 512,
    memoryMib: 1024,
    port: 3000,
    variables: {},
    secrets: {},
    permissions: [{ Effect: "Allow", Action: "dynamodb:Scan", Resource: "table" }],
    logRetentionDays: 30,
    tags: { Project: "project" },
};
const build = (changes: Partial<TaskComponentArgs> = {}) =>
    record(() => new TaskComponent("dev-01", { ...args, ...changes }));
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

interface Statement {
    Effect: string;
    Action: string | string[];
    Resource: string | string[];
}

function statementsOf(resources: Record<string, RecordedResource>, purpose: string): Statement[] {
    const { policy } = resources[`${purpose}-policy-dev-01`]?.inputs ?? {};
    return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

function containersOf(resources: Record<string, RecordedResource>): Record<string, unknown>[] {
    return JSON.parse(String(resources["task-definition-dev-01"]?.inputs.containerDefinitions)) as
        Record<string, unknown>[];
}

describe("TaskComponent", () => {
    it("defines a task for Fargate, with two roles", async () => {
        const { resources } = await build();
        const { containerDefinitions, ...inputs } = resources["task-definition-dev-01"]?.inputs ?? {};
        assert.equal(typeof containerDefinitions, "string");
        assert.deepEqual(inputs, {
            family: "family",
            requiresCompatibilities: ["FARGATE"],
            networkMode: "awsvpc",
            runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
            cpu: "512",
            memory: "1024",
            executionRoleArn: "execution-role-dev-01-arn",
            taskRoleArn: "task-role-dev-01-arn",
            tags: tags("task-definition"),
        });
    });

    it("F3 describes the container by values, not by Outputs", async () => {
        const { resources } = await build({
            variables: { TABLE: pulumi.output("rules"), HOST: "host" },
            secrets: { PASSWORD: pulumi.output("secret-arn") },
        });
        assert.deepEqual(containersOf(resources), [{
            name: "service",
            image: "registry.example/scoring:1",
            essential: true,
            user: "1000",
            readonlyRootFilesystem: true,
            linuxParameters: { initProcessEnabled: true },
            portMappings: [{ containerPort: 3000, protocol: "tcp" }],
            environment: [{ name: "HOST", value: "host" }, { name: "TABLE", value: "rules" }],
            secrets: [{ name: "PASSWORD", valueFrom: "secret-arn" }],
            logConfiguration: {
                logDriver: "awslogs",
                options: {
                    "awslogs-group": "service-log-group-dev-01-name",
                    "awslogs-region": "us-east-1",
                    "awslogs-stream-prefix": "service",
                },
            },
        }]);
    });

    it("runs another command than the image's where one is given", async () => {
        const { resources } = await build({ command: ["node", "server.js"] });
        assert.deepEqual(containersOf(resources)[0]?.command, ["node", "server.js"]);
    });

    it("lists variables by name, whatever their order, so that the same ones are no change", async () => {
        const one = await build({ variables: { A: "1", B: "2", C: "3" } });
        const other = await build({ variables: { C: "3", A: "1", B: "2" } });
        assert.deepEqual(containersOf(one.resources), containersOf(other.resources));
    });

    it("lets ECS write the log and read the secrets, and nothing else", async () => {
        const { resources } = await build({ secrets: { A: "arn-1", B: "arn-2" } });
        assert.deepEqual(statementsOf(resources, "execution"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: "service-log-group-dev-01-arn:*",
            },
            { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: ["arn-1", "arn-2"] },
        ]);
    });

    it("lets ECS read no secret where there is none: a statement without resources is refused", async () => {
        const { resources } = await build();
        assert.deepEqual(statementsOf(resources, "execution").map(({ Action }) => [Action].flat()[0]),
            ["logs:CreateLogStream"]);
    });

    it("lets ECS pull an image of ECR from its own repository", async () => {
        const { resources } = await build({ image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/scoring:1" });
        assert.deepEqual(statementsOf(resources, "execution").slice(1), [
            {
                Effect: "Allow",
                Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                Resource: "arn:aws:ecr:eu-west-1:123456789012:repository/team/scoring",
            },
            { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
        ]);
    });

    it("lets the task do what it is given, and ECS alone take the roles", async () => {
        const { resources } = await build();
        assert.deepEqual(statementsOf(resources, "task"), args.permissions);
        for (const purpose of ["execution", "task"]) {
            assert.equal(resources[`${purpose}-policy-dev-01`]?.inputs.role, `${purpose}-role-dev-01-name`);
            const { assumeRolePolicy, ...others } = resources[`${purpose}-role-dev-01`]?.inputs ?? {};
            assert.deepEqual(others, { tags: tags(`${purpose}-role`) });
            assert.deepEqual((JSON.parse(String(assumeRolePolicy)) as { Statement: unknown[] }).Statement, [
                { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }]);
        }
    });

    it("C11 keeps the log for the given days", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["service-log-group-dev-01"]?.inputs, {
            retentionInDays: 30, tags: tags("service-log-group") });
    });

    it("D4 exposes the definition", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.taskDefinitionArn), "task-definition-dev-01-arn");
    });
});
