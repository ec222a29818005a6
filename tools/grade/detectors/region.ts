import { nonEmpty } from "../../host/command";
import type { Candidate } from "../candidate";
import { type Evidence, notDecidable } from "../verdict";

/** Regions that every account can use without asking. */
const usual = [
    "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
    "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
    "us-east-2", "us-west-1", "us-west-2",
];

/** Regions that are missing, or where the credentials of most accounts are refused. */
export async function findUnusableRegions(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    if (!candidate.hasStackFiles) {
        notDecidable("there is no stack file");
    }
    return graphs.flatMap(({ stack, settings, trial }) => {
        const region = nonEmpty(settings.config["aws:region"]);
        const explicit = trial.resources.filter(({ type }) => type === "pulumi:providers:aws")
            .map(({ inputs }) => inputs.region).filter(value => typeof value === "string" && !value.includes("-04da"));
        const all = [...region === undefined ? [] : [region], ...explicit.map(String)];
        const where = `Pulumi.${stack}.yaml`;
        if (all.length === 0) {
            return [{ what: "no aws:region: the deployment goes where the user's own settings say", where }];
        }
        return [...new Set(all)].filter(name => !usual.includes(name)).map(name => ({
            what: `${name} is no region that every account can use: until it is enabled there, AWS answers with`
                + " InvalidClientTokenId",
            where,
        }));
    });
}
