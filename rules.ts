import { areZones, isVpcCidr, vpcCidrRule, zonesRule } from "./components/cidr";

/** A rule for texts from outside: how to say it, and how to read a text; undefined where the text breaks the rule. */
export interface Rule<T> {
    says: string;
    parse: (text: string) => T | undefined;
}

export function pattern(regex: RegExp, says: string): Rule<string> {
    return { says, parse: text => regex.test(text) ? text : undefined };
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

export function integer(min: number, max: number): Rule<number> {
    return {
        says: `must be a whole number from ${min} to ${max}`,
        parse: text => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined,
    };
}

export const region = pattern(/^[a-z]{2,4}(-[a-z]+)+-\d$/, "must be an AWS region");

const instanceSize = "(nano|micro|small|medium|(\\d*x)?large|metal(-\\d+xl)?)";

export const instanceType = pattern(
    new RegExp(`^[a-z][a-z0-9-]*\\.${instanceSize}$`), "must be an EC2 instance type, such as t4g.micro");

export const dbInstanceClass = pattern(
    new RegExp(`^db\\.[a-z][a-z0-9-]*\\.${instanceSize}$`), "must be an RDS instance class, such as db.t4g.micro");

/** MySQL 8.0 is in extended support, which AWS bills by the hour. */
export const mysqlVersion = pattern(/^8\.[4-9](\.\d+)?$/, "must be MySQL 8.4 or a later 8.x, such as 8.4 or 8.4.5");

export const certificateArn = pattern(
    /^$|^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, "must be the ARN of an ACM certificate, or empty");

export const vpcCidr: Rule<string> = { says: vpcCidrRule, parse: text => isVpcCidr(text) ? text : undefined };

export const zones: Rule<string[]> = {
    says: zonesRule,
    parse: text => {
        const letters = parseJson(text);
        return Array.isArray(letters) && areZones(letters as string[]) ? letters as string[] : undefined;
    },
};

/**
 * Tags of the user's own beside the taken ones and Name. For AWS's limits see
 * https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export function tags(taken: string[]): Rule<Record<string, string>> {
    const reserved = [...taken, "Name"];
    return {
        says: `must map at most ${50 - reserved.length} names of 1 to 128 characters to texts of at most 256, all of`
            + ` letters, digits, spaces and _.:/=+-@, without the names aws:* and ${reserved.join(", ")}`,
        parse: text => {
            const record = parseJson(text);
            if (typeof record !== "object" || record === null || Array.isArray(record)) {
                return undefined;
            }
            // IAM takes names that differ in case alone for the same one.
            const names = [...reserved, ...Object.keys(record)].map(tag => tag.toLowerCase());
            const valid = names.length <= 50 && new Set(names).size === names.length
                && Object.entries(record).every(([tag, value]) =>
                    /^(?!aws:)[\p{L}\p{N}\p{Zs}_.:/=+\-@]{1,128}$/iu.test(tag)
                    && typeof value === "string" && /^[\p{L}\p{N}\p{Zs}_.:/=+\-@]{0,256}$/u.test(value));
            return valid ? record as Record<string, string> : undefined;
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
