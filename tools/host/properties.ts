import { specialResourceSig, specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

export type Properties = Record<string, unknown>;

/** Takes the place of an output or input that a preview doesn't know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a function of a provider answers whose results nobody knows here. */
export function unknownResults(token: string): Properties {
    return { [unknownValue]: token };
}

/** Whether a value, or a part of it, is known only once the stack is deployed. */
export function hasUnknown(value: unknown): boolean {
    return value !== undefined && JSON.stringify(value).includes(unknownValue);
}

export function toStruct(properties: Properties): Struct {
    // Through JSON, because a struct has no place for undefined.
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/**
 * Takes values out of the envelopes in which the SDK sends them: a secret's value, or `insteadOfSecrets` if given; a
 * resource's id, or a component's URN.
 */
export function unwrapSecrets(value: unknown, insteadOfSecrets?: string): unknown {
    if (Array.isArray(value)) {
        return value.map(item => unwrapSecrets(item, insteadOfSecrets));
    }
    // Under mocks, an asset is an object of its class, whose content is a promise.
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) {
        return value;
    }
    const properties = value as Properties;
    switch (properties[specialSigKey]) {
        case specialSecretSig:
            return insteadOfSecrets ?? unwrapSecrets(properties.value);
        case specialResourceSig:
            return properties.id ?? properties.urn;
        default:
            return Object.fromEntries(Object.entries(properties)
                .map(([key, item]) => [key, unwrapSecrets(item, insteadOfSecrets)]));
    }
}

/** Names of the properties that are secret, or hold a secret. */
export function findSecrets(properties: Properties): string[] {
    return Object.keys(properties).filter(name => holdsSecret(properties[name]));
}

function holdsSecret(value: unknown): boolean {
    return typeof value === "object" && value !== null
        && ((value as Properties)[specialSigKey] === specialSecretSig || Object.values(value).some(holdsSecret));
}

/** Puts the properties of these names into the envelope of a secret. */
export function wrapSecrets(properties: Properties, names: string[]): Properties {
    const wrap = (value: unknown) => ({ [specialSigKey]: specialSecretSig, value: unwrapSecrets(value) });
    return Object.fromEntries(Object.entries(properties)
        .map(([key, value]) => [key, names.includes(key) ? wrap(value) : value]));
}
