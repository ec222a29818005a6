import ts from "typescript";
import type { Candidate } from "../candidate";
import { findNodes, placeOf } from "../sources";
import { isSecretName } from "../values";
import type { Evidence } from "../verdict";

/** Outputs of these names open nothing, even if the program hides them. */
const address = /(endpoint|address|host|hostname|domain|url|uri|arn|id|name|port)s?$/i;

/** Passwords in inputs, which Pulumi keeps in its state, in outputs, in stack files and in code. */
export async function findSecrets(candidate: Candidate): Promise<Evidence[]> {
    const evidence = [...inStackFiles(candidate), ...inCode(candidate)];
    for (const graph of await candidate.graphs()) {
        for (const resource of graph.graph.resources.slice(1)) {
            const keys = keysIn(resource.inputs).filter(isSecretName);
            keys.forEach(key => evidence.push({ what: `${key} is in Pulumi's state`, where: graph.place(resource) }));
            if (resource.type.startsWith("random:index/randomPassword")) {
                evidence.push({ what: "the password is in Pulumi's state", where: graph.place(resource) });
            }
        }
        for (const [key, value] of Object.entries(graph.outputs)) {
            if ((JSON.stringify(value).includes("[secret]") && !address.test(key)) || isSecretName(key)) {
                evidence.push({ what: "a secret is exported", where: `output ${key} (${graph.stack})` });
            }
        }
    }
    return evidence;
}

/** All keys of a value, at any depth, but of nested JSON. */
function keysIn(value: unknown): string[] {
    return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, item]) => [key, ...keysIn(item)])
        : [];
}

function inStackFiles(candidate: Candidate): Evidence[] {
    return candidate.stacks.flatMap(stack => {
        const { config, secretKeys } = candidate.settings(stack);
        return Object.keys(config)
            .filter(key => isSecretName(key.replace(/^.*:/, "")) && !secretKeys.includes(key))
            .map(key => ({ what: `${key} stands there in plain text`, where: `Pulumi.${stack}.yaml` }));
    });
}

const isNamedValue = (node: ts.Node): node is ts.PropertyAssignment | ts.VariableDeclaration =>
    ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);

/** Texts that are given to something with the name of a secret. */
function inCode({ program }: Candidate): Evidence[] {
    return program.flatMap(source => findNodes(source.tree, isNamedValue)
        .filter(({ name, initializer }) => ts.isIdentifier(name) && isSecretName(name.text)
            && initializer !== undefined && ts.isStringLiteralLike(initializer) && /\S{4}/.test(initializer.text)
            && !/^(arn:|\/|https?:)/.test(initializer.text))
        .map(node => ({
            what: `${node.name.getText(source.tree)} is a text in the code`, where: placeOf(source, node) })));
}
