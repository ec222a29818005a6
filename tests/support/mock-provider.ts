import type { Provider } from "../../tools/host/monitor";
import { providerFunction, resourceTypeOf } from "../../tools/emulator/services";

/**
 * Stands in for AWS: a resource has the id `<name>-id`, and the attributes that its type's mock makes of the logical
 * name. Types and functions that the emulator doesn't know are an error: a mock that makes things up hides mistakes.
 */
export const mockProvider: Provider = {
    create: ({ type, name }) => Promise.resolve({ id: `${name}-id`, state: resourceTypeOf(type).mock(name) }),
    read: (type, _, { name }) => Promise.resolve(resourceTypeOf(type).mock(name)),
    invoke: token => Promise.resolve(providerFunction(token).mock),
};

/** Whether a value holds an Output's help text, or a text made from an attribute that a mock lacks. */
export function isUnresolved(value: unknown): boolean {
    // Code, which is deployed as files of an archive, may hold any text.
    const text = JSON.stringify(value, (key, item: unknown) => key === "assets" ? undefined : item);
    return /"[^"]*(undefined|Calling \[to)/.test(text);
}
