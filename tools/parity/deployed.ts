import { createClients } from "../host/clients";
import { UserError } from "../host/command";
import type { Difference } from "../host/differences";
import type { Resource } from "../host/monitor";
import { readOutputs } from "../host/outputs";

const common = { stack: "string", environment: "string", environmentSuffix: "string", region: "string" } as const;

/** An environment as it was deployed, and what its program registers. */
export interface DeployedEnvironment {
    stack: string;
    /** File of flat outputs. */
    outputsFile: string;
    resources: Resource[];
}

/**
 * Compares by their Name tags what AWS has of two environments. What only one of the two programs registers is no
 * difference between the deployments. Types that AWS's tagging API doesn't list are not compared.
 */
export async function compareDeployments(
    project: string, first: DeployedEnvironment, second: DeployedEnvironment,
): Promise<Difference[]> {
    const [one, other] = await Promise.all([findNames(project, first), findNames(project, second)]);
    const [planned, otherPlanned] = [listNames(first), listNames(second)];
    return [...new Set([...one, ...other])].sort()
        .filter(name => one.has(name) !== other.has(name) && planned.has(name) === otherPlanned.has(name))
        .map(name => ({ subject: name, values: [one, other].map(presence(name)) as Difference["values"] }));
}

const presence = (name: string) => (names: Set<string>) => names.has(name) ? "deployed" : undefined;

/** Name tags of the deployed resources, without the environment's name. */
async function findNames(project: string, { stack, outputsFile }: DeployedEnvironment): Promise<Set<string>> {
    const outputs = readOutputs(outputsFile, common);
    if (outputs.stack !== stack) {
        throw new UserError(`${outputsFile} holds the outputs of ${outputs.stack}, not of ${stack}`);
    }
    const { tagging } = createClients({ region: outputs.region });
    const tags = { Project: project, Environment: outputs.environment, EnvironmentSuffix: outputs.environmentSuffix };
    const names = new Set<string>();
    for (let PaginationToken: string | undefined; ;) {
        const page = await tagging.getResources({
            TagFilters: Object.entries(tags).map(([Key, value]) => ({ Key, Values: [value] })),
            PaginationToken,
        });
        for (const { Tags = [] } of page.ResourceTagMappingList ?? []) {
            names.add(shortName(Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]))));
        }
        PaginationToken = page.PaginationToken;
        if (!PaginationToken) {
            return names;
        }
    }
}

/** The same for what the program registers. */
function listNames({ resources }: DeployedEnvironment): Set<string> {
    const tagged = resources.filter(({ inputs }) => typeof inputs.tags === "object" && !Array.isArray(inputs.tags));
    return new Set(tagged.map(({ inputs }) => shortName(inputs.tags as Record<string, string>)));
}

/** The Name tag without the environment and suffix that it ends with. */
function shortName({ Name = "", Environment, EnvironmentSuffix }: Record<string, string>): string {
    return Name.replace(`-${Environment}-${EnvironmentSuffix}`, "");
}
