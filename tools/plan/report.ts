import { hasUnknown, type Resource } from "../host/monitor";
import { drawTree, nameType } from "../host/tree";
import { describeInputs, wrap } from "./inputs";
import { formatTime } from "./page/words";
import { drawSettings } from "./settings-in-force";
import type { StackPlan } from "./stack-plan";
import { isCreated } from "./types";
import { drawUnknowns } from "./unknowns";

const width = 120;

export function drawPlan({ stack, settings, resources, unknowns, outputs, cost, duration }: StackPlan): string[] {
    const created = resources.filter(isCreated);
    return [
        `${stack}: ${created.length} resources`, "",
        ...section("settings:", drawSettings(settings)),
        ...drawTree(resources, inputsOf(resources)).map(line => `  ${line}`), "",
        ...section("resources of each type:", wrap(countTypes(created), width - 4)),
        ...section("not known here:", drawUnknowns(unknowns)),
        ...section("outputs:", Object.entries(outputs).map(([name, value]) =>
            `${name}: ${hasUnknown(value) ? "known once deployed" : JSON.stringify(value)}`)),
        ...section(`about ${formatTime(duration.seconds)} to create, along the longest chain:`,
            duration.path.map(({ name, seconds }) => `${formatTime(seconds).padStart(8)}  ${name}`)),
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
    const types = resources.map(({ type }) => nameType(type));
    return [...new Set(types)].sort().map(type => `${types.filter(other => other === type).length} ${type}`);
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [`  ${title}`, ...lines.map(line => `    ${line}`), ""];
}

function dollars(amount: number): string {
    return `$${amount.toFixed(2)}`;
}
