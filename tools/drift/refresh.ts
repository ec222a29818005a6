import {
    ConcurrentUpdateError, type EngineEvent, LocalWorkspace, PulumiCommand, Stack, StackNotFoundError,
    type StepEventMetadata,
} from "@pulumi/pulumi/automation";
import { UserError } from "../host/command";

/** What the events hold, but for what may be missing in a damaged log. */
interface Event {
    resOutputsEvent?: { metadata?: StepEventMetadata };
    summaryEvent?: { resourceChanges?: Record<string, number> | null };
    diagnosticEvent?: { severity?: string; message?: string };
}

const operations = ["same", "update", "delete"];

/**
 * Lets Pulumi read all resources of a stack from AWS, and returns what it says of each. A preview of an update would
 * also show what the program has changed since the last deployment.
 */
export async function readResources(projectDir: string, stackName: string): Promise<StepEventMetadata[]> {
    const workspace = await LocalWorkspace.create({ workDir: projectDir, pulumiCommand: await findPulumi() });
    // `pulumi stack select` would change the stack on which the user's next command works.
    workspace.selectStack = () => Promise.resolve();
    const stack = await Stack.select(stackName, workspace);
    const events: EngineEvent[] = [];
    const termination = new AbortController();
    const abort = () => termination.abort();
    let complaints = "";
    // Ctrl-C reaches the CLI too, which must release its lock before this process ends.
    process.on("SIGINT", wait).on("SIGTERM", abort);
    try {
        await stack.previewRefresh({
            onEvent: event => events.push(event),
            onError: text => (complaints += text),
            signal: termination.signal,
        });
    } catch (error) {
        throw new UserError(explain(error, stackName, events, complaints));
    } finally {
        process.off("SIGINT", wait).off("SIGTERM", abort);
    }
    return readSteps(stackName, events);
}

async function findPulumi(): Promise<PulumiCommand> {
    try {
        return await PulumiCommand.get();
    } catch (error) {
        const { message } = error as Error;
        throw new UserError(message.includes("ENOENT")
            ? "this needs the Pulumi CLI, and there is no pulumi on the PATH"
            : `pulumi version: ${message}`);
    }
}

function wait(): void {
    // The CLI's end ends this process.
}

function explain(error: unknown, stack: string, events: Event[], complaints: string): string {
    if (error instanceof StackNotFoundError) {
        return `there is no stack ${stack} in this project`;
    }
    if (error instanceof ConcurrentUpdateError) {
        return `the stack ${stack} is locked: another command works on it, or has left its lock (pulumi cancel)`;
    }
    const details = [...readErrors(events), complaints.trim()].filter(Boolean);
    return [`pulumi refresh --preview-only --stack ${stack} failed`, ...details].join("\n");
}

/** Messages of errors, without the marks that the CLI would turn into colours. */
function readErrors(events: Event[]): string[] {
    return events.flatMap(({ diagnosticEvent: { severity, message = "" } = {} }) =>
        severity === "error" ? message.replaceAll(/<\{%.*?%\}>/g, "").trim() : []);
}

function readSteps(stack: string, events: Event[]): StepEventMetadata[] {
    const steps = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []);
    const unknown = steps.find(({ op }) => !operations.includes(op));
    if (unknown !== undefined) {
        throw new UserError(`pulumi reports an unknown operation for ${unknown.urn}: ${unknown.op}`);
    }
    // The Automation API leaves out events that it can't read. Their number tells: drift must not be lost like this.
    const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges;
    const isComplete = operations.every(operation =>
        (summary?.[operation] ?? 0) <= steps.filter(({ op }) => op === operation).length);
    if (!summary || !isComplete) {
        throw new UserError(`the events of pulumi refresh for ${stack} are incomplete: drift is unknown`);
    }
    return steps;
}
