import { compareGraphs, type Level, type ResourceDifference } from "../../host/differences";
import type { StackPlan } from "../stack-plan";
import type { Setting } from "../settings-in-force";
import { levelOf } from "./level";

type Pair<T> = [first: T, second: T];

export interface SettingDifference {
    key: string;
    /** Undefined where the stack has no such key. */
    settings: Pair<Setting | undefined>;
}

/** What one resource costs in a month, in US dollars. */
export interface CostItem {
    type: string;
    name: string;
    /** Undefined where the stack has nothing of it to pay. */
    monthly: Pair<number | undefined>;
}

/** What differs between two stacks. Names are without the environment's own. */
export interface EnvironmentDiff {
    project: string;
    stacks: Pair<string>;
    settings: SettingDifference[];
    /** Resources that one stack alone has, by the name that they have there. */
    onlyIn: Pair<{ type: string; name: string }[]>;
    /** Inputs, options and parents of resources that both have. */
    inputs: ResourceDifference[];
    /** Names of outputs that one stack alone has. */
    outputsOnlyIn: Pair<string[]>;
    cost: {
        monthly: Pair<number>;
        /** What costs the same in both is among them. */
        items: CostItem[];
        /** Resources without a price here: neither sum has them. */
        unpriced: Pair<string[]>;
    };
}

export function diffStacks(first: StackPlan, second: StackPlan): EnvironmentDiff {
    const plans: Pair<StackPlan> = [first, second];
    const levels = mapPair(plans, ({ stack, settings }) => levelOf(stack, settings));
    const differences = compareGraphs(
        { resources: first.resources, level: levels[0] }, { resources: second.resources, level: levels[1] });
    const onlyIn = (index: 0 | 1) => differences
        .filter(({ path, values }) => path === "" && values[index] !== undefined)
        .map(({ type, values }) => ({ type, name: String(values[index]) }));
    const outputsOnlyIn = (one: StackPlan, other: StackPlan) =>
        Object.keys(one.outputs).filter(name => !(name in other.outputs)).sort();
    return {
        project: first.project,
        stacks: mapPair(plans, ({ stack }) => stack),
        settings: diffSettings(mapPair(plans, ({ settings }) => settings)),
        onlyIn: [onlyIn(0), onlyIn(1)],
        inputs: differences.filter(({ path }) => path !== ""),
        outputsOnlyIn: [outputsOnlyIn(first, second), outputsOnlyIn(second, first)],
        cost: {
            monthly: mapPair(plans, ({ cost }) => cost.monthly),
            items: listCosts(plans, levels),
            unpriced: mapPair(plans, ({ cost }) =>
                [...new Set(cost.unpriced.map(({ name, what }) => `${name}: ${what}`))].sort()),
        },
    };
}

function diffSettings(stacks: Pair<Setting[]>): SettingDifference[] {
    const byKey = mapPair(stacks, settings => new Map(settings.map(setting => [setting.key, setting])));
    return [...new Set(stacks.flat().map(({ key }) => key))]
        .map(key => ({ key, settings: mapPair(byKey, settings => settings.get(key)) }))
        .filter(({ settings: [one, other] }) => one?.value !== other?.value);
}

/** The largest difference first. */
function listCosts(plans: Pair<StackPlan>, levels: Pair<Level>): CostItem[] {
    const items = new Map<string, CostItem>();
    for (const index of [0, 1] as const) {
        for (const { type, name: ownName, monthly } of plans[index].cost.charges) {
            const name = levels[index](ownName);
            const item: CostItem = items.get(`${type} ${name}`) ?? { type, name, monthly: [undefined, undefined] };
            item.monthly[index] = (item.monthly[index] ?? 0) + monthly;
            items.set(`${type} ${name}`, item);
        }
    }
    return [...items.entries()]
        .sort(([key, one], [other, two]) => growth(two) - growth(one) || (key < other ? -1 : 1))
        .map(([, item]) => item);
}

/** To the cent, as it is shown: sums that arrive in another order differ in their last digits. */
function growth({ monthly: [first = 0, second = 0] }: CostItem): number {
    return Math.round(Math.abs(second - first) * 100);
}

function mapPair<T, R>([first, second]: Pair<T>, change: (item: T) => R): Pair<R> {
    return [change(first), change(second)];
}
