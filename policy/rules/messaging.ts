import type { Policies } from "@pulumi/policy";
import type { sns, sqs } from "@pulumi/aws";
import { allowsAnybody, deniesPlainHttp, readStatements } from "./documents";
import { findReferring, followInput, isGiven, traceInput } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const queue = "aws:sqs/queue:Queue";
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
const redrivePolicy = "aws:sqs/redrivePolicy:RedrivePolicy";

export const policies: Policies = [
    {
        name: "topic-encrypted",
        description: "A topic's messages are encrypted. Alarms can publish to a topic with a key of one's own alone.",
        severity: "medium",
        remediationSteps: "Set kmsMasterKeyId; for alarms, to a key whose policy admits cloudwatch.amazonaws.com.",
        enforcementLevel: "advisory",
        tags: ["AwsSolutions-SNS2", "CKV_AWS_26", "FSBP-SNS.1"],
        validateResource: checkResource<sns.TopicArgs>(topic, props =>
            must("kmsMasterKeyId" in props, "kmsMasterKeyId must be given", undefined)),
    },
    {
        name: "topic-tls-only",
        description: "A topic's policy refuses messages without TLS, which others on the way can read.",
        severity: "high",
        remediationSteps: "Add a statement that denies sns:Publish to everybody where aws:SecureTransport is false.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SNS3"],
        validateResource: checkResource<sns.TopicPolicyArgs>(topicPolicy, ({ policy }) => must(
            readStatements(policy).some(statement => deniesPlainHttp({ ...statement, actions: ["*"] })
                && statement.actions.some(action => /^(\*|SNS:(\*|Publish))$/i.test(action))),
            "policy must deny messages without TLS", "another")),
    },
    {
        name: "topic-policy-not-public",
        description: "A topic's policy allows nothing to everybody.",
        severity: "critical",
        remediationSteps: "Name the principals, or limit the statement by a condition such as aws:SourceAccount.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_169", "FSBP-SNS.4"],
        validateResource: checkResource<sns.TopicPolicyArgs>([topic, topicPolicy], ({ policy }) =>
            must(!readStatements(policy).some(allowsAnybody), "policy must not allow everybody", "principal *")),
    },
    {
        name: "topic-has-policy",
        description: "Every topic has a policy, without which messages need no TLS.",
        severity: "medium",
        remediationSteps: "Add a TopicPolicy that denies messages without TLS.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SNS3"],
        validateStack: checkStack(topic, (target, { resources }) => must(
            hasTlsPolicy(target) || findReferring(resources, topicPolicy, "arn", target).length > 0,
            "the topic must have a policy", undefined)),
    },
    {
        name: "queue-encrypted",
        description: "A queue's messages are encrypted.",
        severity: "medium",
        remediationSteps: "Set sqsManagedSseEnabled or kmsMasterKeyId.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SQS2", "CKV_AWS_27", "FSBP-SQS.1"],
        validateResource: checkResource<sqs.QueueArgs>(queue, props => must(
            "kmsMasterKeyId" in props || props.sqsManagedSseEnabled === true,
            "sqsManagedSseEnabled must be true", props.sqsManagedSseEnabled)),
    },
    {
        name: "queue-tls-only",
        description: "A queue's policy refuses messages without TLS, which others on the way can read.",
        severity: "high",
        remediationSteps: "Add a statement that denies sqs:* to everybody where aws:SecureTransport is false.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SQS4"],
        validateResource: checkResource<sqs.QueuePolicyArgs>(queuePolicy, ({ policy }) => must(
            readStatements(policy).some(deniesPlainHttp), "policy must deny messages without TLS", "another")),
    },
    {
        name: "queue-policy-not-public",
        description: "A queue's policy allows nothing to everybody.",
        severity: "critical",
        remediationSteps: "Name the principals, or limit the statement by a condition such as aws:SourceArn.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_168", "FSBP-SQS.3"],
        validateResource: checkResource<sqs.QueuePolicyArgs>([queue, queuePolicy], ({ policy }) =>
            must(!readStatements(policy).some(allowsAnybody), "policy must not allow everybody", "principal *")),
    },
    {
        name: "queue-has-policy",
        description: "Every queue has a policy, without which messages need no TLS.",
        severity: "medium",
        remediationSteps: "Add a QueuePolicy that denies messages without TLS.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SQS4"],
        validateStack: checkStack(queue, (target, { resources }) => must(
            hasTlsPolicy(target) || findReferring(resources, queuePolicy, "queueUrl", target).length > 0,
            "the queue must have a policy", undefined)),
    },
    {
        name: "queue-dead-letters",
        description: "Messages that fail again and again go to a second queue, or they block the first and are lost.",
        severity: "medium",
        remediationSteps: "Set redrivePolicy with the ARN of another queue.",
        enforcementLevel: "mandatory",
        tags: ["AwsSolutions-SQS3"],
        validateStack: checkStack(queue, (target, { resources }) => must(
            isGiven(target, "redrivePolicy")
            || findReferring(resources, redrivePolicy, "queueUrl", target).length > 0
            || receivesDeadLetters(target, resources),
            "the queue must have a dead-letter queue", undefined)),
    },
    {
        name: "dead-letters-kept-longer",
        description: "Dead letters are kept for a week at least, or they are gone before somebody looks.",
        severity: "low",
        remediationSteps: "Set messageRetentionSeconds of the second queue to 1209600.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(queue, (target, { resources }) => {
            const seconds = Number(target.props.messageRetentionSeconds ?? 345_600);
            return must(!receivesDeadLetters(target, resources) || seconds >= 604_800,
                "messageRetentionSeconds must be at least 604800", seconds);
        }),
    },
    {
        name: "dead-letters-have-sources",
        description: "A dead-letter queue says which queues may fill it, so that nobody else hides messages there.",
        severity: "low",
        remediationSteps: "Add a RedriveAllowPolicy with redrivePermission byQueue.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(queue, (target, { resources }) => must(
            !receivesDeadLetters(target, resources) || isGiven(target, "redriveAllowPolicy")
            || findReferring(resources, "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "queueUrl", target).length > 0,
            "the queue must have a redrive allow policy", undefined)),
    },
    {
        name: "dead-letters-alarm",
        description: "Somebody is told of dead letters, or nobody looks until they are gone.",
        severity: "low",
        remediationSteps: "Add a MetricAlarm with the queue's name among its dimensions.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: checkStack(queue, (target, { resources }) => must(
            !receivesDeadLetters(target, resources) || resources.some(resource =>
                resource.type === "aws:cloudwatch/metricAlarm:MetricAlarm"
                && followInput(resource, "dimensions", queue).includes(target)),
            "the queue must have an alarm", undefined)),
    },
    {
        name: "event-source-partial-failures",
        description: "Of a batch, only the messages that failed come again; the others aren't done twice.",
        severity: "low",
        remediationSteps: "Set functionResponseTypes to ReportBatchItemFailures, and let the function report them.",
        enforcementLevel: "advisory",
        tags: [],
        validateResource: checkResource<{ functionResponseTypes?: string[] }>(
            "aws:lambda/eventSourceMapping:EventSourceMapping", ({ functionResponseTypes: types }) =>
                mustBe("functionResponseTypes", types?.join() ?? "nothing", "ReportBatchItemFailures")),
    },
];

/** AWS gives every topic a policy, which says nothing about TLS. */
function hasTlsPolicy(target: Resource): boolean {
    return isGiven(target, "policy") && readStatements(target.props.policy)
        .some(({ allows, conditions }) => !allows && conditions.has("aws:securetransport"));
}

type Resource = Parameters<typeof isGiven>[0];

function receivesDeadLetters(target: Resource, resources: Resource[]): boolean {
    return resources.some(resource => [queue, redrivePolicy].includes(resource.type) && resource !== target
        && traceInput(resource, "redrivePolicy", queue).includes(target));
}
