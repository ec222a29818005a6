import type { PolicyResource } from "@pulumi/policy";

/**
 * The resources of these types that an input refers to. Ids are unknown at preview, so dependencies tell; others may
 * hand on an input of the same name, as a bucket's policy does with the bucket's name.
 */
export function followInput(resource: PolicyResource, input: string, types: string | string[]): PolicyResource[] {
    const dependencies = resource.propertyDependencies[input] ?? [];
    const found = dependencies.filter(({ type }) => [types].flat().includes(type));
    return found.length > 0 ? found : dependencies.flatMap(next => followInput(next, input, types));
}

/** As followInput. What is unknown and leads to none of these types, such as another stack's output, ends the check. */
export function traceInput(resource: PolicyResource, input: string, types: string | string[]): PolicyResource[] {
    const found = followInput(resource, input, types);
    if (found.length === 0 && isGiven(resource, input)) {
        // Reads every value inside.
        JSON.stringify(resource.props[input]);
    }
    return found;
}

/** Whether an input refers to this resource, by dependency or, where a program writes a name, by that. */
export function refersTo(resource: PolicyResource, input: string, target: PolicyResource): boolean {
    if ((resource.propertyDependencies[input] ?? []).length > 0) {
        return followInput(resource, input, target.type).includes(target);
    }
    const values = [resource.props[input] as unknown].flat().filter(value => value !== undefined);
    return values.some(value => names.some(name => readKnown(target, name) === value));
}

const names = ["id", "arn", "name", "bucket", "url"];

/**
 * Whether there is such an input. Stack rules see outputs: at preview, what AWS adds is unknown and depends on nothing;
 * of a deployed stack it is known, and what AWS says is as good.
 */
export function isGiven(resource: PolicyResource, input: string): boolean {
    return (resource.propertyDependencies[input] ?? []).length > 0
        || ![undefined, null, ""].includes(readKnown(resource, input) as undefined);
}

export function readGiven(resource: PolicyResource, input: string): unknown {
    return isGiven(resource, input) ? resource.props[input] as unknown : undefined;
}

/** A name that AWS has not given yet can't be the one that a program writes. */
export function readKnown(resource: PolicyResource, property: string): unknown {
    try {
        return resource.props[property] as unknown;
    } catch {
        return undefined;
    }
}

/** Those of these types that refer to the target by the input. */
export function findReferring(
    resources: PolicyResource[], types: string | string[], input: string, target: PolicyResource,
): PolicyResource[] {
    return resources.filter(({ type }) => [types].flat().includes(type))
        .filter(resource => refersTo(resource, input, target));
}

/** Whether anything at all depends on the target by one of its inputs. */
export function isUsed(resources: PolicyResource[], target: PolicyResource, except: string[] = []): boolean {
    return resources.some(({ type, propertyDependencies }) => !except.includes(type)
        && Object.values(propertyDependencies).some(dependencies => dependencies.includes(target)));
}
