import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { policies } from "../../rules";
import { documents } from "./documents";
import { Evaluation } from "../../evaluate";
import { applyEdit, createSubjects, type Edit, type Fixture } from "./stack";

interface Case {
    rule: string;
    compliant: Fixture[];
    edit: Edit;
}

const tags = { Project: "test", Environment: "prod" };
const bucket: Fixture = {
    type: "aws:s3/bucketV2:BucketV2", name: "bucket",
    props: {
        acl: "private", policy: documents.bucket, versioning: { enabled: true }, lifecycleRules: [{ enabled: true }],
        loggings: [{ targetBucket: "logs" }], replicationConfiguration: { role: "arn" },
        serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } } },
    },
};
const group = (name: string, props: object): Fixture =>
    ({ type: "aws:ec2/securityGroup:SecurityGroup", name, props: { description: name, ...props } });
const inline = (range: string) => [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [range] }];
const older = (props: object): Fixture => ({
    type: "aws:ec2/securityGroupRule:SecurityGroupRule", name: "rule",
    props: {
        type: "ingress",
        securityGroupId: "$data",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrBlocks: ["10.0.0.0/8"],
        description: "administration",
        ...props,
    },
});
const database: Fixture = {
    type: "aws:rds/instance:Instance",
    name: "db",
    props: { vpcSecurityGroupIds: ["$data"], dbSubnetGroupName: "$subnets" },
};
const inRow = [
    group("balancer", { ingress: inline("0.0.0.0/0") }),
    group("app", { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, securityGroups: ["$balancer"] }] }),
    group("data", { ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["$app"] }] }),
    database,
];
const named = (type: string, name: string, props: object): Fixture => ({ type, name, props: { ...props } });
const set = (resource: string, input: string, value?: unknown): Edit => ({ resource, input, value });

