import type { Clients } from "../../host/clients";
import type { Resource } from "../../host/monitor";
import type { StackSettings } from "../../host/settings";
import { explainFailure, limitCalls, withTimeLimit } from "../calls";
import type { Check, Finding, Target } from "../check";

/** A resource of the stack dev, unless the name says another one, as in "prod/vpc". */
export function createResource(
    type: string, name: string, inputs: Record<string, unknown>, uses: Record<string, Resource[]> = {},
): Resource {
    const [stack, own] = name.includes("/") ? name.split("/") as [string, string] : ["dev", name];
    const urnsOf = (resources: Resource[]) => resources.map(({ urn }) => urn);
    return {
        urn: `urn:pulumi:${stack}::shop::aws:${type}::${own}`,
        type: `aws:${type}`,
        name: own,
        inputs,
        dependencies: urnsOf(Object.values(uses).flat()),
        propertyDependencies: Object.fromEntries(Object.entries(uses).map(([input, used]) => [input, urnsOf(used)])),
    } as Partial<Resource> as Resource;
}

export const createSubnet = (zone: string): Resource =>
    createResource("ec2/subnet:Subnet", `subnet-${zone}`, { availabilityZone: zone });

/** Answers of AWS by client and method: a function, the answer itself, or an error to fail with. */
export type Answers = Record<string, Record<string, unknown>>;

type Answer = (input: Record<string, unknown>) => unknown;

/** Error of AWS. */
export const awsError = (name: string): Error => Object.assign(new Error("no such luck"), { name });

/** Answers of a family of checks by subject. Calls that are not answered fail. */
export async function askFamily(
    family: (target: Target) => Check[], resources: Resource[], answers: Answers,
    config: Record<string, Record<string, string>> = { dev: {} },
): Promise<Record<string, Finding & { stacks: string[] }>> {
    const stacks = Object.entries(config).map(([stack, config]) =>
        ({ project: "shop", stack, config }) as StackSettings);
    const checks = family({ region: "us-east-1", stacks, resources });
    const found = await Promise.all(checks.map(async ({ subject, stacks, ask }) => {
        const finding = await withTimeLimit(1, signal => ask(limitCalls(createStubs(answers), "us-east-1", signal)))
            .catch(explainFailure);
        return [subject, { ...finding, stacks }] as const;
    }));
    return Object.fromEntries(found);
}

function createStubs(answers: Answers): Clients {
    const stubs = Object.entries(answers).map(([service, methods]) => [service, Object.fromEntries(
        Object.entries(methods).map(([method, answer]) => [method, (input: Record<string, unknown>) => {
            const answered: unknown = typeof answer === "function" ? (answer as Answer)(input) : answer;
            return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered);
        }]))] as const);
    return Object.fromEntries(stubs) as unknown as Clients;
}
