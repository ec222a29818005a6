import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { CallResponse, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resourcepb from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { UserError } from "./command";
import { Engine } from "./engine";
import { findSecrets, type Properties, toStruct, type unknownValue, unwrapSecrets, wrapSecrets } from "./properties";
import type { Provider, Resource } from "./provider";
import {
    createUrn, type Existing, readExisting, readRegistration, type Registration, type Scope,
} from "./registration";
import { type Handlers, RpcServer } from "./rpc-server";
import { Transforms } from "./transforms";

export type { Provider, Resource } from "./provider";
export type { Existing, Registration } from "./registration";
export { hasUnknown, unknownResults, unknownValue, unwrapSecrets } from "./properties";

export type StackOutputs = (name: string) => Properties | typeof unknownValue | Promise<Properties>;

export interface MonitorOptions {
    project: string;
    stack: string;
    provider: Provider;
    /** Outputs of another stack, by the name that a StackReference gives. */
    stackOutputs?: StackOutputs;
    /** Is told of whatever goes wrong on this side; `subject` is the resource or function, if it was about one. */
    onError: (error: unknown, subject: string | undefined) => void;
}

/** Types of explicit providers begin so; nothing is created for them. */
const providerType = "pulumi:providers:";
const features = ["secrets", "resourceReferences", "deletedWith", "aliasSpecs", "transforms", "invokeTransforms"];

/** Resource monitor and engine for one run of one program, as the SDK expects to find them behind its channels. */
export class Monitor {
    readonly resources: Resource[] = [];
    readonly existing: Existing[] = [];
    readonly engine = new Engine();
    /** Undefined until the program has registered them, as the last thing it does. */
    outputs: Properties | undefined;
    readonly server: RpcServer;
    private readonly transforms = new Transforms();
    private readonly urns = new Set<string>();

    constructor(private readonly options: MonitorOptions) {
        this.server = new RpcServer(options.onError);
        this.server.addService(EngineService, this.engine.handlers());
        this.server.addService(ResourceMonitorService, this.monitor());
    }

    close(): void {
        this.transforms.close();
        this.server.close();
    }

    private monitor(): Handlers<IResourceMonitorServer> {
        const addTo = <T>(list: T[]) => (item: T) => {
            list.push(item);
            return new Empty();
        };
        return {
            supportsFeature: request =>
                new resourcepb.SupportsFeatureResponse().setHassupport(features.includes(request.getId())),
            registerStackTransform: addTo(this.transforms.ofStack),
            registerStackInvokeTransform: addTo(this.transforms.ofFunctions),
            registerResource: request => this.register(request),
            registerResourceOutputs: request => this.registerOutputs(request),
            readResource: request => this.read(request),
            invoke: request => this.invoke(request),
            call: request => this.call(request),
            signalAndWaitForShutdown: () => new Empty(),
        };
    }

    private async register(message: resourcepb.RegisterResourceRequest): Promise<resourcepb.RegisterResourceResponse> {
        const urn = createUrn(message, this.scope());
        if (this.urns.has(urn)) {
            throw new UserError(`another resource has the same URN, ${urn}`, 1);
        }
        this.urns.add(urn);
        const { properties, options } = await this.transforms.changeResource(urn, message);
        const inputs = properties?.toJavaScript() ?? {};
        const registration = readRegistration(
            { message, options, inputs: unwrapSecrets(inputs) as Properties, secretInputs: findSecrets(inputs) },
            this.scope());
        const resource: Resource = { ...registration, id: "", state: {} };
        this.resources.push(resource);
        const { id, state } = await this.create(registration, message.getRemote());
        Object.assign(resource, { id, state: { ...registration.inputs, ...state } });
        return new resourcepb.RegisterResourceResponse()
            .setUrn(urn)
            .setId(id)
            // The inputs as they came: what is secret among them stays so.
            .setObject(toStruct(wrapSecrets({ ...inputs, ...state }, registration.options.additionalSecretOutputs)));
    }

    private async create(registration: Registration, remote: boolean): Promise<{ id: string; state: Properties }> {
        if (remote) {
            const state = await this.options.provider.construct?.(registration);
            if (!state) {
                throw new UserError("a component of a provider's plugin can be created by the Pulumi CLI only", 1);
            }
            return { id: "", state };
        }
        if (!registration.custom) {
            return { id: "", state: {} };
        }
        return registration.type.startsWith(providerType)
            ? { id: registration.name, state: {} }
            : await this.options.provider.create(registration);
    }

    private registerOutputs(message: resourcepb.RegisterResourceOutputsRequest): Empty {
        const outputs = message.getOutputs()?.toJavaScript() ?? {};
        if (message.getUrn() === this.engine.root) {
            this.outputs = unwrapSecrets(outputs, "[secret]") as Properties;
        }
        const component = this.resources.find(({ urn }) => urn === message.getUrn());
        Object.assign(component ?? {}, { state: unwrapSecrets(outputs) });
        return new Empty();
    }

    /** `X.get` and StackReference. */
    private async read(message: resourcepb.ReadResourceRequest): Promise<resourcepb.ReadResourceResponse> {
        const { provider, stackOutputs } = this.options;
        const [type, id] = [message.getType(), message.getId()];
        const inputs = message.getProperties()?.toJavaScript() ?? {};
        const existing = readExisting(message, unwrapSecrets(inputs) as Properties, this.scope());
        this.existing.push(existing);
        const answer = type === "pulumi:pulumi:StackReference"
            ? stackOutputs && { name: id, outputs: await stackOutputs(id), secretOutputNames: [] }
            : await provider.read?.(type, id, existing);
        if (!answer) {
            throw new UserError(`it reads ${id}, which exists outside this stack and isn't known here`, 1);
        }
        return new resourcepb.ReadResourceResponse()
            .setUrn(existing.urn)
            .setProperties(toStruct(wrapSecrets({ ...inputs, ...answer }, message.getAdditionalsecretoutputsList())));
    }

    private async invoke(message: resourcepb.ResourceInvokeRequest): Promise<InvokeResponse> {
        const { args, provider } = await this.transforms.changeFunction(message);
        const known = unwrapSecrets(args?.toJavaScript() ?? {}) as Properties;
        // The SDK asks so for what is behind a reference to a resource.
        const answer = message.getTok() === "pulumi:pulumi:getResource"
            ? this.resources.find(({ urn }) => urn === known.urn) as unknown as Properties
            : await this.options.provider.invoke(message.getTok(), known, this.providerInputs(provider));
        return new InvokeResponse().setReturn(toStruct(answer));
    }

    /** A method of a resource. */
    private async call(message: resourcepb.ResourceCallRequest): Promise<CallResponse> {
        const args = unwrapSecrets(message.getArgs()?.toJavaScript() ?? {}) as Properties;
        const answer = await this.options.provider.call?.(
            message.getTok(), args, this.providerInputs(message.getProvider()));
        if (!answer) {
            throw new UserError("methods of resources aren't known here", 1);
        }
        return new CallResponse().setReturn(toStruct(answer));
    }

    private scope(): Scope {
        const { project, stack } = this.options;
        return { project, stack, root: this.engine.root, providerInputs: reference => this.providerInputs(reference) };
    }

    /** What the program has given to the explicit provider that a request names as `<urn>::<id>`. */
    private providerInputs(reference: string): Properties | undefined {
        return reference === ""
            ? undefined
            : this.resources.find(({ urn }) => reference.startsWith(`${urn}::`))?.inputs;
    }
}
