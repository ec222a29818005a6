import { nonEmpty } from "../host/command";
import type { Resource } from "../host/monitor";
import type { StackSettings } from "../host/settings";
import { textOf } from "./check";

/** Where, as whom and in which accounts the provider works. */
export interface Place {
    region: string;
    profile?: string;
    roleArn?: string;
    /** Empty if all are. */
    allowedAccountIds: string[];
    forbiddenAccountIds: string[];
}

/** Undefined if no region is given anywhere; then it's for the program to complain. */
export function placeOf(settings: StackSettings, resource?: Resource): Place | undefined {
    // An explicit provider reads nothing of the stack's configuration.
    const inputs = resource?.provider ?? providerConfig(settings);
    const region = textOf(resource?.inputs.region) ?? textOf(inputs.region)
        ?? nonEmpty(process.env.AWS_REGION) ?? nonEmpty(process.env.AWS_DEFAULT_REGION);
    const profile = textOf(inputs.profile);
    const [roleArn] = /arn:[\w-]+:iam::\d*:role\/[^"\\]+/.exec(JSON.stringify(inputs.assumeRoles ?? "")) ?? [];
    return region === undefined
        ? undefined
        : {
                region,
                ...profile !== undefined && { profile },
                ...roleArn !== undefined && { roleArn },
                allowedAccountIds: accountsIn(inputs.allowedAccountIds),
                forbiddenAccountIds: accountsIn(inputs.forbiddenAccountIds),
            };
}

function providerConfig({ config }: StackSettings): Record<string, unknown> {
    return Object.fromEntries(Object.entries(config)
        .filter(([key]) => key.startsWith("aws:"))
        .map(([key, value]) => [key.slice("aws:".length), value]));
}

function accountsIn(value: unknown): string[] {
    return JSON.stringify(value ?? "").match(/\d{12}/g) ?? [];
}
