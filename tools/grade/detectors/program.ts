import ts from "typescript";
import { hasUnknown } from "../../host/monitor";
import { isMapping } from "../../host/yaml";
import type { Candidate } from "../candidate";
import { textsIn } from "../graph";
import { findNodes, placeOf } from "../sources";
import { type Evidence, notDecidable, nothingToJudge, notShown } from "../verdict";
import { argumentsOf } from "./arguments";
import { findEntryPoint } from "./project";

/** The program ends well under each stack file, in a copy of its folder and started from another one. */
export async function findFailedRuns(candidate: Candidate): Promise<Evidence[]> {
    candidate.require("program");
    if (findEntryPoint(candidate) === undefined) {
        notShown("there is no program");
    }
    const trials = await Promise.all(candidate.stacks.map(stack => candidate.try(stack, candidate.settings(stack))));
    const failed = trials.filter(({ exitCode }) => exitCode !== 0);
    failed.forEach(trial => candidate.requirePackages(trial));
    return failed.map(({ stack, diagnostics }) => {
        const errors = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
        return { what: shorten(candidate.short(errors.join("\n"))), where: `Pulumi.${stack}.yaml` };
    });
}

/** What of an error message tells most, without the trace and the SDK's own words. */
function shorten(message: string): string {
    const lines = message.split("\n").map(line => line.trim())
        .filter(line => line !== "" && !/^(at |Running program )/.test(line));
    const first = lines.findIndex(line => /Error\b/.test(line));
    return lines.slice(Math.max(0, first)).slice(0, 3).join("; ").slice(0, 400);
}

/** Namespaces of providers, whose keys no program reads. */
const providers = [
    "aws", "aws-native", "awsx", "pulumi", "random", "tls", "docker", "kubernetes", "command", "archive",
];

/** Keys of stack files that the program never asks for. */
export async function findUnreadKeys(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    const reads = graphs.flatMap(({ trial }) => trial.keysRead ?? notDecidable("the keys that it reads are not known"));
    return graphs.flatMap(({ stack, settings }) => Object.keys(settings.config)
        .filter(key => !providers.includes(key.split(":", 1).join()) && !reads.includes(key))
        .map(key => ({ what: `the program never reads ${key}`, where: `Pulumi.${stack}.yaml` })));
}

const environmentKey = /^(.*:)?env(ironment)?(name)?$/i;
const nowhere = "qzxnowhere";

/** What the program makes of a stack of which nothing says the environment. */
export async function findEnvironmentDefaults(candidate: Candidate): Promise<Evidence[]> {
    const settings = candidate.settings(candidate.stacks[0] ?? "");
    await candidate.graphs();
    const declared = isMapping(candidate.projectFile.config) ? candidate.projectFile.config : {};
    const defaults = Object.entries(declared)
        .filter(([key, entry]) => environmentKey.test(key) && isMapping(entry) && "default" in entry)
        .map(([key]) => ({ what: `${key} has a default`, where: "Pulumi.yaml" }));
    const keys = Object.keys(settings.config).filter(key => environmentKey.test(key));
    const variables = candidate.program
        .some(({ text }) => /process\.env\.(ENV|ENVIRONMENT|ENVIRONMENT_NAME|STAGE)\b/.test(text));
    const reads = candidate.program.some(({ text }) => /\bget\w*\(\s*["'`]env(ironment)?(name)?["'`]/i.test(text));
    if (keys.length === 0 && !variables && !reads) {
        nothingToJudge("the program knows no environment but the stack");
    }
    const config = Object.fromEntries(Object.entries(settings.config).filter(([key]) => !keys.includes(key)));
    const trial = await candidate.try("without environment", { ...settings, stack: nowhere, config });
    const texts = trial.resources.slice(1).flatMap(({ name, inputs }) => [name, ...textsIn(inputs)]);
    if (defaults.length > 0 || trial.exitCode !== 0 || texts.some(text => text.includes(nowhere))) {
        return defaults;
    }
    const names = trial.resources.slice(1, 3).map(({ name }) => name).join(", ");
    return [{ what: `without an environment the program runs all the same, and makes ${names}`, where: "program" }];
}

/** Numbers and switches that reach AWS as texts. */
export async function findTexts(candidate: Candidate): Promise<Evidence[]> {
    const found = (await candidate.graphs()).flatMap(graph => graph.resources.flatMap(resource => {
        const kinds = argumentsOf(resource.type) ?? {};
        return Object.entries(resource.inputs)
            .filter(([key, value]) => typeof value === "string" && !hasUnknown(value)
                && ["number", "boolean"].includes(kinds[key] ?? "other"))
            .map(([key, value]) => ({
                what: `${key} is the text "${String(value)}", not a ${kinds[key]}`, where: graph.place(resource) }));
    }));
    return [...found, ...findTruthyTexts(candidate)];
}

/** `config.get("multiAz") ? ... : ...`: the text "false" counts as true. */
function findTruthyTexts(candidate: Candidate): Evidence[] {
    const switches = new Set(candidate.stacks.flatMap(stack => Object.entries(candidate.settings(stack).config))
        .filter(([, value]) => /^(true|false)$/.test(value)).map(([key]) => key.replace(/^.*:/, "")));
    return candidate.program.flatMap(source => findNodes(source.tree, ts.isCallExpression)
        .filter(({ expression, arguments: [key], parent }) =>
            ts.isPropertyAccessExpression(expression) && /^(get|require)$/.test(expression.name.text)
            && key !== undefined && ts.isStringLiteralLike(key) && switches.has(key.text)
            && !(ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText(source.tree))))
        .map(node => ({ what: `${node.getText(source.tree)} reads a switch as text`, where: placeOf(source, node) })));
}

/** Texts that stand for an Output, or that one of its attributes is missing in. */
export async function findOutputsInTexts(candidate: Candidate): Promise<Evidence[]> {
    return (await candidate.graphs()).flatMap(graph => graph.resources.flatMap(resource =>
        Object.entries(resource.inputs)
            .filter(([, value]) => textsIn(withoutCode(value))
                .some(text => /Calling \[to(String|JSON)\] on an \[Output|\[object Object\]/.test(text)))
            .map(([key]) => ({ what: `${key} holds an Output instead of its value`, where: graph.place(resource) }))));
}

/** Code that is deployed may hold any text. */
function withoutCode(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value ?? null, (key, item: unknown) => key === "assets" ? undefined : item));
}
