import type { Policies, PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import { checkEach, must } from "./support";
import { isTaggable } from "./taggable";

interface TagConfig {
    keys?: string[];
}

const stackType = "pulumi:pulumi:Stack";

export const policies: Policies = [
    {
        name: "required-tags",
        description: "Every resource says whose it is, so that its cost and its owner can be found.",
        severity: "low",
        remediationSteps: "Set tags, here or as the provider's default tags; `keys` of this rule says which.",
        enforcementLevel: "mandatory",
        tags: ["CKV_AWS_153"],
        configSchema: {
            properties: { keys: { type: "array", items: { type: "string" }, default: ["Project", "Environment"] } },
        },
        validateResource: (args, report) => {
            if (!isTaggable(args.type)) {
                args.notApplicable("its type has no tags");
            }
            const { keys = ["Project", "Environment"] } = args.getConfig<TagConfig>();
            const tags = readTags(args);
            checkEach(keys.filter(key => !(key in tags)), key => report(`tags must have ${key}, got nothing`));
        },
    },
    {
        name: "resource-in-component",
        description: "Every resource belongs to a component, which has a name, a contract and tests.",
        severity: "low",
        remediationSteps: "Create it in a component, with parent: this.",
        enforcementLevel: "advisory",
        tags: [],
        validateStack: (args, report) => {
            const found = args.resources.filter(({ type }) => type.startsWith("aws:"));
            if (found.length === 0) {
                args.notApplicable("it is about resources of AWS");
            }
            checkEach(found, resource => must(isInComponent(resource), "parent must be a component", undefined)
                .forEach(problem => report(problem, resource.urn)));
        },
    },
];

function isInComponent({ parent }: PolicyResource): boolean {
    return parent !== undefined && parent.type !== stackType;
}

/** Tags of the resource, of its provider, and, as groups of Auto Scaling give them, those that instances get too. */
function readTags({ props, provider, type }: ResourceValidationArgs): Record<string, unknown> {
    const own = type === "aws:autoscaling/group:Group"
        ? Object.fromEntries((props.tags as { key: string }[] | undefined ?? []).map(({ key }) => [key, true]))
        : props.tags as Record<string, unknown> | undefined;
    // Providers get their nested inputs as JSON.
    const given = provider?.props.defaultTags as string | { tags?: Record<string, unknown> } | undefined;
    const defaults = (typeof given === "string" ? JSON.parse(given) : given) as typeof given & object | undefined;
    return { ...defaults?.tags, ...own };
}
