import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../host/project";
import { coreMutants } from "./core";
import { exampleMutants } from "./examples";
import { fileMutants } from "./files";
import type { Mutant } from "./mutant";
import { stageMutants } from "./stages";

/** Of the systems that are there: examples can be deleted. */
export const mutants: Mutant[] = [...coreMutants, ...fileMutants, ...exampleMutants, ...stageMutants]
    .filter(({ system }) => existsSync(join(root, system, "Pulumi.yaml")));
