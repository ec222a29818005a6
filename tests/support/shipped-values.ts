import { readSettings } from "../../tools/host/settings";

/** Reads a key of dev, staging and prod, in this order. */
export function readValues(projectDir: string, key: string): (string | undefined)[] {
    return ["dev", "staging", "prod"].map(stack => {
        const { config, project } = readSettings(projectDir, stack);
        return config[key.includes(":") ? key : `${project}:${key}`];
    });
}
