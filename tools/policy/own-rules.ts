import { Evaluation, type Finding, type Subject } from "../../policy/evaluate";
import { policies } from "../../policy/rules";
import type { Registration, Resource } from "../host/monitor";
import type { Analysis, Violation } from "./analysis";
import { type Level, levelOf, type RuleSettings } from "./configuration";
import type { Rules } from "./rules";

/** The rules of this repository, asked in this process: to start them as a pack takes as long as the program. */
export function createOwnRules(settings: Map<string, RuleSettings>): Rules {
    const enabled = policies.flatMap(policy => {
        const level = levelOf(policy.name, policy.enforcementLevel ?? "advisory", settings);
        return level === "disabled" ? [] : [{ policy, level }];
    });
    const levels = new Map(enabled.map(({ policy, level }) => [policy.name, level]));
    const chosen = enabled.map(({ policy }) => policy);
    const config = Object.fromEntries([...settings].map(([rule, { properties }]) => [rule, properties]));
    return {
        known: Promise.resolve(policies.map(({ name }) => name)),
        enabled: Promise.resolve(chosen.map(({ name, description, remediationSteps = "", tags = [] }) =>
            ({ name, description, remedy: remediationSteps, tags }))),
        analyze: region => ({
            submit: () => undefined,
            finish(resources) {
                const { findings } = new Evaluation(config)
                    .checkResources(chosen, resources.map(resource => createSubject(resource, resource.inputs, region)))
                    .checkStack(chosen, resources.map(resource => createSubject(resource, resource.state, region)));
                return Promise.resolve(createAnalysis(findings, resources, levels));
            },
        }),
        stop: () => Promise.resolve(),
    };
}

function createAnalysis(
    { violations, undecided }: Evaluation["findings"], resources: Resource[], levels: Map<string, Level>,
): Analysis {
    const sources = new Map(resources.map(({ urn, source }) => [urn, source]));
    const describe = ({ rule, resource, urn, message }: Finding): Violation => ({
        rule, resource, urn, message,
        level: levels.get(rule) === "advisory" ? "advisory" : "mandatory",
        source: sources.get(urn),
    });
    return {
        violations: violations.map(describe),
        undecided: undecided.map(({ rule, resource, message }) => ({ rule, resource, reason: message })),
    };
}

function createSubject(
    { type, name, urn, parent, propertyDependencies, options, custom, provider }: Registration,
    props: Subject["props"], region: string | undefined,
): Subject {
    return {
        type, name, urn, parent, propertyDependencies, props,
        opts: {
            parent,
            protect: options.protect,
            ignoreChanges: options.ignoreChanges,
            deleteBeforeReplace: options.deleteBeforeReplace,
            aliases: options.aliases.filter(alias => typeof alias === "string"),
            additionalSecretOutputs: options.additionalSecretOutputs,
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        },
        ...custom && type.startsWith("aws:") && {
            provider: {
                type: "pulumi:providers:aws", urn: "", name: provider ? "" : "default", props: provider ?? { region },
            },
        },
    };
}
