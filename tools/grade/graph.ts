import { relative } from "node:path";
import type { Resource } from "../host/monitor";
import { Graph } from "../host/graph";
import { groupBy } from "../host/group-by";
import type { StackSettings } from "../host/settings";
import type { Trial } from "./trial";

/** What a program registered for one stack, with questions about who refers to whom. */
export class StackGraph {
    readonly stack: string;
    readonly settings: StackSettings;
    readonly outputs: Record<string, unknown>;
    readonly graph: Graph;
    /** Without components, the stack itself and explicit providers. */
    readonly resources: Resource[];
    private readonly byUrn: Map<string, Resource>;
    private readonly byId: Map<string, Resource>;
    private readonly byType: Map<string, Resource[]>;

    constructor(readonly trial: Trial, private readonly folder: string) {
        const { stack, settings, outputs, resources } = trial;
        this.stack = stack;
        this.settings = settings;
        this.outputs = outputs;
        this.graph = new Graph(resources);
        this.resources = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
        this.byType = groupBy(this.resources, ({ type }) => type.replace(/V2/g, ""));
        this.byUrn = new Map(resources.map(resource => [resource.urn, resource]));
        this.byId = new Map(this.resources.map(resource => [resource.id, resource]));
    }

    get components(): Resource[] {
        return this.graph.resources.filter(({ custom, type }) => !custom && type !== "pulumi:pulumi:Stack");
    }

    /** Resources of a type, given as `rds/instance:Instance`; also of its older twin `s3/bucketV2:BucketV2`. */
    ofType(...names: string[]): Resource[] {
        return names.flatMap(name => this.byType.get(`aws:${name}`) ?? []);
    }

    /**
     * Resources that an input refers to, of these types if given: by the ids in its value, else by what it waits for.
     */
    refer(resource: Resource, input: string, ...types: string[]): Resource[] {
        const fits = ({ type }: Resource) =>
            types.length === 0 || types.map(name => `aws:${name}`).includes(type.replace(/V2/g, ""));
        const byValue = textsIn(resource.inputs[input]).flatMap(text => this.byId.get(text) ?? []).filter(fits);
        if (byValue.length > 0) {
            return [...new Set(byValue)];
        }
        return (resource.propertyDependencies[input] ?? []).flatMap(urn => this.byUrn.get(urn) ?? []).filter(fits);
    }

    /** URNs of all that must be there before this one, by dependencies alone. */
    waitsFor(resource: Resource): Set<string> {
        const found = new Set<string>();
        const visit = ({ dependencies }: Resource): void => {
            for (const urn of dependencies.filter(next => !found.has(next))) {
                found.add(urn);
                const next = this.byUrn.get(urn);
                if (next) {
                    visit(next);
                }
            }
        };
        visit(resource);
        return found;
    }

    /** Name, stack and line of a resource. */
    place({ name, source }: Resource): string {
        const file = this.pathOf(source);
        return `${name} (${this.stack}${file === "" ? "" : `, ${file}:${source?.line}`})`;
    }

    /** Relative to the project; "" where the line is in no file of the candidate's own. */
    pathOf(source: Resource["source"]): string {
        return source === undefined || source.file.includes("/node_modules/") ? "" : relative(this.folder, source.file);
    }

    /** Whether a text is the id that the trial made for a resource, or holds one. */
    isId(text: string): boolean {
        return this.byId.has(text);
    }
}

/** All texts in a value, at any depth. */
export function textsIn(value: unknown): string[] {
    if (typeof value === "string") {
        return [value];
    }
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
