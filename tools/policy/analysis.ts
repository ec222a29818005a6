import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { readName } from "../../policy/waivers";
import { nonEmpty } from "../host/command";
import type { Resource } from "../host/monitor";
import type { ProgramRun } from "../host/program";
import { createRequest, createStackRequest } from "./messages";
import type { Pack } from "./pack";

/** A rule that a stack breaks. */
export interface Violation {
    rule: string;
    level: "mandatory" | "advisory";
    message: string;
    /** Logical name of the resource, or "" for the stack as a whole. */
    resource: string;
    urn: string;
    /** Where the program registers the resource. */
    source: Resource["source"];
}

/** A rule that only a deployment can answer. */
export interface Undecided {
    rule: string;
    resource: string;
    reason: string;
}

export interface Analysis {
    violations: Violation[];
    undecided: Undecided[];
}

const undecidable = /^can't run policy '.*' from policy pack '.*' during preview: (.*)$/;

/** Asks the pack about each resource, then about all of them, in the order of the CLI. */
export async function analyze(pack: Pack, { resources }: ProgramRun, region: string | undefined): Promise<Analysis> {
    const answers = await Promise.all(resources.map(async resource => {
        const response = await pack.analyze(createRequest(resource, region));
        return response.getDiagnosticsList().map(diagnostic => ({ diagnostic, urn: resource.urn }));
    }));
    const response = await pack.analyzeStack(createStackRequest(resources, region));
    const ofStack = response.getDiagnosticsList().map(diagnostic => ({ diagnostic, urn: "" }));
    const sources = new Map(resources.map(({ urn, source }) => [urn, source]));
    const analysis: Analysis = { violations: [], undecided: [] };
    for (const { diagnostic, urn: subject } of [...answers.flat(), ...ofStack]) {
        const urn = nonEmpty(diagnostic.getUrn()) ?? subject;
        const rule = diagnostic.getPolicyname();
        const resource = readName(urn);
        const [, reason] = undecidable.exec(diagnostic.getMessage()) ?? [];
        if (reason !== undefined) {
            analysis.undecided.push({ rule, resource, reason });
            continue;
        }
        const mandatory = diagnostic.getEnforcementlevel() === analyzerpb.EnforcementLevel.MANDATORY;
        analysis.violations.push({
            rule,
            level: mandatory ? "mandatory" : "advisory",
            message: readMessage(diagnostic),
            resource,
            urn,
            source: sources.get(urn),
        });
    }
    return analysis;
}

/** The SDK puts the rule's description before the message. */
function readMessage(diagnostic: analyzerpb.AnalyzeDiagnostic): string {
    const description = diagnostic.getDescription();
    const message = diagnostic.getMessage();
    return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}
