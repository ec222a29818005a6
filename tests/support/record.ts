import * as pulumi from "@pulumi/pulumi";
import { providerFunction, resourceTypeOf } from "../../tools/emulator/services";
import { unwrapSecrets } from "../../tools/host/monitor";
import { isUnresolved } from "./mock-provider";

export interface RecordedResource {
    type: string;
    name: string;
    inputs: Record<string, unknown>;
    /** Id of what exists already, and is read by `X.get` or imported. */
    existing?: string;
}

export interface Recording<T> {
    /** What the build returned. */
    result: T;
    /** All resources that are no components, by logical name. */
    resources: Record<string, RecordedResource>;
}

/**
 * Runs a build under Pulumi's mocks, waits for all that it starts, and returns every resource that it registered.
 * @throws what the build throws, and for anything that the mocks have no answer to.
 */
export async function record<T>(build: () => T): Promise<Recording<T>> {
    const resources: Record<string, RecordedResource> = {};
    const problems: string[] = [];
    // A mock that throws leaves the program hanging: problems are kept, and thrown when all is done.
    const keepProblem = <R>(otherwise: R, answer: () => R): R => {
        try {
            return answer();
        } catch (error) {
            problems.push((error as Error).message);
            return otherwise;
        }
    };
    await pulumi.runtime.setMocks({
        newResource: ({ type, name, inputs, custom, id: existing }) => keepProblem({ id: name, state: {} }, () => {
            if (!custom) {
                return { id: undefined, state: {} };
            }
            const known = unwrapSecrets(inputs) as Record<string, unknown>;
            if (name in resources) {
                throw new Error(`two resources are named ${name}`);
            }
            if (isUnresolved(known)) {
                throw new Error(`an input of ${name} holds a value that its mock lacks: ${JSON.stringify(known)}`);
            }
            resources[name] = { type, name, inputs: known, ...existing ? { existing } : {} };
            return { id: `${name}-id`, state: { ...inputs as object, ...resourceTypeOf(type).mock(name) } };
        }),
        call: ({ token }) => keepProblem({}, () => providerFunction(token).mock),
    }, "project", "stack");
    const result = build();
    await pulumi.runtime.disconnect();
    if (problems.length > 0) {
        throw new Error(problems.join("\n"));
    }
    return { result, resources };
}

/** The value of an Output, which must be known. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise(resolve => output.apply(resolve));
}
