import type { Policies } from "@pulumi/policy";
import type { cfg, cloudwatch } from "@pulumi/aws";
import { findReferring } from "./relations";
import { checkResource, checkStack, must, mustBe } from "./support";

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const recorder = "aws:cfg/recorder:Recorder";
const recorderStatus = "aws:cfg/recorderStatus:RecorderStatus";

export const policies: Policies = [
    {
        name: "log-retention",
        description: "Logs expire: by default they are kept, and paid, for ever.",
        severity: "low",
        remediationSteps: "Set retentionInDays.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_66"],
        validateResource: checkResource<cloudwatch.LogGroupArgs>(logGroup, ({ retentionInDays: days }) =>
            must((days ?? 0) > 0, "retentionInDays must be above 0", days)),
    },
    {
        name: "log-retention-of-a-year",
        description: "Logs are kept for a year, because many an intrusion is found after months.",
        severity: "low",
        remediationSteps: "Raise retentionInDays; `days` of this rule says how far.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_338", "FSBP-CloudWatch.16"],
        configSchema: { properties: { days: { type: "integer", default: 365 } } },
        validateResource: checkResource<cloudwatch.LogGroupArgs>(
            logGroup,
            ({ retentionInDays: kept }, args) => {
                const { days = 365 } = args.getConfig<{ days?: number }>();
                return must((kept ?? Infinity) >= days, `retentionInDays must be at least ${days}`, kept);
            },
        ),
    },
    {
        name: "log-customer-managed-key",
        description: "Logs are encrypted with a key of one's own, whose use can be limited and traced.",
        severity: "low",
        remediationSteps: "Set kmsKeyId, with a key whose policy admits the service.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_158"],
        validateResource: checkResource<cloudwatch.LogGroupArgs>(logGroup, props =>
            must("kmsKeyId" in props, "kmsKeyId must be given", undefined)),
    },
    {
        name: "alarm-tells-somebody",
        description: "An alarm that nobody is told of is none.",
        severity: "medium",
        remediationSteps: "Set alarmActions.",
        enforcementLevel: "mandatory",
        tags: ["FSBP-CloudWatch.15"],
        validateResource: checkResource<cloudwatch.MetricAlarmArgs>(alarm, ({ alarmActions = [] }) =>
            must(alarmActions.length > 0, "alarmActions must be given", alarmActions)),
    },
    {
        name: "alarm-actions-enabled",
        description: "An alarm's actions are on. An environment in which nobody should be woken may leave them off.",
        severity: "low",
        remediationSteps: "Remove actionsEnabled.",
        enforcementLevel: "advisory",
        tags: ["CKV_AWS_319", "FSBP-CloudWatch.17"],
        validateResource: checkResource<cloudwatch.MetricAlarmArgs>(alarm, ({ actionsEnabled }) =>
            must(actionsEnabled !== false, "actionsEnabled must be true", actionsEnabled)),
    },
    {
        name: "recorder-records-all",
        description: "The recorder of AWS Config records every type, those without a region too.",
        severity: "medium",
        remediationSteps: "Set recordingGroup.allSupported and includeGlobalResourceTypes.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_121", "CKV2_AWS_48", "FSBP-Config.1"],
        validateResource: checkResource<cfg.RecorderArgs>(recorder, ({ recordingGroup }) => [
            // Without a group, all types are recorded.
            ...must(recordingGroup?.allSupported !== false, "recordingGroup.allSupported must be true", false),
            ...mustBe("recordingGroup.includeGlobalResourceTypes", recordingGroup?.includeGlobalResourceTypes, true),
        ]),
    },
    {
        name: "recorder-on",
        description: "A recorder of AWS Config is started, and delivers what it records.",
        severity: "medium",
        remediationSteps: "Add a RecorderStatus with isEnabled, and a DeliveryChannel.",
        enforcementLevel: "mandatory",
        tags: ["CKV2_AWS_45", "FSBP-Config.1"],
        validateStack: checkStack(recorder, (target, { resources }) => {
            const status = findReferring(resources, recorderStatus, "name", target)[0];
            return [
                ...must(status !== undefined, "the recorder must have a status", undefined),
                ...status ? mustBe("isEnabled", status.props.isEnabled, true) : [],
                ...must(resources.some(({ type }) => type === "aws:cfg/deliveryChannel:DeliveryChannel"),
                    "the recorder must have a delivery channel", undefined),
            ];
        }),
    },
];
