import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "../host/command";
import type { ProviderFunction, ResourceType } from "./resource-type";

interface ServiceFile {
    types?: Record<string, ResourceType>;
    functions?: Record<string, ProviderFunction>;
}

const load = createRequire(__filename);
const folder = join(__dirname, "services");
const files = readdirSync(folder).filter(file => /^[a-z0-9-]+\.ts$/.test(file));
const loaded = new Map<string, ServiceFile>();

/** What the emulator knows of a type of resource. @throws UserError that names the file to teach it in. */
export function resourceTypeOf(type: string): ResourceType {
    return find(type, "create this type", ({ types }) => types?.[type]);
}

/** What the emulator knows of a function. @throws UserError that names the file to teach it in. */
export function providerFunction(token: string): ProviderFunction {
    return find(token, "answer this function", ({ functions }) => functions?.[token]);
}

/**
 * Looks in `services/<module>.ts` and `services/<module>-<part>.ts`, the module being the ec2 of "aws:ec2/vpc:Vpc": a
 * program pays only for the services that it uses.
 */
function find<T>(token: string, what: string, pick: (file: ServiceFile) => T | undefined): T {
    const [, module = ""] = token.split(/[:/]/);
    for (const file of files.filter(name => name === `${module}.ts` || name.startsWith(`${module}-`))) {
        const service = loaded.get(file) ?? load(join(folder, file)) as ServiceFile;
        loaded.set(file, service);
        const found = pick(service);
        if (found !== undefined) {
            return found;
        }
    }
    throw new UserError(`the emulator can't ${what}: teach it in tools/emulator/services/${module}.ts`);
}
