import * as grpc from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as enginepb from "@pulumi/pulumi/proto/engine_pb";
import { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resourcepb from "@pulumi/pulumi/proto/resource_pb";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

type Properties = Record<string, unknown>;

/** What a program asks for: one resource or component. */
export interface Registration {
    urn: string;
    type: string;
    name: string;
    /** False for components. */
    custom: boolean;
    /** URN, or "" for the stack itself. */
    parent: string;
    /** URNs of all that it waits for. */
    dependencies: string[];
    /** URNs by input. */
    propertyDependencies: Record<string, string[]>;
    inputs: Properties;
    /** Inputs of the explicit provider, if the program gives one. */
    provider: Properties | undefined;
    options: {
        protect: boolean;
        retainOnDelete: boolean;
        deleteBeforeReplace: boolean;
        ignoreChanges: string[];
        /** URN of the resource that takes this one with it when it is deleted, or "". */
        deletedWith: string;
    };
    /** Where the program registers it. */
    source: { file: string; line: number } | undefined;
}

/** A registration and what became of it. */
export interface Resource extends Registration {
    /** "" for components, and for what a preview doesn't know yet. */
    id: string;
    /** The inputs, and what the provider added to them; of components, the outputs that they register. */
    state: Properties;
}

/** Stands in for the cloud. `state` needs to hold only what is not among the inputs. */
export interface Provider {
    create(registration: Registration): Promise<{ id: string; state: Properties }>;
    invoke(token: string, args: Properties, provider?: Properties): Promise<Properties>;
}

export interface Diagnostic {
    severity: "info" | "warning" | "error";
    message: string;
}

/** Types of explicit providers begin so; nothing is created for them. */
const providerType = "pulumi:providers:";

/** Takes the place of an output or input that a preview doesn't know yet. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Resource monitor and engine for one run of one program, as the SDK expects to find them behind its channels. */
export class Monitor {
    readonly resources: Resource[] = [];
    readonly diagnostics: Diagnostic[] = [];
    outputs: Properties = {};
    private readonly server = new grpc.Server();
    private root = "";

    constructor(
        private readonly project: string,
        private readonly stack: string,
        private readonly provider: Provider,
        /** Told of whatever goes wrong on this side; `subject` is the resource or function, if it was about one. */
        private readonly onError: (error: unknown, subject?: string) => void,
    ) {
        this.server.addService(EngineService, this.engine() as grpc.UntypedServiceImplementation);
        this.server.addService(ResourceMonitorService, this.monitor() as grpc.UntypedServiceImplementation);
    }

    /** Starts listening and returns the address. */
    listen(): Promise<string> {
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
                if (error) {
                    reject(error);
                } else {
                    resolve(`127.0.0.1:${port}`);
                }
            });
        });
    }

    close(): void {
        this.server.forceShutdown();
    }

    private engine(): Partial<IEngineServer> {
        const severities = ["debug", "info", "warning", "error"] as const;
        return {
            log: this.handler(request => {
                const severity = severities[request.getSeverity()];
                if (severity !== "debug") {
                    this.diagnostics.push({ severity, message: request.getMessage().trimEnd() });
                }
                return new Empty();
            }),
            getRootResource: this.handler(() => new enginepb.GetRootResourceResponse().setUrn(this.root)),
            setRootResource: this.handler(request => {
                this.root = request.getUrn();
                return new enginepb.SetRootResourceResponse();
            }),
        };
    }

    private monitor(): Partial<IResourceMonitorServer> {
        const features = ["secrets", "resourceReferences", "deletedWith", "aliasSpecs"];
        return {
            supportsFeature: this.handler(request =>
                new resourcepb.SupportsFeatureResponse().setHassupport(features.includes(request.getId()))),
            registerResource: this.handler(
                request => this.register(request), request => `${request.getType()} ${request.getName()}`),
            registerResourceOutputs: this.handler(request => {
                const outputs = request.getOutputs()?.toJavaScript() ?? {};
                if (request.getUrn() === this.root) {
                    this.outputs = unwrapSecrets(outputs, "[secret]") as Properties;
                }
                const component = this.resources.find(({ urn }) => urn === request.getUrn());
                Object.assign(component ?? {}, { state: unwrapSecrets(outputs) });
                return new Empty();
            }),
            invoke: this.handler(async request => {
                const args = unwrapSecrets(request.getArgs()?.toJavaScript() ?? {}) as Properties;
                return new InvokeResponse().setReturn(toStruct(await this.provider.invoke(
                    request.getTok(), args, this.explicitProvider(request.getProvider()))));
            }, request => request.getTok()),
            signalAndWaitForShutdown: this.handler(() => new Empty()),
        };
    }

    private async register(request: resourcepb.RegisterResourceRequest): Promise<resourcepb.RegisterResourceResponse> {
        const inputs = request.getObject()?.toJavaScript() ?? {};
        const registration = this.toRegistration(request, unwrapSecrets(inputs) as Properties);
        if (this.resources.some(({ urn }) => urn === registration.urn)) {
            throw new Error(`another resource has the same URN, ${registration.urn}`);
        }
        const resource: Resource = { ...registration, id: "", state: {} };
        this.resources.push(resource);
        const { id, state } = await this.create(registration);
        Object.assign(resource, { id, state: { ...registration.inputs, ...state } });
        return new resourcepb.RegisterResourceResponse()
            .setUrn(registration.urn)
            .setId(id)
            // The inputs as they came: what is secret among them stays so.
            .setObject(toStruct({ ...inputs, ...state }));
    }

    private async create(registration: Registration): Promise<{ id: string; state: Properties }> {
        if (!registration.custom) {
            return { id: "", state: {} };
        }
        return registration.type.startsWith(providerType)
            ? { id: registration.name, state: {} }
            : await this.provider.create(registration);
    }

    /** What the program has given to the explicit provider that a request names as `<urn>::<id>`. */
    private explicitProvider(reference: string): Properties | undefined {
        return this.resources.find(({ urn }) => reference.startsWith(`${urn}::`))?.inputs;
    }

    private toRegistration(request: resourcepb.RegisterResourceRequest, inputs: Properties): Registration {
        const parent = request.getParent();
        const parentType = parent === this.root ? "" : parent.split("::")[2];
        const type = parentType ? `${parentType}$${request.getType()}` : request.getType();
        const source = request.getSourceposition();
        const propertyDependencies: Record<string, string[]> = {};
        request.getPropertydependenciesMap().forEach((urns, key) => {
            propertyDependencies[key] = urns.getUrnsList();
        });
        return {
            urn: `urn:pulumi:${this.stack}::${this.project}::${type}::${request.getName()}`,
            type: request.getType(),
            name: request.getName(),
            custom: request.getCustom(),
            parent,
            dependencies: request.getDependenciesList(),
            propertyDependencies,
            inputs,
            provider: this.explicitProvider(request.getProvider()),
            options: {
                protect: request.getProtect() ?? false,
                retainOnDelete: request.getRetainondelete() ?? false,
                deleteBeforeReplace: request.getDeletebeforereplace(),
                ignoreChanges: request.getIgnorechangesList(),
                deletedWith: request.getDeletedwith(),
            },
            source: source && { file: new URL(source.getUri()).pathname, line: source.getLine() },
        };
    }

    /** A gRPC handler that answers with what the function returns. */
    private handler<Request, Response>(
        handle: (request: Request) => Response | Promise<Response>,
        subject?: (request: Request) => string,
    ): grpc.handleUnaryCall<Request, Response> {
        return (call, callback) => {
            Promise.resolve(call.request).then(handle).then(
                response => callback(null, response),
                (error: unknown) => this.onError(error, subject?.(call.request)),
            );
        };
    }
}

function toStruct(properties: Properties): Struct {
    // Through JSON, because a struct has no place for undefined.
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>);
}

/** Takes secrets out of the envelope in which the SDK sends them, or puts something else in their place. */
export function unwrapSecrets(value: unknown, insteadOfSecrets?: string): unknown {
    if (Array.isArray(value)) {
        return value.map(item => unwrapSecrets(item, insteadOfSecrets));
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const properties = value as Properties;
    if (properties[specialSigKey] === specialSecretSig) {
        return insteadOfSecrets ?? unwrapSecrets(properties.value);
    }
    return Object.fromEntries(Object.entries(properties)
        .map(([key, item]) => [key, unwrapSecrets(item, insteadOfSecrets)]));
}
