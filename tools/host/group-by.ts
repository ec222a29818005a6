/** What several items have in common, by the text that names it. */
export function groupBy<Item>(items: Item[], key: (item: Item) => string): Map<string, Item[]> {
    const groups = new Map<string, Item[]>();
    for (const item of items) {
        const name = key(item);
        const group = groups.get(name);
        if (group === undefined) {
            groups.set(name, [item]);
        } else {
            group.push(item);
        }
    }
    return groups;
}
