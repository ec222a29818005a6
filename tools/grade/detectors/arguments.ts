import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import ts from "typescript";
import { root } from "../../host/project";
import type { StackGraph } from "../graph";
import { findNodes } from "../sources";
import type { Evidence } from "../verdict";

/** Options of a resource, which some take for its arguments. */
export const optionNames = [
    "dependsOn", "parent", "protect", "provider", "providers", "deleteBeforeReplace", "ignoreChanges", "aliases",
    "retainOnDelete", "customTimeouts", "replaceOnChanges", "additionalSecretOutputs",
];

export type Kind = "number" | "boolean" | "other";

const known = new Map<string, Record<string, Kind> | undefined>();
const provider = dirname(createRequire(join(root, "package.json")).resolve("@pulumi/aws/package.json"));

/** Arguments of a type of resource, from the declarations of the provider that is installed with the grader. */
export function argumentsOf(type: string): Record<string, Kind> | undefined {
    if (!known.has(type)) {
        known.set(type, readArguments(type));
    }
    return known.get(type);
}

function readArguments(type: string): Record<string, Kind> | undefined {
    const [, path = "", name = ""] = /^aws:(?:index\/)?([\w/]+):(\w+)$/.exec(type) ?? [];
    const file = join(provider, `${path}.d.ts`);
    if (path === "" || !existsSync(file)) {
        return undefined;
    }
    const tree = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const declaration = findNodes(tree, ts.isInterfaceDeclaration).find(node => node.name.text === `${name}Args`);
    return declaration && Object.fromEntries(declaration.members.filter(ts.isPropertySignature).map(member =>
        [member.name.getText(tree), kindOf(member.type?.getText(tree) ?? "")]));
}

function kindOf(type: string): Kind {
    const [, kind] = /^pulumi\.Input<(number|boolean)( \| undefined)?>/.exec(type) ?? [];
    return kind as Kind | undefined ?? "other";
}

export interface StrangeArgument extends Evidence {
    argument: string;
}

/** Arguments that the provider doesn't know, with a look at those nested where AWS Config names its functions. */
export function findStrangeArguments(graph: StackGraph): StrangeArgument[] {
    return graph.resources.flatMap(resource => {
        const kinds = argumentsOf(resource.type);
        const strange = Object.keys(kinds ? resource.inputs : {})
            .filter(key => !(key in (kinds ?? {})) && key !== "__defaults");
        const source = resource.type === "aws:cfg/rule:Rule" ? resource.inputs.source as object | undefined : undefined;
        const nested = source && "sourceIdentifiers" in source ? ["sourceIdentifiers"] : [];
        return [...strange, ...nested].map(argument => ({
            argument, what: `${resource.type} has no argument ${argument}`, where: graph.place(resource) }));
    });
}