const cases: Case[] = [
    ...([
        ["s3-has-policy", "policy"], ["s3-has-versioning", "versioning"], ["s3-has-lifecycle", "lifecycleRules"],
        ["s3-has-encryption", "serverSideEncryptionConfiguration"], ["s3-access-logs", "loggings"],
        ["s3-replication", "replicationConfiguration"],
    ] as const).map(([rule, input]) => ({ rule, compliant: [bucket], edit: set("bucket", input) })),
    { rule: "s3-has-versioning", compliant: [bucket], edit: set("bucket", "versioning.enabled", false) },
    { rule: "s3-no-public-acl", compliant: [bucket], edit: set("bucket", "acl", "public-read-write") },
    {
        rule: "s3-no-public-acl", compliant: [named("aws:s3/bucketAclV2:BucketAclV2", "acl", { acl: "private" })],
        edit: set("acl", "acl", "public-read"),
    },
    {
        rule: "s3-versioning-enabled",
        compliant: [named("aws:s3/bucketVersioningV2:BucketVersioningV2", "versioning", {
            versioningConfiguration: { status: "Enabled" },
        })],
        edit: set("versioning", "versioningConfiguration.status", "Disabled"),
    },
    {
        // By the bucket's name, as a program may write it.
        rule: "s3-has-access-block",
        compliant: [
            named("aws:s3/bucket:Bucket", "named", { bucket: "my-data" }),
            named("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: "my-data" }),
        ],
        edit: set("block", "bucket", "another"),
    },
    {
        rule: "security-group-no-public-ports",
        compliant: [group("data", { ingress: inline("10.0.0.0/8") })],
        edit: set("data", "ingress", [
            { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8", "0.0.0.0/0"] },
        ]),
    },
    {
        rule: "security-group-no-public-ports", compliant: [older({})], edit: set("rule", "cidrBlocks", ["0.0.0.0/0"]),
    },
    {
        rule: "security-group-no-public-ports", compliant: [older({ cidrBlocks: ["0.0.0.0/0"], type: "egress" })],
        edit: set("rule", "type", "ingress"),
    },
    {
        rule: "security-group-limited-egress",
        compliant: [group("data", { egress: inline("0.0.0.0/0") })],
        edit: set("data", "egress.0", { protocol: "-1", fromPort: 0, toPort: 0, ipv6CidrBlocks: ["::/0"] }),
    },
    { rule: "data-not-near-internet", compliant: inRow, edit: set("data", "ingress", inline("0.0.0.0/0")) },
    { rule: "data-not-near-internet", compliant: inRow, edit: set("app", "ingress", inline("0.0.0.0/0")) },
    {
        rule: "data-not-near-internet", compliant: inRow,
        edit: { add: older({ cidrBlocks: undefined, sourceSecurityGroupId: "$balancer" }) },
    },
    {
        rule: "data-not-near-internet",
        compliant: [...inRow, older({ type: "egress", cidrBlocks: undefined, sourceSecurityGroupId: "$balancer" })],
        edit: set("rule", "type", "ingress"),
    },
    {
        rule: "key-policy-not-whole-account",
        compliant: [
            named("aws:kms/key:Key", "key", {}),
            named("aws:kms/keyPolicy:KeyPolicy", "policy", { keyId: "$key", policy: documents.key }),
        ],
        edit: set("policy", "policy", documents.keyOfAccount),
    },
    {
        rule: "queue-dead-letters",
        compliant: [
            named("aws:sqs/queue:Queue", "queue", {}),
            named("aws:sqs/queue:Queue", "dead-letters", {}),
            named("aws:sqs/redrivePolicy:RedrivePolicy", "redrive", {
                queueUrl: "$queue",
                redrivePolicy: "$dead-letters",
            }),
        ],
        edit: { remove: "redrive" },
    },
    ...(["topic", "queue"] as const).map(kind => ({
        rule: `${kind}-has-policy`,
        compliant: [named(kind === "topic" ? "aws:sns/topic:Topic" : "aws:sqs/queue:Queue", kind,
            { policy: documents[kind] })],
        edit: set(kind, "policy", documents.withoutTls),
    })),
    {
        rule: "function-own-log-group",
        compliant: [
            named("aws:lambda/function:Function", "function", { name: "own" }),
            named("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "/aws/lambda/own" }),
        ],
        edit: set("logs", "name", "/aws/lambda/another"),
    },
    {
        rule: "function-own-log-group",
        compliant: [
            named("aws:lambda/function:Function", "function", {}),
            named("aws:cloudwatch/logGroup:LogGroup", "logs", { name: "$function" }),
        ],
        edit: { remove: "logs" },
    },
    {
        rule: "scaling-group-load-balancer-health",
        compliant: [
            named("aws:autoscaling/group:Group", "group", { healthCheckType: "ELB" }),
            named("aws:autoscaling/attachment:Attachment", "attachment", { autoscalingGroupName: "$group" }),
        ],
        edit: set("group", "healthCheckType", "EC2"),
    },
    {
        rule: "required-tags",
        compliant: [{ ...named("aws:ec2/vpc:Vpc", "vpc", { tags: { Environment: "prod" } }),
            provider: { defaultTags: JSON.stringify({ tags: { Project: "test" } }) } }],
        edit: set("vpc", "tags", {}),
    },
    {
        rule: "required-tags",
        compliant: [
            {
                ...named("aws:ec2/vpc:Vpc", "vpc", { tags: { Environment: "prod" } }),
                provider: { defaultTags: { tags } },
            },
        ],
        edit: { add: named("aws:ec2/eip:Eip", "address", { tags: { Environment: "prod" } }) },
    },
];

describe("Rules about programs in older shapes", () => {
    cases.forEach(({ rule: name, compliant, edit }, index) => {
        it(`${name} tells right from wrong in case ${index}`, () => {
            const rules = policies.filter(rule => rule.name === name);
            const [before, after] = [compliant, applyEdit(compliant, edit)].map(fixtures => {
                const subjects = createSubjects(fixtures);
                return new Evaluation().checkResources(rules, subjects).checkStack(rules, subjects).findings;
            });
            assert.deepEqual([before?.violations, before?.undecided], [[], []]);
            assert.notDeepEqual(after?.violations, []);
        });
    });
});
