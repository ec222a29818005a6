import Ajv2020 from "ajv/dist/2020";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../host/command";

export const stageNames = [
    "files", "compile", "program", "graph", "outputs", "policy", "deployment", "tests", "destroyability", "secrets",
] as const;

export type StageName = typeof stageNames[number];

export interface Item {
    id: string;
    title: string;
    /** Why it matters. */
    context: string;
    /** Ids of known failures. */
    failures: string[];
    stage: StageName;
    weight: number;
    /** What is looked at. */
    evidence: string;
    remedy: string;
    /** Profiles that it is part of. */
    profiles: string[];
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(__dirname, file), "utf8"));

/** @throws UserError that says what is wrong with the rubric. */
export function readRubric(content = read("rubric.json")): Item[] {
    const ajv = new Ajv2020({ allErrors: true });
    const validate = ajv.compile(read("rubric.schema.json") as object);
    if (!validate(content)) {
        throw new UserError(`rubric.json is not right: ${ajv.errorsText(validate.errors, { dataVar: "rubric" })}`);
    }
    const { items } = content as { items: Item[] };
    const sum = items.reduce((total, { weight }) => total + weight, 0);
    const repeated = items.find(({ id }, index) => items.findIndex(item => item.id === id) < index);
    if (sum !== 100 || repeated) {
        throw new UserError(`rubric.json is not right: ${repeated
            ? `${repeated.id} is there twice`
            : `weights must sum to 100, got ${sum}`}`);
    }
    return items;
}
