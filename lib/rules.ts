/** A rule for texts from outside: how to say it, and how to read a text; undefined where the text breaks the rule. */
export interface Rule<T> {
    says: string;
    parse: (text: string) => T | undefined;
}

export function text(says: string, isValid: (text: string) => boolean): Rule<string> {
    return { says, parse: text => isValid(text) ? text : undefined };
}

export function pattern(regex: RegExp, says: string): Rule<string> {
    return text(says, text => regex.test(text));
}

/** Part of a resource name. */
export function name(min: number, max: number): Rule<string> {
    return pattern(
        new RegExp(`^(?=.{${min},${max}}$)[a-z0-9]+(-[a-z0-9]+)*$`),
        `must be ${min} to ${max} lower-case letters, digits and single hyphens between them`);
}

export function choice<T>(choices: readonly T[]): Rule<T> {
    return {
        says: `must be one of ${choices.join(", ")}`,
        parse: text => choices.find(choice => String(choice) === text),
    };
}

export const boolean = choice([true, false]);

export function integer(min: number, max: number): Rule<number> {
    return {
        says: `must be a whole number from ${min} to ${max}`,
        parse: text => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined,
    };
}

/** An array of texts, as JSON. */
export function list(says: string, isValid: (items: string[]) => boolean): Rule<string[]> {
    return {
        says,
        parse: text => {
            const items = parseJson(text);
            const isList = Array.isArray(items) && items.every(item => typeof item === "string");
            return isList && isValid(items) ? items : undefined;
        },
    };
}

/** A type of instance or node, such as db.t4g.micro. */
export function instanceType(prefix: "" | "db." | "cache.", title: string): Rule<string> {
    const size = "(nano|micro|small|medium|(\\d*x)?large|metal(-\\d+xl)?)";
    return pattern(
        new RegExp(`^${prefix.replace(".", "\\.")}[a-z][a-z0-9-]*\\.${size}$`),
        `must be ${title}, such as ${prefix}t4g.micro`);
}

export const region = pattern(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "must be an AWS region");

/** From https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
export const retentionDays = choice([
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

/**
 * AWS takes 50 tags a resource, but Auto Scaling at most 25 in one call, and a group is created by one call:
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-tagging.html
 */
const tagLimit = 25;

/** The user's own tags, beside those that a system sets itself. */
export function tags(reserved: readonly string[]): Rule<Record<string, string>> {
    return {
        says: `must map at most ${tagLimit - reserved.length} names of 1 to 128 characters to texts of at most 256,`
            + ` all of letters, digits, spaces and _.:/=+-@, without the names aws:* and ${reserved.join(", ")}`,
        parse: text => {
            const record = parseJson(text);
            if (typeof record !== "object" || record === null || Array.isArray(record)) {
                return undefined;
            }
            // IAM takes names that differ in case alone for the same one.
            const names = [...reserved, ...Object.keys(record)].map(tag => tag.toLowerCase());
            const isValid = names.length <= tagLimit && new Set(names).size === names.length
                && Object.entries(record).every(([tag, value]) =>
                    /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]{1,128}$/iu.test(tag)
                    && typeof value === "string" && /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]{0,256}$/u.test(value));
            return isValid ? record as Record<string, string> : undefined;
        },
    };
}

function parseJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
