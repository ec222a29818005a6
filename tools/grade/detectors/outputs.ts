import { hasUnknown } from "../../host/monitor";
import type { Candidate } from "../candidate";
import { findOutput, listIn, meaningOf } from "../outputs";
import { type Evidence, nothingToJudge, notShown, NoVerdict } from "../verdict";

/** Stacks of which at least something is exported. */
async function stacksWithOutputs(candidate: Candidate) {
    const graphs = await candidate.graphs();
    return graphs.every(({ outputs }) => Object.keys(outputs).length === 0)
        ? notShown("the program exports nothing")
        : graphs;
}

export async function findNoOutputs(candidate: Candidate): Promise<Evidence[]> {
    return (await candidate.graphs()).flatMap(({ stack, outputs, components, resources }) => {
        const registered = new Set(components.flatMap(({ state }) => Object.keys(state))).size;
        const hidden = registered > 0 ? `, though its components register ${registered} outputs` : "";
        return Object.keys(outputs).length === 0 && resources.length > 0
            ? [{ what: `stack ${stack} has no outputs${hidden}`, where: "exports of the program" }]
            : [];
    });
}

export async function findMissingOutputs(candidate: Candidate): Promise<Evidence[]> {
    const { contract } = candidate.profile;
    if (!contract) {
        nothingToJudge("the profile has no contract");
    }
    return (await stacksWithOutputs(candidate)).flatMap(({ stack, outputs }) => Object.keys(contract)
        // The stack's name has an item of its own.
        .filter(key => key !== "stack" && findOutput(outputs, key) === undefined)
        .map(key => ({ what: `stack ${stack} doesn't export it`, where: key })));
}

/** An output whose value is the stack's name. */
export async function findNoStackOutput(candidate: Candidate): Promise<Evidence[]> {
    return (await stacksWithOutputs(candidate)).flatMap(({ stack, outputs }) => {
        const [name, value] = ["stack", "stackName"].map(key => findOutput(outputs, key)).find(Boolean) ?? [];
        if (name === undefined) {
            return [{ what: `stack ${stack} doesn't export its name`, where: "stack" }];
        }
        return hasUnknown(value) || String(value).split("/").at(-1) === stack
            ? []
            : [{ what: `it is ${JSON.stringify(value)}, but the stack's name is ${stack}`, where: name }];
    });
}

/** Lists that are exported as one text. */
export async function findFlatLists(candidate: Candidate): Promise<Evidence[]> {
    const { contract = {} } = candidate.profile;
    const lists = Object.keys(contract).filter(key => contract[key] === "array").map(meaningOf);
    const isFlat = (name: string, value: unknown) => typeof value === "string" && !hasUnknown(value)
        && (lists.includes(meaningOf(name)) || /(Ids|Arns|Names|Zones)$/.test(name) || value.startsWith("["))
        && (lists.includes(meaningOf(name)) || listIn(value) !== undefined);
    const graphs = await stacksWithOutputs(candidate);
    return (await Promise.all(graphs.map(async ({ stack, outputs }) => {
        const known = await knownOutputs(candidate, stack, outputs);
        return Object.entries(known).filter(([name, value]) => isFlat(name, value))
            .map(([name]) => ({ what: `stack ${stack} exports a list as text`, where: name }));
    }))).flat();
}

/** A preview doesn't know whether what it doesn't know is a list; the emulated AWS does, of the stack that it has. */
async function knownOutputs(
    candidate: Candidate, stack: string, outputs: Record<string, unknown>,
): Promise<Record<string, unknown>> {
    if (stack !== candidate.mainStack || !hasUnknown(outputs)) {
        return outputs;
    }
    try {
        return (await candidate.deploy()).outputs ?? outputs;
    } catch (error) {
        if (error instanceof NoVerdict) {
            return outputs;
        }
        throw error;
    }
}
