import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../../../lib/after";

export interface CustomRuleComponentArgs {
    description: string;
    functionName: pulumi.Input<string>;
    functionArn: pulumi.Input<string>;
    /** Types of the resources that the rule is for, such as AWS::S3::Bucket. */
    resourceTypes: string[];
    /** What the function gets with each event. */
    parameters: Record<string, string>;
    /** Has all resources evaluated once a day, beside each change. */
    evaluateDaily: boolean;
    /** Recorder that runs in this account and region. */
    recorderName: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** A rule whose resources are evaluated by a function. */
export class CustomRuleComponent extends pulumi.ComponentResource {
    readonly ruleName: pulumi.Output<string>;

    constructor(name: string, args: CustomRuleComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.resourceTypes.length === 0) {
            throw new Error(`${name}: resourceTypes needs at least 1 type, got none`);
        }
        super("reference:compliance-monitoring:CustomRuleComponent", name, {}, opts);
        const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });

        const permission = new aws.lambda.Permission(`rule-permission-${name}`, {
            function: args.functionName,
            action: "lambda:InvokeFunction",
            principal: "config.amazonaws.com",
            // Not the rule's ARN, which AWS makes only when it may invoke the function already.
            sourceAccount: accountId,
        }, { parent: this });

        const rule = new aws.cfg.Rule(`rule-${name}`, {
            description: args.description,
            source: {
                owner: "CUSTOM_LAMBDA",
                sourceIdentifier: after(
                    pulumi.output(args.functionArn), permission.id, pulumi.output(args.recorderName)),
                sourceDetails: listTriggers(args.evaluateDaily),
            },
            scope: { complianceResourceTypes: args.resourceTypes },
            inputParameters: pulumi.jsonStringify(args.parameters),
            tags: { ...args.tags, Name: `rule-${name}` },
        }, { parent: this });

        this.ruleName = rule.name;
        this.registerOutputs({ ruleName: this.ruleName });
    }
}

function listTriggers(evaluateDaily: boolean): aws.types.input.cfg.RuleSourceSourceDetail[] {
    const changes = ["ConfigurationItemChangeNotification", "OversizedConfigurationItemChangeNotification"];
    const schedule = {
        eventSource: "aws.config",
        messageType: "ScheduledNotification",
        maximumExecutionFrequency: "TwentyFour_Hours",
    };
    return [
        ...changes.map(messageType => ({ eventSource: "aws.config", messageType })),
        ...(evaluateDaily ? [schedule] : []),
    ];
}
