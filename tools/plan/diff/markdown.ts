import { describeOrigin, type Setting } from "../settings-in-force";
import type { EnvironmentDiff } from "./environments";

/** Draws what differs between two stacks as Markdown that can be read as it is, too. */
export function drawDiff(diff: EnvironmentDiff): string[] {
    const { project, stacks, settings, onlyIn, inputs, outputsOnlyIn, cost } = diff;
    return [
        `## ${project}: ${stacks.join(" and ")}`, "",
        "In names, `*` stands for the environment's own name and suffix.", "",
        ...section("Settings", table(["key", ...stacks], settings.map(setting =>
            [setting.key, ...setting.settings.map(drawSetting)]))),
        ...stacks.flatMap((stack, index) => section(`Resources in ${stack} alone`,
            list((onlyIn[index] ?? []).map(({ type, name }) => `${name} (${type})`)))),
        ...section("Inputs and options of resources in both", table(["resource", "path", ...stacks],
            inputs.map(({ name, path, values }) =>
                [drawName(name), path.replace(/^inputs\./, ""), ...drawValues(values)]))),
        ...stacks.flatMap((stack, index) => section(`Outputs in ${stack} alone`,
            list(outputsOnlyIn[index] ?? []))),
        ...section("Cost a month, in us-east-1 while nobody uses it", [
            ...table(["resource", ...stacks, "difference"], [
                ...cost.items.map(({ name, monthly: [first, second] }) =>
                    [drawName(name), ...[first, second, (second ?? 0) - (first ?? 0)].map(dollars)]),
                ["sum", ...[...cost.monthly, cost.monthly[1] - cost.monthly[0]].map(dollars)],
            ]),
            ...list(stacks.flatMap((stack, index) =>
                (cost.unpriced[index] ?? []).map(item => `${stack}, without a price here: ${item}`))),
        ]),
    ];
}

function section(title: string, lines: string[]): string[] {
    return [`### ${title}`, "", ...lines.length > 0 ? lines : ["none", ""]];
}

function list(items: string[]): string[] {
    return items.length === 0 ? [] : [...items.map(item => `- ${item}`), ""];
}

function table(head: string[], rows: string[][]): string[] {
    const cells = [head, ...rows].map(row => row.map(cell => cell.replaceAll("|", "\\|").replaceAll("\n", " ")));
    const widths = head.map((_, column) => Math.max(...cells.map(row => row[column]?.length ?? 0)));
    const draw = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`;
    const [first = [], ...others] = cells;
    return rows.length === 0
        ? []
        : [draw(first), `|${widths.map(width => "-".repeat(width + 2)).join("|")}|`, ...others.map(draw), ""];
}

function drawSetting(setting: Setting | undefined): string {
    return setting === undefined ? "-" : `${setting.value} (${describeOrigin(setting)})`;
}

function drawName(name: string): string {
    return name.replace("{environment}-{suffix}", "*").replace("{environment}", "*");
}

const longest = 60;

/** Long values are cut, around the place where they begin to differ. */
function drawValues(values: [unknown, unknown]): string[] {
    const texts = values.map(value => value === undefined ? "-" : JSON.stringify(value));
    const [first = "", second = ""] = texts;
    if (texts.every(text => text.length <= longest)) {
        return texts;
    }
    let same = 0;
    while (same < first.length && first[same] === second[same]) {
        same++;
    }
    const start = Math.max(0, same - 20);
    return texts.map(text =>
        `${start > 0 ? "…" : ""}${text.slice(start, start + longest)}${text.length > start + longest ? "…" : ""}`);
}

function dollars(amount: number | undefined): string {
    return amount === undefined ? "-" : amount.toFixed(2);
}
