import type { Resource } from "../host/monitor";

/** Whether something comes into being for it: nothing does for components, the stack itself and providers. */
export function isCreated({ custom, type }: Pick<Resource, "custom" | "type">): boolean {
    return custom && !type.startsWith("pulumi:");
}

/** A type of AWS as the tables have it: `ec2.Vpc` for `aws:ec2/vpc:Vpc`. Others stay as they are. */
export function nameInTables(type: string): string {
    return type.replace(/^aws:(\w+)\/\w+:/, "$1.");
}
