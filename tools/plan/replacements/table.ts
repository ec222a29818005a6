import { type Properties, unknownValue } from "../../host/properties";

/** What a change of an input does to the resource; unknown: one of the other two. */
export type Effect = "replace" | "update" | "unknown";

export interface Values {
    before: unknown;
    after: unknown;
    /** All inputs of the resource. */
    inputs: { before: Properties; after: Properties };
}

/** An input whose effect depends on more than that it changes. */
export interface Condition {
    text: string;
    effect: (values: Values) => Effect;
}

/** What one source says of a type, by names of inputs with white space between them. */
export interface Section {
    source: string;
    replace?: string;
    update?: string;
    conditional?: Record<string, Condition>;
    /** Lists whose order is of no account. */
    unordered?: string;
}

/** By type, as programs write it: ec2.Vpc. */
export type Table = Record<string, Section[]>;

/** Read from what the provider is generated from: the schema of the resource (`ForceNew`) in this file. */
export function schema(file: string, section: Omit<Section, "source">): Section {
    return { source: `terraform-provider-aws internal/service/${file}`, ...section };
}

export const definitions = "definitions of @pulumi/aws";

/** Read from the comment on the input in the provider's definitions. */
export function documented(section: Omit<Section, "source" | "update">): Section {
    return { source: definitions, ...section };
}

/** A condition on values; undefined where they don't tell. */
export function when(text: string, replaces: (values: Values) => boolean | undefined): Condition {
    return {
        text,
        effect: values => {
            const isUnknown = [values.before, values.after].includes(unknownValue);
            const answer = isUnknown ? undefined : replaces(values);
            return answer === undefined ? "unknown" : answer ? "replace" : "update";
        },
    };
}

/** A condition on whether there is a value at all. */
export function whenSetOrUnset(text: string): Condition {
    return { text, effect: ({ before, after }) => before === undefined || after === undefined ? "replace" : "update" };
}
