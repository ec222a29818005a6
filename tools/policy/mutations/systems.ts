import { join } from "node:path";
import type { Subject } from "../../../policy/evaluate";
import { previewProgram } from "../../emulator/preview";
import { providerFunction, resourceTypeOf } from "../../emulator/services";
import { listProjects } from "../../host/house";
import type { Resource } from "../../host/monitor";
import { runProgram } from "../../host/program";
import { root } from "../../host/project";
import { readSettings } from "../../host/settings";

/** By the folder of the system, the resources of its largest environment. */
export type Systems = Map<string, Subject[]>;

/** As a preview shows them: what AWS decides is unknown. */
export function previewSystems(): Promise<Systems> {
    return runSystems(async folder => (await previewProgram(readSettings(folder, "prod"))).resources);
}

/** With ids and ARNs as in unit tests, so that policy documents are known. */
export function completeSystems(): Promise<Systems> {
    return runSystems(async folder => {
        const { resources } = await runProgram({
            settings: readSettings(folder, "prod"),
            provider: {
                create: ({ type, name }) =>
                    Promise.resolve({ id: `${name}-id`, state: resourceTypeOf(type).mock(name) }),
                read: () => Promise.resolve({}),
                invoke: token => Promise.resolve(providerFunction(token).mock),
            },
        });
        return resources;
    });
}

async function runSystems(run: (folder: string) => Promise<Resource[]>): Promise<Systems> {
    const systems: Systems = new Map();
    for (const folder of listProjects()) {
        systems.set(folder, toSubjects(await run(join(root, folder))));
    }
    return systems;
}

function toSubjects(resources: Resource[]): Subject[] {
    return resources.map(({ type, name, urn, inputs, parent, propertyDependencies, options }) => ({
        type, name, urn, parent, propertyDependencies, props: inputs,
        opts: {
            protect: options.protect, ignoreChanges: options.ignoreChanges, aliases: [], additionalSecretOutputs: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        },
    }));
}
