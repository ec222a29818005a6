import type { BucketVersioningStatus, LifecycleRule, ObjectOwnership, Tag } from "@aws-sdk/client-s3";
import type { Deployed, Fault } from "./fault";

const versioning = (Status: BucketVersioningStatus) => ({ clients: { s3 }, outputs }: Deployed) =>
    s3.putBucketVersioning({
        Bucket: outputs.dataBucketName, VersioningConfiguration: { Status } });

const publicPolicies = (blocked: boolean) => ({ clients: { s3 }, outputs }: Deployed) =>
    s3.putPublicAccessBlock({
        Bucket: outputs.dataBucketName,
        PublicAccessBlockConfiguration: {
            BlockPublicAcls: true, BlockPublicPolicy: blocked, IgnorePublicAcls: true, RestrictPublicBuckets: blocked },
    });

const ownership = (ObjectOwnership: ObjectOwnership) => ({ clients: { s3 }, outputs }: Deployed) =>
    s3.putBucketOwnershipControls({
        Bucket: outputs.logBucketName, OwnershipControls: { Rules: [{ ObjectOwnership }] } });

/** What faults have taken away. */
let policy: string | undefined;
let rules: LifecycleRule[] | undefined;
let tags: Tag[] | undefined;

async function rememberPolicy({ clients: { s3 }, outputs }: Deployed) {
    policy = (await s3.getBucketPolicy({ Bucket: outputs.dataBucketName })).Policy;
}

const restorePolicy = ({ clients: { s3 }, outputs }: Deployed) =>
    s3.putBucketPolicy({ Bucket: outputs.dataBucketName, Policy: policy });

export const storage: Fault[] = [
    { name: "a bucket keeps no versions", inflict: versioning("Suspended"), restore: versioning("Enabled") },
    { name: "a bucket admits public policies", inflict: publicPolicies(false), restore: publicPolicies(true) },
    {
        name: "a bucket's objects belong to whoever writes them",
        inflict: ownership("ObjectWriter"),
        restore: ownership("BucketOwnerEnforced"),
    },
    {
        name: "a bucket has lost its encryption",
        inflict: ({ clients: { s3 }, outputs }) => s3.deleteBucketEncryption({ Bucket: outputs.dataBucketName }),
        restore: ({ clients: { s3 }, outputs }) => s3.putBucketEncryption({
            Bucket: outputs.dataBucketName,
            ServerSideEncryptionConfiguration: { Rules: [{
                ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true }] },
        }),
    },
    {
        name: "a bucket admits plain HTTP",
        inflict: async deployed => {
            await rememberPolicy(deployed);
            return deployed.clients.s3.deleteBucketPolicy({ Bucket: deployed.outputs.dataBucketName });
        },
        restore: restorePolicy,
    },
    {
        name: "a bucket lets everybody read",
        inflict: async deployed => {
            await rememberPolicy(deployed);
            const document = JSON.parse(policy ?? "") as { Statement: object[] };
            document.Statement.push({
                Sid: "Public", Effect: "Allow", Principal: "*", Action: "s3:GetObject",
                Resource: `${deployed.outputs.dataBucketArn}/*` });
            return deployed.clients.s3.putBucketPolicy({
                Bucket: deployed.outputs.dataBucketName, Policy: JSON.stringify(document) });
        },
        restore: restorePolicy,
    },
    {
        name: "logs are kept for ever",
        inflict: async ({ clients: { s3 }, outputs }) => {
            const Bucket = outputs.logBucketName;
            rules = (await s3.getBucketLifecycleConfiguration({ Bucket })).Rules;
            return s3.deleteBucketLifecycle({ Bucket });
        },
        restore: ({ clients: { s3 }, outputs }) => s3.putBucketLifecycleConfiguration({
            Bucket: outputs.logBucketName, LifecycleConfiguration: { Rules: rules } }),
    },
    {
        name: "a bucket is tagged as another environment's",
        inflict: async ({ clients: { s3 }, outputs }) => {
            const Bucket = outputs.logBucketName;
            tags = (await s3.getBucketTagging({ Bucket })).TagSet;
            const TagSet = tags?.map(tag => tag.Key === "Environment" ? { ...tag, Value: "other" } : tag);
            return s3.putBucketTagging({ Bucket, Tagging: { TagSet } });
        },
        restore: ({ clients: { s3 }, outputs }) => s3.putBucketTagging({
            Bucket: outputs.logBucketName, Tagging: { TagSet: tags } }),
    },
];
