import * as analyzerpb from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { readName } from "../../policy/waivers";
import { nonEmpty } from "../host/command";
import type { Registration, Resource } from "../host/monitor";
import type { Analysis } from "./analysis";
import { createRequest, createStackRequest } from "./messages";
import { type Pack, startPack } from "./pack";
import type { Rules, StackAnalysis } from "./rules";

/** The rules of a pack, which runs in a process of its own, as the CLI runs it, with the levels of the pack. */
export function startPackRules(folder: string): Rules {
    const starting = startPack(folder);
    const describing = starting.then(async pack => {
        const policies = (await pack.describe()).getPoliciesList();
        await pack.configure(createConfigureRequest(policies));
        return policies;
    });
    const configured = describing.then(() => starting);
    const enabled = describing.then(policies => policies
        .filter(policy => policy.getEnforcementlevel() !== analyzerpb.EnforcementLevel.DISABLED)
        .map(policy => ({
            name: policy.getName(),
            description: policy.getDescription(),
            remedy: policy.getRemediationSteps(),
            tags: policy.getTagsList(),
        })));
    const known = describing.then(policies => policies.map(policy => policy.getName()));
    // Whoever waits for the pack hears of it; programs that still run don't.
    [configured, enabled, known].forEach(promise => void promise.catch(() => undefined));
    return {
        known,
        enabled,
        analyze: region => new PackAnalysis(configured, region),
        stop: () => starting.then(pack => pack.stop(), () => undefined),
    };
}

function createConfigureRequest(policies: analyzerpb.PolicyInfo[]): analyzerpb.ConfigureAnalyzerRequest {
    const request = new analyzerpb.ConfigureAnalyzerRequest();
    for (const policy of policies) {
        request.getPolicyconfigMap().set(policy.getName(), new analyzerpb.PolicyConfig()
            .setEnforcementlevel(policy.getEnforcementlevel())
            .setProperties(new Struct()));
    }
    return request;
}

const undecidable = /^can't run policy '.*' from policy pack '.*' during preview: (.*)$/;

/** What a pack finds in one stack. It is asked about each resource at once, and works while the program runs. */
class PackAnalysis implements StackAnalysis {
    private readonly answers = new Map<string, Promise<analyzerpb.AnalyzeResponse>>();

    constructor(private readonly pack: Promise<Pack>, private readonly region: string | undefined) {}

    submit(registration: Registration): void {
        const answer = this.pack.then(pack => pack.analyze(createRequest(registration, this.region)));
        // A program that fails needs no answers.
        answer.catch(() => undefined);
        this.answers.set(registration.urn, answer);
    }

    /** Asks about components, too, then about all resources together, as the CLI does when they are registered. */
    async finish(resources: Resource[]): Promise<Analysis> {
        resources.filter(({ urn }) => !this.answers.has(urn)).forEach(resource => this.submit(resource));
        const diagnostics = await Promise.all([...this.answers].map(async ([urn, answer]) =>
            (await answer).getDiagnosticsList().map(diagnostic => ({ diagnostic, urn }))));
        const response = await (await this.pack).analyzeStack(createStackRequest(resources, this.region));
        const ofStack = response.getDiagnosticsList().map(diagnostic => ({ diagnostic, urn: "" }));
        const sources = new Map(resources.map(({ urn, source }) => [urn, source]));
        const analysis: Analysis = { violations: [], undecided: [] };
        for (const { diagnostic, urn: subject } of [...diagnostics.flat(), ...ofStack]) {
            const urn = nonEmpty(diagnostic.getUrn()) ?? subject;
            const found = { rule: diagnostic.getPolicyname(), resource: readName(urn) };
            const [, reason] = undecidable.exec(diagnostic.getMessage()) ?? [];
            if (reason !== undefined) {
                analysis.undecided.push({ ...found, reason });
            } else {
                const mandatory = diagnostic.getEnforcementlevel() === analyzerpb.EnforcementLevel.MANDATORY;
                const level = mandatory ? "mandatory" : "advisory";
                analysis.violations.push({
                    ...found, level, message: readMessage(diagnostic), urn, source: sources.get(urn) });
            }
        }
        return analysis;
    }
}

/** The SDK puts the rule's description before the message. */
function readMessage(diagnostic: analyzerpb.AnalyzeDiagnostic): string {
    const description = diagnostic.getDescription();
    const message = diagnostic.getMessage();
    return message.startsWith(`${description}\n`) ? message.slice(description.length + 1) : message;
}
