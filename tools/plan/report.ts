import type { Resource } from "../host/monitor";
import { drawTree } from "../host/tree";
import { describeInputs, hasUnknown, wrap } from "./inputs";
import { drawSettings } from "./settings-in-force";
import type { StackPlan } from "./stack-plan";
import { drawUnknowns } from "./unknowns";

const width = 120;

export function drawPlan({ stack, settings, resources, unknowns, outputs, cost, duration }: StackPlan): string[] {
    const created = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    return [
        `${stack}: ${created.length} resources`, "",
        ...section("settings:", drawSettings(settings)),
        ...drawTree(resources, inputsOf(resources)).map(line => `  ${line}`), "",
        ...section("resources of each type:", wrap(countTypes(created), width - 4)),
        ...section("not known here:", drawUnknowns(unknowns)),
        ...section("outputs:", Object.entries(outputs).map(([name, value]) =>
            `${name}: ${hasUnknown(value) ? "known once deployed" : JSON.stringify(value)}`)),
        ...section(`about ${minutes(duration.seconds)} to create, along the longest chain:`,
            duration.path.map(({ name, seconds }) => `${minutes(seconds).padStart(8)}  ${name}`)),
        ...section(`${dollars(cost.monthly)} a month in us-east-1 if nobody uses it, by prices of ${cost.pricesOf}:`, [
            ...[...cost.charges].sort((a, b) => b.monthly - a.monthly).map(({ name, what, monthly }) =>
                `${dollars(monthly).padStart(8)}  ${name}: ${what}`),
            ...cost.unpriced.map(({ name, what }) => `no price  ${name}: ${what}`),
        ]),
        ...section("billed by use, and not in the sum:", [...new Set(cost.byUse.map(({ what }) => what))]),
        ...section("not counted:", cost.notCounted),
    ];
}

function inputsOf(resources: Resource[]): (resource: Resource) => string[] {
    const names = new Map(resources.map(({ urn, name }) => [urn, name]));
    return resource => resource.custom
        ? wrap(describeInputs(resource, urn => names.get(urn) ?? urn), width - 16)
        : [];
}

function countTypes(resources: Resource[]): string[] {
    const types = resources.map(({ type }) => type.replace(/^(\w+):(\w+).*:/, "$1.$2."));
    return [...new Set(types)].sort().map(type => `${types.filter(other => other === type).length} ${type}`);
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [`  ${title}`, ...lines.map(line => `    ${line}`), ""];
}

function minutes(seconds: number): string {
    return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

function dollars(amount: number): string {
    return `$${amount.toFixed(2)}`;
}
