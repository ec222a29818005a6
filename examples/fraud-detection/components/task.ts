import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../../../lib/after";
import { repositoryArn } from "./image";

export interface TaskComponentArgs {
    region: string;
    /** Name that the revisions of the task definition share. */
    family: pulumi.Input<string>;
    image: string;
    /** What the container runs; without it, the image's own command. */
    command?: string[];
    architecture: "ARM64" | "X86_64";
    cpu: number;
    memoryMib: number;
    port: number;
    /** Environment variables. */
    variables: Record<string, pulumi.Input<string>>;
    /** Environment variables whose values ECS reads from these secrets. */
    secrets: Record<string, pulumi.Input<string>>;
    /** What the service may do. */
    permissions: aws.iam.PolicyStatement[];
    /** Days that the log is kept, one of the values that CloudWatch Logs allows. */
    logRetentionDays: number;
    tags: Record<string, string>;
}

/** What ECS runs: one container that can write nothing but its log, and the two roles of its tasks. */
export class TaskComponent extends pulumi.ComponentResource {
    readonly taskDefinitionArn: pulumi.Output<string>;

    constructor(name: string, args: TaskComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:fraud-detection:TaskComponent", name, {}, opts);
        const scope = { parent: this, name, args };

        const logGroup = new aws.cloudwatch.LogGroup(`service-log-group-${name}`, {
            retentionInDays: args.logRetentionDays,
            tags: { ...args.tags, Name: `service-log-group-${name}` },
        }, { parent: this });

        const execution = createRole(scope, "execution", [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: pulumi.interpolate`${logGroup.arn}:*`,
            },
            ...allowSecrets(Object.values(args.secrets)),
            ...allowPull(args.image),
        ]);
        const task = createRole(scope, "task", args.permissions);

        const definition = new aws.ecs.TaskDefinition(`task-definition-${name}`, {
            family: args.family,
            requiresCompatibilities: ["FARGATE"],
            networkMode: "awsvpc",
            runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: args.architecture },
            cpu: String(args.cpu),
            memory: String(args.memoryMib),
            executionRoleArn: execution.role.arn,
            taskRoleArn: task.role.arn,
            containerDefinitions: pulumi.jsonStringify([{
                name: containerName,
                image: args.image,
                command: args.command,
                essential: true,
                user: "1000",
                readonlyRootFilesystem: true,
                // Without it, the service would be the first process, on which SIGTERM has no effect by itself.
                linuxParameters: { initProcessEnabled: true },
                portMappings: [{ containerPort: args.port, protocol: "tcp" }],
                environment: toList(args.variables, "value"),
                secrets: toList(args.secrets, "valueFrom"),
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": logGroup.name,
                        "awslogs-region": args.region,
                        "awslogs-stream-prefix": containerName,
                    },
                },
            }]),
            tags: { ...args.tags, Name: `task-definition-${name}` },
        }, { parent: this });

        // A task that starts before its roles have their policies fails.
        this.taskDefinitionArn = after(definition.arn, execution.policy.id, task.policy.id);
        this.registerOutputs({ taskDefinitionArn: this.taskDefinitionArn });
    }
}

/** The one container of a task. */
export const containerName = "service";

interface Scope {
    parent: TaskComponent;
    name: string;
    args: TaskComponentArgs;
}

function createRole({ parent, name, args }: Scope, purpose: string, statements: aws.iam.PolicyStatement[]) {
    const role = new aws.iam.Role(`${purpose}-role-${name}`, {
        assumeRolePolicy: pulumi.jsonStringify({
            Version: "2012-10-17",
            Statement: [{
                Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole",
            }],
        }),
        tags: { ...args.tags, Name: `${purpose}-role-${name}` },
    }, { parent });
    const policy = new aws.iam.RolePolicy(`${purpose}-policy-${name}`, {
        role: role.name,
        policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements }),
    }, { parent });
    return { role, policy };
}

/** IAM refuses a statement without resources. */
function allowSecrets(secretArns: pulumi.Input<string>[]): aws.iam.PolicyStatement[] {
    const read = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArns } as const;
    return secretArns.length === 0 ? [] : [read];
}

/** Images of other registries are pulled without permission. */
function allowPull(image: string): aws.iam.PolicyStatement[] {
    const repository = repositoryArn(image);
    if (repository === undefined) {
        return [];
    }
    return [
        {
            Effect: "Allow",
            Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
            Resource: repository,
        },
        // Knows no narrower resource.
        { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    ];
}

/** In the order of their names, in which AWS answers: another order would be a change. */
function toList(variables: Record<string, pulumi.Input<string>>, key: "value" | "valueFrom") {
    return Object.entries(variables)
        .sort(([one], [other]) => one < other ? -1 : 1)
        .map(([name, value]) => ({ name, [key]: value }));
}
