import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../../../lib/after";

export interface ManagedRulesComponentArgs {
    /** Identifiers of rules that AWS keeps, such as RDS_STORAGE_ENCRYPTED. */
    identifiers: string[];
    /** Recorder that runs in this account and region. */
    recorderName: pulumi.Input<string>;
    tags: Record<string, string>;
}

/** Rules whose resources AWS evaluates itself. */
export class ManagedRulesComponent extends pulumi.ComponentResource {
    readonly ruleNames: pulumi.Output<string>[];

    constructor(name: string, args: ManagedRulesComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        super("reference:compliance-monitoring:ManagedRulesComponent", name, {}, opts);

        const rules = args.identifiers.map(identifier => {
            const resource = `rule-${identifier.toLowerCase().replaceAll("_", "-")}-${name}`;
            return new aws.cfg.Rule(resource, {
                source: {
                    owner: "AWS",
                    sourceIdentifier: after(pulumi.output(identifier), pulumi.output(args.recorderName)),
                },
                tags: { ...args.tags, Name: resource },
            }, { parent: this });
        });

        this.ruleNames = rules.map(rule => rule.name);
        this.registerOutputs({ ruleNames: this.ruleNames });
    }
}
