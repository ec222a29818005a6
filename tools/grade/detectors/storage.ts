import { hasUnknown, type Resource } from "../../host/monitor";
import type { Candidate } from "../candidate";
import type { StackGraph } from "../graph";
import { type Evidence, nothingToJudge } from "../verdict";

const blocks = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];

/** Encryption, versions and the public access block of each bucket, be they inline or resources of their own. */
export async function findOpenBuckets(candidate: Candidate): Promise<Evidence[]> {
    const graphs = await candidate.graphs();
    if (graphs.every(graph => graph.ofType("s3/bucket:Bucket").length === 0)) {
        nothingToJudge("there is no bucket");
    }
    return graphs.flatMap(graph => graph.ofType("s3/bucket:Bucket").flatMap(bucket => {
        const where = graph.place(bucket);
        const say = (isWrong: boolean, what: string) => isWrong ? [{ what, where }] : [];
        const settings = (type: string) => graph.ofType(`s3/${type}`)
            .filter(resource => graph.refer(resource, "bucket").includes(bucket) || isNamed(resource, bucket))
            .map(({ inputs }) => inputs);
        const encryption = [bucket.inputs.serverSideEncryptionConfiguration,
            ...settings("bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration")];
        const versioning = [bucket.inputs.versioning,
            ...settings("bucketVersioning:BucketVersioning")
                .map(({ versioningConfiguration }) => versioningConfiguration)];
        const access = settings("bucketPublicAccessBlock:BucketPublicAccessBlock");
        return [
            ...say(!encryption.some(value => /AES256|aws:kms/.test(JSON.stringify(value ?? ""))),
                "its encryption is not set to AES256 or a KMS key"),
            ...say(!versioning.some(value => /"enabled":true|"status":"Enabled"/.test(JSON.stringify(value ?? ""))),
                "it keeps no versions"),
            ...blocks.flatMap(key => say(!access.some(inputs => inputs[key] === true || hasUnknown(inputs[key])),
                `its public access block leaves out ${key}`)),
        ];
    }));
}

function isNamed({ inputs }: Resource, bucket: Resource): boolean {
    return typeof bucket.inputs.bucket === "string" && inputs.bucket === bucket.inputs.bucket;
}

const replicaKey = /replica|globaltable/i;

/** Replicas that the configuration or a message names, and no table has. */
export async function findPretendedReplicas(candidate: Candidate): Promise<Evidence[]> {
    const graphs = (await candidate.graphs()).filter(graph => tablesOf(graph).length > 0);
    if (graphs.length === 0) {
        nothingToJudge("there is no DynamoDB table");
    }
    return graphs.filter(graph => !tablesOf(graph).some(hasReplicas)).flatMap(graph => {
        const keys = Object.entries(graph.settings.config)
            .filter(([key, value]) => replicaKey.test(key) && !/^(\[\]|false|0|)$/.test(value)).map(([key]) => key);
        const messages = graph.trial.diagnostics.map(({ message }) => message)
            .filter(message => /global table|replica/i.test(message));
        return [
            ...keys.map(key => ({
                what: `${key} is set, but no table has replicas`, where: `Pulumi.${graph.stack}.yaml` })),
            ...messages.map(where => ({ what: "the program only says so, and no table has replicas", where })),
        ];
    });
}

function tablesOf(graph: StackGraph): Resource[] {
    return graph.ofType(
        "dynamodb/table:Table", "dynamodb/globalTable:GlobalTable", "dynamodb/tableReplica:TableReplica");
}

function hasReplicas({ type, inputs: { replicas } }: Resource): boolean {
    const own = Array.isArray(replicas) ? replicas.length > 0 : replicas !== undefined;
    return type !== "aws:dynamodb/table:Table" || own;
}
