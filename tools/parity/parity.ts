import { parseArgs } from "node:util";
import { previewProgram } from "../emulator/preview";
import { UserError } from "../host/command";
import { compareGraphs, type Difference } from "../host/differences";
import { findProject } from "../host/project";
import { readSettings } from "../host/settings";
import { compareDeployments } from "./deployed";
import { compareSettings, expectationsFile, level, readExpectations } from "./environments";

const usage = `usage: npm run parity -- [--project FOLDER] [--outputs FILE --outputs FILE] FIRST SECOND

Says what two environments of a project don't have in common, beyond the keys that its ${expectationsFile} expects.
    --outputs   flat outputs of the first and of the second deployment, to compare what AWS has of them, too
    --project   works on another project than that of the current folder`;

/** Compares two environments, prints what differs, and returns 1 if something does that is not expected. */
export async function compareEnvironments(args: string[]): Promise<number> {
    const { projectDir, stacks: [one, other], files } = parseArguments(args);
    const [first, second] = [readSettings(projectDir, one), readSettings(projectDir, other)];
    const expectations = readExpectations(first);
    const bare = (key: string) => key.replace(`${first.project}:`, "");
    const isExpected = ({ subject }: Difference) => Object.keys(expectations).some(key => bare(key) === subject);
    const settings = compareSettings(first, second);
    const [{ resources }, levelled] = await Promise.all([
        previewProgram(first), previewProgram(level(first, second, expectations))]);

    console.log(`${one} and ${other}\n\nconfiguration, expected to differ (${expectationsFile})`);
    settings.filter(isExpected).forEach(({ subject, values }) =>
        console.log(`  ${subject}: ${values.map(print).join(" and ")} (${expectations[subject]})`));
    const unexpected = [
        ...report("configuration, not expected to differ", settings.filter(difference => !isExpected(difference))),
        ...report("resources that differ even where both have the same values for those keys",
            compareGraphs({ resources }, levelled).map(({ type, name, path, values }) =>
                ({ subject: [`${type} ${name}`, ...path === "" ? [] : [path]].join("."), values }))),
    ];
    if (files === undefined) {
        console.log("\ndeployed resources: not compared, for lack of --outputs");
    } else {
        unexpected.push(...report("deployed resources that only one has, though both programs register them",
            await compareDeployments(first.project,
                { stack: one, outputsFile: files[0], resources },
                { stack: other, outputsFile: files[1], resources: (await previewProgram(second)).resources })));
    }
    return unexpected.length > 0 ? 1 : 0;
}

function report(title: string, differences: Difference[]): Difference[] {
    console.log(`\n${title}\n${differences.length === 0 ? "  none" : ""}`.trimEnd());
    differences.forEach(({ subject, values }) => console.log(`  ${subject}: ${values.map(print).join(" and ")}`));
    return differences;
}

function print(value: unknown): string {
    return value === undefined ? "nothing" : JSON.stringify(value);
}

interface Arguments {
    projectDir: string;
    stacks: [string, string];
    files: [string, string] | undefined;
}

function parseArguments(args: string[]): Arguments {
    const { values: { outputs = [], project }, positionals } = parse(args);
    if (positionals.length !== 2 || ![0, 2].includes(outputs.length)) {
        throw new UserError(usage);
    }
    return {
        projectDir: findProject(project),
        stacks: positionals as [string, string],
        files: outputs.length === 0 ? undefined : outputs as [string, string],
    };
}

function parse(args: string[]) {
    const options = { outputs: { type: "string", multiple: true }, project: { type: "string" } } as const;
    try {
        return parseArgs({ args, allowPositionals: true, options });
    } catch (error) {
        throw new UserError(`${(error as Error).message}\n${usage}`);
    }
}
