import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setConfig } from "./configuration";
import { record, type RecordedResource } from "./record";

/**
 * Runs a project's program in this process, under Pulumi's mocks, and returns what it registers. That takes much less
 * time than a process of its own, but shows neither parents nor order nor options. Keys of the configuration that have
 * no namespace are the project's.
 */
export async function recordProgram(
    projectDir: string, config: Record<string, string>,
): Promise<Record<string, RecordedResource>> {
    const load = createRequire(join(projectDir, "package.json"));
    const entryPoint = load.resolve(projectDir);
    const { resources } = await record(() => {
        setConfig(config);
        // The program's own modules run again; components and libraries keep nothing from one run to the next.
        for (const file of Object.keys(load.cache).filter(file => dirname(file) === projectDir)) {
            // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the cache has no other way
            delete load.cache[file];
        }
        load(entryPoint);
    });
    return resources;
}
