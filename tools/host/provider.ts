import type { Properties } from "./properties";
import type { Existing, Registration } from "./registration";

/** A registration and what became of it. */
export interface Resource extends Registration {
    /** "" for components, and for what a preview doesn't know yet. */
    id: string;
    /** The inputs, and what the provider added to them; of components, the outputs that they register. */
    state: Properties;
}

/** Stands in for the cloud. `state` needs to hold only what is not among the inputs, or is different there. */
export interface Provider {
    create(registration: Registration): Promise<{ id: string; state: Properties }>;
    /** Answers a function; `provider` holds the inputs of the explicit provider, if the program gives one. */
    invoke(token: string, args: Properties, provider?: Properties): Promise<Properties>;
    /** Answers `X.get` with the attributes of what exists. */
    read?(type: string, id: string, existing: Existing): Promise<Properties>;
    /** Stands in for a component of a provider's plugin, such as one of awsx. */
    construct?(registration: Registration): Promise<Properties>;
    /** Answers a method of a resource. */
    call?(token: string, args: Properties, provider?: Properties): Promise<Properties>;
}
