import type {
    Policies, PolicyConfigSchema, ReportViolation, ResourceValidation, StackValidation,
} from "@pulumi/policy";

/** The decision to accept what a rule finds. */
export interface Waiver {
    /** Logical name of the resource; * stands for any text. */
    resource: string;
    reason: string;
    /** The last day on which it counts, such as 2027-06-30. */
    expires: string;
}

type Judgement = { waiver: Waiver } | { waiver?: undefined; message: string };

/** Says which waiver covers a violation of the resource of this name, or what to report. */
export function judge(waivers: readonly Waiver[], name: string, message: string, today: string): Judgement {
    const matching = waivers.filter(({ resource }) => matches(resource, name));
    const waiver = matching.find(({ expires }) => expires >= today);
    if (waiver) {
        return { waiver };
    }
    const [expired] = matching;
    return { message: expired ? `${message} (the waiver expired on ${expired.expires}: ${expired.reason})` : message };
}

/** The logical name at the end of a URN. */
export function readName(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function matches(pattern: string, name: string): boolean {
    const parts = pattern.split("*").map(part => part.replaceAll(/[^\w-]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(name);
}

const text = { type: "string", minLength: 1 } as const;
const waiversSchema: PolicyConfigSchema["properties"] = {
    waivers: {
        type: "array",
        items: {
            type: "object",
            properties: {
                resource: text,
                reason: text,
                expires: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
            },
            required: ["resource", "reason", "expires"],
            additionalProperties: false,
        },
    },
};

interface Args {
    urn?: string;
    getConfig: () => object;
}

/** Lets the configuration waive what these policies find, and adds a policy that finds waivers without use. */
export function withWaivers(policies: Policies, today = () => new Date().toISOString().slice(0, 10)): Policies {
    const known = new Map<string, string>();
    const used = new Set<string>();

    const filterBy = (rule: string, args: Args, report: ReportViolation): ReportViolation => {
        const { waivers = [] } = args.getConfig() as { waivers?: Waiver[] };
        const keyOf = ({ resource }: Waiver) => `${rule} ${resource}`;
        waivers.forEach(waiver => known.set(keyOf(waiver), `the waiver of ${rule} for ${waiver.resource} has no use`));
        return (message, urn = args.urn) => {
            const judgement = judge(waivers, readName(urn ?? ""), message, today());
            if (judgement.waiver) {
                used.add(keyOf(judgement.waiver));
            } else {
                report(judgement.message, urn);
            }
        };
    };

    return [...policies.map(policy => wrap(policy, filterBy)), {
        name: "unused-waiver",
        description: "Waivers without use are removed: they would hide what comes later.",
        severity: "low",
        enforcementLevel: "advisory",
        remediationSteps: "Remove the waiver from the configuration of the policy pack.",
        validateStack: (_, report) => {
            [...known].filter(([key]) => !used.has(key)).forEach(([, message]) => report(message));
            used.clear();
        },
    }];
}

type Filter = (rule: string, args: Args, report: ReportViolation) => ReportViolation;

function wrap(policy: Policies[number], filterBy: Filter): Policies[number] {
    const { name } = policy;
    const configSchema = {
        ...policy.configSchema, properties: { ...policy.configSchema?.properties, ...waiversSchema } };
    if ("validateStack" in policy) {
        const { validateStack } = policy;
        return { ...policy, configSchema, validateStack: Object.assign<StackValidation, object>(
            (args, report) => validateStack(args, filterBy(name, args, report)), validateStack) };
    }
    // What the SDK hangs on a function says for which type of resource it is called.
    const filterOf = (validate: ResourceValidation) => Object.assign<ResourceValidation, object>(
        (args, report) => validate(args, filterBy(name, args, report)), validate);
    const { validateResource: validations = [] } = policy;
    const validateResource = Array.isArray(validations) ? validations.map(filterOf) : filterOf(validations);
    return { ...policy, configSchema, validateResource };
}
