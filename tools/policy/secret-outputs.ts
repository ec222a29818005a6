import type { ProgramRun } from "../host/program";
import type { Violation } from "./analysis";

/** The rule that no policy pack can have: secrets come to it unmarked. */
export const secretOutput = {
    name: "secret-output",
    description: "Outputs hold no secrets: whoever may read the stack's outputs could read them.",
    remedy: "Export the ARN or name of the secret, or add a waiver for the output to policy-config.json.",
    severity: "high",
    tags: [],
};

/** Outputs that are marked as secrets, as everything is that a program makes of a secret or of a secret property. */
export function findSecretOutputs({ outputs }: Pick<ProgramRun, "outputs">): Violation[] {
    return Object.entries(outputs).filter(([, value]) => holdsSecret(value)).map(([output]) => ({
        rule: secretOutput.name,
        level: "mandatory",
        message: `output ${output} holds a secret`,
        resource: output,
        urn: "",
        source: undefined,
    }));
}

function holdsSecret(value: unknown): boolean {
    return typeof value === "object" && value !== null ? Object.values(value).some(holdsSecret) : value === "[secret]";
}
