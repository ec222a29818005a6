import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { toStruct } from "../host/properties";
import type { Registration, Resource } from "../host/monitor";

/** The request about one resource, with its inputs, before it is created. */
export function createRequest(resource: Registration, region: string | undefined): analyzerpb.AnalyzeRequest {
    return new analyzerpb.AnalyzeRequest()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(toStruct(resource.inputs))
        .setOptions(createOptions(resource))
        .setProvider(createProvider(resource, region));
}

/** The request about all resources, with their outputs and relations. */
export function createStackRequest(
    resources: Resource[], region: string | undefined,
): analyzerpb.AnalyzeStackRequest {
    return new analyzerpb.AnalyzeStackRequest().setResourcesList(resources.map(resource => {
        const message = new analyzerpb.AnalyzerResource()
            .setUrn(resource.urn)
            .setType(resource.type)
            .setName(resource.name)
            .setProperties(toStruct(resource.state))
            .setOptions(createOptions(resource))
            .setProvider(createProvider(resource, region))
            .setParent(resource.parent)
            .setDependenciesList(resource.dependencies);
        for (const [input, urns] of Object.entries(resource.propertyDependencies)) {
            // The engine leaves out inputs that depend on nothing.
            if (urns.length > 0) {
                message.getPropertydependenciesMap()
                    .set(input, new analyzerpb.AnalyzerPropertyDependencies().setUrnsList(urns));
            }
        }
        return message;
    }));
}

function createOptions({ options, parent }: Registration): analyzerpb.AnalyzerResourceOptions {
    return new analyzerpb.AnalyzerResourceOptions()
        .setParent(parent)
        .setProtect(options.protect)
        .setIgnorechangesList(options.ignoreChanges)
        .setDeletebeforereplace(options.deleteBeforeReplace)
        .setDeletebeforereplacedefined(options.deleteBeforeReplace)
        .setAdditionalsecretoutputsList(options.additionalSecretOutputs)
        .setAliasesList(options.aliases.filter(alias => typeof alias === "string"));
}

/** The provider with what the program or, for the default one, the configuration gives it. */
function createProvider(
    { custom, type, provider }: Registration, region: string | undefined,
): analyzerpb.AnalyzerProviderResource | undefined {
    return custom && type.startsWith("aws:")
        ? new analyzerpb.AnalyzerProviderResource()
                .setType("pulumi:providers:aws")
                .setName(provider ? "" : "default")
                .setProperties(toStruct(provider ?? { region }))
        : undefined;
}
