import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Violation } from "./analysis";
import type { Check } from "./check";

/** The findings of all stacks in the format that code hosts read, with waived ones as suppressed. */
export function createSarif({ reports, rules }: Check, projectDir: string): object {
    const repository = findRepository(projectDir);
    const locate = ({ source }: Violation) => ({
        physicalLocation: {
            artifactLocation: {
                // What is no resource, such as an output, is found in the project as a whole.
                uri: relative(repository, source?.file ?? join(projectDir, "Pulumi.yaml")).split(sep).join("/"),
                uriBaseId: "%SRCROOT%",
            },
            region: { startLine: source?.line ?? 1 },
        },
    });
    const result = (stack: string, violation: Violation) => ({
        ruleId: violation.rule,
        level: violation.level === "mandatory" ? "error" : "warning",
        message: { text: `${stack}: ${violation.resource}: ${violation.message}` },
        locations: [locate(violation)],
        partialFingerprints: { resource: `${violation.rule} ${stack} ${violation.resource}` },
    });
    return {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [{
            tool: { driver: {
                name: "npm run policy",
                rules: rules.map(({ name, description, remedy, tags }) => ({
                    id: name,
                    shortDescription: { text: description },
                    help: { text: remedy },
                    properties: { tags },
                })),
            } },
            results: reports.flatMap(({ stack, violations, waived }) => [
                ...violations.map(violation => result(stack, violation)),
                ...waived.map(violation => ({
                    ...result(stack, violation),
                    suppressions: [{ kind: "external", justification: violation.waiver.reason }],
                })),
            ]),
        }],
    };
}

/** The closest folder upwards that is under version control, else the folder itself. */
function findRepository(folder: string): string {
    for (let candidate = folder; candidate !== dirname(candidate); candidate = dirname(candidate)) {
        if (existsSync(join(candidate, ".git"))) {
            return candidate;
        }
    }
    return folder;
}
