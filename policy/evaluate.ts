import type {
    Policies, PolicyProviderResource, PolicyResource, PolicyResourceOptions, ReportViolation,
} from "@pulumi/policy";
import { unknownCheckingProxy, UnknownValueError } from "./proxy";

/** A resource as rules are shown it. */
export interface Subject {
    type: string;
    name: string;
    urn: string;
    props: Record<string, unknown>;
    opts: PolicyResourceOptions;
    provider?: PolicyProviderResource;
    /** URN. */
    parent: string;
    /** URNs by input. */
    propertyDependencies: Record<string, string[]>;
}

export interface Finding {
    rule: string;
    /** Name of the resource, and its URN; "" for the stack as a whole. */
    resource: string;
    urn: string;
    message: string;
}

export interface Findings {
    violations: Finding[];
    undecided: Finding[];
    /** Rules that apply to at least one of the resources. */
    applied: Set<string>;
}

class NotApplicable extends Error {}

const wholeStack = { name: "", urn: "" };
const notApplicable = new NotApplicable();
const stackTags: ReadonlyMap<string, string> = new Map();

/** Asks the rules as the SDK does when the CLI asks it, without a process of their own. */
export class Evaluation {
    readonly findings: Findings = { violations: [], undecided: [], applied: new Set() };

    constructor(private readonly config: Record<string, object> = {}) {}

    /** Resource rules about these resources. */
    checkResources(policies: Policies, subjects: Subject[]): this {
        for (const policy of policies) {
            const validations = "validateResource" in policy ? [policy.validateResource ?? []].flat() : [];
            for (const subject of validations.length > 0 ? subjects : []) {
                const args = {
                    ...subject, ...this.shared(policy.name), props: unknownCheckingProxy(subject.props),
                    isType: () => false, asType: () => undefined,
                };
                validations.forEach(validate => this.ask(policy.name, subject, () =>
                    validate(args, message => this.add(policy.name, subject, message))));
            }
        }
        return this;
    }

    /** Stack rules about all resources of a stack. */
    checkStack(policies: Policies, subjects: Subject[]): this {
        const resources = connect(subjects);
        const byUrn = new Map(subjects.map(subject => [subject.urn, subject]));
        for (const policy of policies) {
            if ("validateStack" in policy) {
                const report: ReportViolation = (message, urn = "") =>
                    this.add(policy.name, byUrn.get(urn) ?? wholeStack, message);
                this.ask(policy.name, wholeStack, () =>
                    policy.validateStack({ resources, ...this.shared(policy.name) }, report));
            }
        }
        return this;
    }

    private shared(rule: string) {
        return {
            stackTags,
            // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as the SDK declares it
            getConfig: <T extends object>() => (this.config[rule] ?? {}) as T,
            notApplicable: (): never => {
                throw notApplicable;
            },
        };
    }

    private add(rule: string, { name, urn }: Pick<Subject, "name" | "urn">, message: string): void {
        this.findings.violations.push({ rule, resource: name, urn, message });
    }

    private ask(rule: string, { name, urn }: Pick<Subject, "name" | "urn">, validate: () => unknown): void {
        try {
            validate();
        } catch (error) {
            if (error === notApplicable) {
                return;
            }
            if (!(error instanceof UnknownValueError)) {
                throw error;
            }
            this.findings.undecided.push({ rule, resource: name, urn, message: error.message });
        }
        this.findings.applied.add(rule);
    }
}

/** Puts resources in the place of URNs. As the engine does, leaves out inputs that depend on nothing. */
function connect(subjects: Subject[]): PolicyResource[] {
    const resources = subjects.map((subject): PolicyResource => ({
        ...subject, props: unknownCheckingProxy(subject.props), parent: undefined, dependencies: [],
        propertyDependencies: {}, isType: () => false, asType: () => undefined,
    }));
    const byUrn = new Map(resources.map(resource => [resource.urn, resource]));
    const find = (urns: string[]) => urns.flatMap(urn => byUrn.get(urn) ?? []);
    resources.forEach((resource, index) => {
        const { parent = "", propertyDependencies = {} } = subjects[index] ?? {};
        resource.parent = byUrn.get(parent);
        resource.propertyDependencies = Object.fromEntries(Object.entries(propertyDependencies)
            .filter(([, urns]) => urns.length > 0).map(([input, urns]) => [input, find(urns)]));
        resource.dependencies = [...new Set(Object.values(resource.propertyDependencies).flat())];
    });
    return resources;
}
