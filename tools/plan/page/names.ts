import type { StackPlan } from "../stack-plan";

/** A type as programs write it: `ec2.Vpc` for `aws:ec2/vpc:Vpc`, `docker.Container` for another provider's. */
export function shortenType(type: string): string {
    const [provider = "", module = "", name = ""] = type.split(":");
    const [folder = ""] = module.split("/");
    const places = folder === "index" ? [provider] : provider === "aws" ? [folder] : [provider, folder];
    return [...places, name].join(".");
}

/** What names of one stack have in common at their end, such as `-prod-01`. */
export function findSuffix({ stack, resources }: Pick<StackPlan, "stack" | "resources">): string {
    const counts = new Map<string, number>();
    const ends = resources.filter(({ custom }) => custom).flatMap(({ name }) => {
        const place = name.lastIndexOf(`-${stack}`);
        return place < 0 ? [] : [name.slice(place)];
    });
    ends.forEach(end => counts.set(end, (counts.get(end) ?? 0) + 1));
    const [[suffix, count] = ["", 0]] = [...counts].sort(([, a], [, b]) => b - a);
    return count * 2 > ends.length ? suffix : "";
}

/** A name without what only says to which stack it belongs. */
export function stripSuffix(name: string, suffix: string): string {
    return suffix !== "" && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name;
}
