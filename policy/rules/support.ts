import type {
    PolicyResource, ResourceValidation, ResourceValidationArgs, StackValidation, StackValidationArgs,
} from "@pulumi/policy";
import type { Unwrap } from "@pulumi/pulumi";

/** One sentence for each thing that is wrong; none if the rule holds. */
export type Problems = string[];

/** Applies a rule to resources of these types, each alone. Reading an input that is unknown ends the check. */
export function checkResource<Args>(
    types: string | string[], check: (props: Unwrap<NonNullable<Args>>, args: ResourceValidationArgs) => Problems,
): ResourceValidation {
    const validate: ResourceValidation = (args, report) => {
        if (![types].flat().includes(args.type)) {
            args.notApplicable(`it is about ${[types].flat().join(", ")}`);
        }
        check(args.props as Unwrap<NonNullable<Args>>, args).forEach(problem => report(problem));
    };
    // Where the SDK finds the type here, it neither reads resources of other types nor calls the function: a third of
    // the time that a pack takes.
    return typeof types === "string" ? Object.assign(validate, { __pulumiType: types }) : validate;
}

/** Applies a rule to resources of these types, each with all others of the stack in view. */
export function checkStack(
    types: string | string[], check: (resource: PolicyResource, args: StackValidationArgs) => Problems,
): StackValidation {
    return (args, report) => {
        const found = args.resources.filter(({ type }) => [types].flat().includes(type));
        if (found.length === 0) {
            args.notApplicable(`it is about ${[types].flat().join(", ")}`);
        }
        checkEach(found, resource => check(resource, args).forEach(problem => report(problem, resource.urn)));
    };
}

/** What is unknown of one resource leaves the others decidable; it is thrown once they are checked. */
export function checkEach<T>(items: T[], check: (item: T) => void): void {
    const errors: unknown[] = [];
    for (const item of items) {
        try {
            check(item);
        } catch (error) {
            errors.push(error);
        }
    }
    if (errors.length > 0) {
        throw errors[0];
    }
}

/** The problems of all items. One that is unknown leaves the check open, unless another is a problem already. */
export function checkAll<T>(items: T[], check: (item: T) => Problems): Problems {
    const problems: Problems = [];
    try {
        checkEach(items, item => problems.push(...check(item)));
    } catch (error) {
        if (problems.length === 0) {
            throw error;
        }
    }
    return problems;
}

export function must(holds: boolean, rule: string, value: unknown): Problems {
    return holds ? [] : [`${rule}, got ${show(value)}`];
}

export function mustBe(input: string, value: unknown, expected: boolean | number | string): Problems {
    return must(value === expected, `${input} must be ${expected}`, value);
}

/** Of a list or an object only the size: an unknown value inside would end the check. */
function show(value: unknown): string {
    if (value === undefined || value === null) {
        return "nothing";
    }
    if (Array.isArray(value)) {
        return value.length === 1 ? "1 entry" : `${value.length} entries`;
    }
    return typeof value === "object" ? "an object" : `${value as string | number}`;
}
