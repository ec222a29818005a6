import type { Provider } from "./monitor";
import { type ProgramOptions, type ProgramRun, runProgram } from "./program";
import { readSettings } from "./settings";
import { temporaryProject } from "./temporary-project";

const preamble = `
const pulumi = require("@pulumi/pulumi");
const resource = (name, inputs, opts) =>
    new pulumi.CustomResource("test:index:Thing", name, { computed: undefined, ...inputs }, opts);
class Component extends pulumi.ComponentResource {
    constructor(name, opts) {
        super("test:index:Component", name, {}, opts);
        this.thing = resource("inner", { text: "a" }, { parent: this });
    }
}
`;

/** Answers with an id and one computed attribute. */
export const provider: Provider = {
    create: ({ name }) => Promise.resolve({ id: `${name}-id`, state: { computed: `${name}-computed` } }),
    invoke: (token, args) => Promise.resolve({ token, ...args }),
};

/** Runs a program of these lines, in which `resource` and `Component` make resources, with this stack file. */
export function runSource(
    source: string, options: Partial<ProgramOptions> = {}, stackFile = "",
): Promise<ProgramRun> {
    const projectDir = temporaryProject({
        "Pulumi.yaml": "{ name: shop, runtime: { name: nodejs, options: { typescript: false } } }",
        "Pulumi.dev.yaml": stackFile,
        "index.js": preamble + source,
    });
    return runProgram({ settings: readSettings(projectDir, "dev"), provider, ...options });
}
