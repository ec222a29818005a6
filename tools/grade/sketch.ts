import type { RegistrationOptions } from "../host/registration";
import type { Resource } from "../host/monitor";
import { temporaryProject } from "../host/temporary-project";
import { Candidate } from "./candidate";
import { detectors } from "./detectors";
import { judge } from "./grade";
import { StackGraph } from "./graph";
import { generic, type Profile } from "./profile";
import { readRubric } from "./read-rubric";

/** What a spec says of a resource. Another one is named in inputs as `<name>-id`. */
export interface Sketched {
    /** Without the provider, such as s3/bucket:Bucket. */
    type: string;
    name: string;
    inputs?: Record<string, unknown>;
    /** Names of what it waits for. */
    waits?: string[];
    /** Name of a component. */
    parent?: string;
    options?: Partial<RegistrationOptions>;
    /** Outputs that a component registers. */
    state?: Record<string, unknown>;
}

export interface SketchedStack {
    stack?: string;
    config?: Record<string, string>;
    outputs?: Record<string, unknown>;
    resources?: Sketched[];
    keysRead?: string[];
    messages?: string[];
}

const urnOf = (name: string) => `urn:${name}`;

const noOptions: RegistrationOptions = {
    protect: false, retainOnDelete: false, deleteBeforeReplace: false, ignoreChanges: [], replaceOnChanges: [],
    hideDiffs: [], additionalSecretOutputs: [], aliases: [], customTimeouts: {}, import: "", deletedWith: "",
};

function sketchResource({ type, name, inputs = {}, waits = [], parent, options, state = {} }: Sketched): Resource {
    const custom = type !== "component";
    return {
        urn: urnOf(name), type: custom ? `aws:${type}` : "test:index:Component", name, custom, inputs, state,
        id: custom ? `${name}-id` : "",
        parent: urnOf(parent ?? "stack"),
        secretInputs: [],
        dependencies: waits.map(urnOf),
        propertyDependencies: {},
        provider: undefined,
        options: { ...noOptions, ...options },
        source: undefined,
    };
}

/** A graph as a program would register it. */
export function sketchGraph(sketched: SketchedStack, folder = ""): StackGraph {
    const { stack = "dev", config = {}, outputs = {}, resources = [], keysRead, messages = [] } = sketched;
    const root = { ...sketchResource({ type: "component", name: "stack" }), type: "pulumi:pulumi:Stack", parent: "" };
    return new StackGraph({
        stack,
        settings: {
            projectDir: folder, project: "shop", stack, tsconfig: undefined, typescript: false, nodeArgs: [], config,
            secretKeys: [], warnings: [], origins: {},
        },
        outputs,
        resources: [root, ...resources.map(sketchResource)],
        existing: [],
        diagnostics: messages.map(message => ({ severity: "info", message })),
        exitCode: 0,
        keysRead,
    }, folder);
}

export interface Sketch {
    /** The stacks, as if the program had registered them; without these, it is run. */
    stacks?: SketchedStack[];
    files?: Record<string, string>;
    profile?: Profile;
}

/** A candidate of these files in a temporary folder. */
export function sketchCandidate({ stacks, files = {}, profile = generic }: Sketch): Candidate {
    const stackFiles = Object.fromEntries((stacks ?? []).map(({ stack = "dev" }) =>
        [`Pulumi.${stack}.yaml`, "config: { aws:region: us-east-1 }\n"]));
    const folder = temporaryProject({ "Pulumi.yaml": project, ...stackFiles, ...files });
    const copy = { folder, top: folder, home: folder, borrowed: true, notes: [], remove: () => undefined };
    const candidate = new Candidate(copy, {
        stack: undefined, profile, timeLimit: 60, sample: 0, without: ["policy", "deployment", "tests"] });
    if (stacks) {
        const graphs = stacks.map(stack => sketchGraph(stack, folder));
        candidate.graphs = () => Promise.resolve(graphs);
    }
    return candidate;
}

const project = "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }\n";

/** What an item finds in a sketch, as "where: what", or the reason why there is no verdict. */
export async function findIn(item: string, sketch: Sketch): Promise<string[] | string> {
    const found = readRubric().find(({ id }) => id === item);
    if (!found || !(item in detectors)) {
        throw new Error(`no item has the id ${item}`);
    }
    const { verdict } = await judge(sketchCandidate(sketch), found);
    if (verdict.state === "failed") {
        return verdict.evidence.map(({ what, where }) => `${where}: ${what}`);
    }
    return "why" in verdict ? `${verdict.state}: ${verdict.why}` : [];
}
