import * as grpc from "@grpc/grpc-js";
import { CallbacksClient } from "@pulumi/pulumi/proto/callback_grpc_pb";
import { type Callback, CallbackInvokeRequest } from "@pulumi/pulumi/proto/callback_pb";
import * as resourcepb from "@pulumi/pulumi/proto/resource_pb";

type Resource = resourcepb.RegisterResourceRequest;
type Function = resourcepb.ResourceInvokeRequest;

/** Functions of the program that change what it registers and asks; the SDK serves them to the engine. */
export class Transforms {
    readonly ofStack: Callback[] = [];
    readonly ofFunctions: Callback[] = [];
    private readonly ofResources = new Map<string, { parent: string; callbacks: Callback[] }>();
    private readonly clients = new Map<string, CallbacksClient>();

    /** Runs the resource's own transforms, then those of its parents, then those of the stack. */
    async changeResource(urn: string, request: Resource) {
        this.ofResources.set(urn, { parent: request.getParent(), callbacks: request.getTransformsList() });
        const callbacks: Callback[] = [];
        for (let next = this.ofResources.get(urn); next; next = this.ofResources.get(next.parent)) {
            callbacks.push(...next.callbacks);
        }
        let properties = request.getObject();
        let options = readOptions(request);
        for (const callback of [...callbacks, ...this.ofStack]) {
            const answer = resourcepb.TransformResponse.deserializeBinary(await this.call(callback,
                new resourcepb.TransformRequest()
                    .setType(request.getType())
                    .setName(request.getName())
                    .setCustom(request.getCustom())
                    .setParent(request.getParent())
                    .setProperties(properties)
                    .setOptions(options)));
            properties = answer.getProperties();
            options = answer.getOptions() ?? options;
        }
        return { properties, options };
    }

    async changeFunction(request: Function) {
        let args = request.getArgs();
        let options = new resourcepb.TransformInvokeOptions().setProvider(request.getProvider());
        for (const callback of this.ofFunctions) {
            const answer = resourcepb.TransformInvokeResponse.deserializeBinary(await this.call(callback,
                new resourcepb.TransformInvokeRequest()
                    .setToken(request.getTok())
                    .setArgs(args)
                    .setOptions(options)));
            args = answer.getArgs();
            options = answer.getOptions() ?? options;
        }
        return { args, provider: options.getProvider() };
    }

    close(): void {
        this.clients.forEach(client => client.close());
    }

    private async call(callback: Callback, message: { serializeBinary: () => Uint8Array }): Promise<Uint8Array> {
        const target = callback.getTarget();
        const client = this.clients.get(target) ?? new CallbacksClient(target, grpc.credentials.createInsecure());
        this.clients.set(target, client);
        const request = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(message.serializeBinary());
        return new Promise((resolve, reject) => client.invoke(request, (error, response) => {
            if (error) {
                reject(new Error(error.details, { cause: error }));
            } else {
                resolve(response.getResponse_asU8());
            }
        }));
    }
}

function readOptions(request: Resource): resourcepb.TransformResourceOptions {
    const options = new resourcepb.TransformResourceOptions()
        .setDependsOnList(request.getDependenciesList())
        .setIgnoreChangesList(request.getIgnorechangesList())
        .setReplaceOnChangesList(request.getReplaceonchangesList())
        .setHideDiffList(request.getHidediffsList())
        .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
        .setAliasesList(request.getAliasesList())
        .setCustomTimeouts(request.getCustomtimeouts())
        .setImport(request.getImportid())
        .setDeletedWith(request.getDeletedwith())
        .setProvider(request.getProvider())
        .setProtect(request.getProtect() ?? false)
        .setRetainOnDelete(request.getRetainondelete() ?? false)
        .setDeleteBeforeReplace(request.getDeletebeforereplace());
    request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
    return options;
}
