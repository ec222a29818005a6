/** Whether a path fits a glob of the characters `*`, `**`, `?` and `{a,b}`. */
export function matchesGlob(path: string, glob: string): boolean {
    const pattern = glob.replace(/^\.\//, "").replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, part => ({
        "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", "}": ")", ",": "|",
    }[part] ?? `\\${part}`));
    return new RegExp(`^${pattern}$`).test(path);
}
