import type { Preview } from "../emulator/preview";

/** Something outside the stack of which a plan knows nothing, so that what comes from it is unknown, too. */
export interface Unknown {
    kind: "function" | "stack" | "resource";
    /** Token of a function, name of a stack, type and id of a resource. */
    name: string;
}

/** Lists what a program asks for outside its stack. */
export function listUnknowns({ unknownFunctions, existing }: Preview): Unknown[] {
    const outside = existing.map(({ type, id }): Unknown => type === "pulumi:pulumi:StackReference"
        ? { kind: "stack", name: id }
        : { kind: "resource", name: `${type} ${id}` });
    const functions = unknownFunctions.map((name): Unknown => ({ kind: "function", name }));
    const unknowns = new Map([...functions, ...outside].map(unknown => [`${unknown.kind} ${unknown.name}`, unknown]));
    return [...unknowns.entries()].sort(([one], [other]) => one < other ? -1 : 1).map(([, unknown]) => unknown);
}

export function drawUnknowns(unknowns: Unknown[]): string[] {
    const consequences = {
        function: "its results are unknown",
        stack: "its outputs are unknown",
        resource: "what it has beyond what the program says is unknown",
    };
    return unknowns.map(({ kind, name }) => `${name}: ${consequences[kind]}`);
}
