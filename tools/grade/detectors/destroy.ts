import type { Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import type { StackGraph } from "../graph";
import { type Evidence, nothingToJudge } from "../verdict";

type Check = (inputs: Record<string, unknown>) => string | undefined | false;

/** What keeps `pulumi destroy` from removing a resource. */
const checks: Record<string, Check> = {
    "rds/instance:Instance": checkDatabase,
    "rds/cluster:Cluster": checkDatabase,
    "lb/loadBalancer:LoadBalancer": inputs =>
        inputs.enableDeletionProtection === true && "enableDeletionProtection is on",
    "dynamodb/table:Table": inputs => inputs.deletionProtectionEnabled === true && "deletionProtectionEnabled is on",
    "s3/bucket:Bucket": inputs => inputs.forceDestroy !== true && "forceDestroy is not true: a full bucket stays",
    "ecr/repository:Repository": inputs => inputs.forceDelete !== true && "forceDelete is not true: images keep it",
    "ec2/instance:Instance": inputs => inputs.disableApiTermination === true && "disableApiTermination is on",
    "secretsmanager/secret:Secret": inputs => typeof inputs.name === "string" && inputs.recoveryWindowInDays !== 0
        && "its name stays taken for the recovery window",
    "cognito/userPool:UserPool": inputs => inputs.deletionProtection === "ACTIVE" && "deletionProtection is on",
};

function checkDatabase({ deletionProtection, skipFinalSnapshot }: Record<string, unknown>): string | false {
    if (deletionProtection === true) {
        return "deletionProtection is on";
    }
    return skipFinalSnapshot !== true && "skipFinalSnapshot is not true";
}

/** Keys by which a stack asks to be kept. */
const askedFor = /protect|retain|finalsnapshot|forcedestroy/i;

export async function findUndestroyable(candidate: Candidate): Promise<Evidence[]> {
    const graphs = (await candidate.graphs()).filter(graph => !asksToBeKept(graph));
    if (graphs.length === 0) {
        nothingToJudge("every stack asks to be protected");
    }
    return graphs.flatMap(graph => graph.graph.resources.slice(1).flatMap(resource =>
        reasonsOf(resource).map(what => ({ what, where: graph.place(resource) }))));
}

function asksToBeKept({ settings: { config } }: StackGraph): boolean {
    return Object.entries(config).some(([key, value]) => askedFor.test(key) && value === "true");
}

function reasonsOf({ type, inputs, options, custom }: Resource): string[] {
    const check = custom ? checks[type.replace(/^aws:/, "").replace(/V2/g, "")] : undefined;
    return [
        options.protect && "Pulumi protects it",
        options.retainOnDelete && "it is retained on delete",
        check?.(inputs),
    ].filter(reason => typeof reason === "string");
}
