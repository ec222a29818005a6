import * as proxy from "@pulumi/policy/proxy";

/** How the SDK notices that a rule reads what is unknown. Its declarations leave this out. */
interface Proxy {
    unknownCheckingProxy: <T extends object>(props: T) => T;
    UnknownValueError: new (...args: never[]) => Error;
    unknownStringValue: string;
}

export const { unknownCheckingProxy, UnknownValueError, unknownStringValue } = proxy as unknown as Proxy;
