import { delimiter, join } from "node:path";
import type { Copy } from "../copy";

/** Options of test runners that take the next word. */
const taking = /^(-r|-c|--(require|import|loader|config|ignore|exclude|spec|ui|reporter|timeout|package|root))$/;

const runners: Record<string, (options: string[], files: string[]) => string[]> = {
    mocha: (options, files) => ["mocha", ...options, "--no-parallel", "--bail", ...files],
    jest: (options, files) => ["jest", ...options, "--bail", "--coverage=false", "--runTestsByPath", ...files],
    vitest: (options, files) => ["vitest", "run", ...options, "--bail=1", "--coverage.enabled=false", ...files],
    node: (options, files) => ["node", ...options, ...files],
};

/**
 * The command of a script, for some of its test files alone, and to end at the first test that fails. Undefined where
 * the script starts no runner that is known.
 */
export function commandFor(script: string, files: string[]): string[] | undefined {
    const words = [...script.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, ...parts]) => parts.find(Boolean) ?? "");
    const begin = words.findIndex((word, index) =>
        /^(mocha|jest|vitest)$/.test(word) || (word === "node" && words.slice(index).includes("--test")));
    const build = runners[words[begin] ?? ""];
    const options = optionsOf(words.slice(begin + 1));
    return build?.(options, files);
}

/** What is neither a file nor a word such as "run", up to the next command. */
function optionsOf(words: string[]): string[] {
    const end = words.findIndex(word => /^(&&|\|\||;|\|)$/.test(word));
    const own = end < 0 ? words : words.slice(0, end);
    return own.filter((word, index) => word.startsWith("-") || taking.test(own[index - 1] ?? ""))
        .filter(word => !/^--(coverage|parallel|watch)/.test(word));
}

/** Where the runners of a project and of its workspace are found. */
export function pathOf({ folder, top }: Copy): string {
    const folders = [...new Set([folder, top])].map(place => join(place, "node_modules/.bin"));
    return [...folders, process.env.PATH ?? ""].join(delimiter);
}
