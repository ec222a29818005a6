import {
    type BucketVersioningStatus,
    DeleteBucketEncryptionCommand,
    DeleteBucketLifecycleCommand,
    DeleteBucketPolicyCommand,
    GetBucketLifecycleConfigurationCommand,
    GetBucketPolicyCommand,
    GetBucketTaggingCommand,
    type LifecycleRule,
    type ObjectOwnership,
    PutBucketEncryptionCommand,
    PutBucketLifecycleConfigurationCommand,
    PutBucketOwnershipControlsCommand,
    PutBucketPolicyCommand,
    PutBucketTaggingCommand,
    PutBucketVersioningCommand,
    PutPublicAccessBlockCommand,
    type Tag,
} from "@aws-sdk/client-s3";
import type { Deployed, Fault } from "./fault";

const versioning = (Status: BucketVersioningStatus) => ({ s3, outputs }: Deployed) =>
    s3.send(new PutBucketVersioningCommand({
        Bucket: outputs.dataBucketName, VersioningConfiguration: { Status } }));

const publicPolicies = (blocked: boolean) => ({ s3, outputs }: Deployed) =>
    s3.send(new PutPublicAccessBlockCommand({
        Bucket: outputs.dataBucketName,
        PublicAccessBlockConfiguration: {
            BlockPublicAcls: true, BlockPublicPolicy: blocked, IgnorePublicAcls: true, RestrictPublicBuckets: blocked },
    }));

const ownership = (ObjectOwnership: ObjectOwnership) => ({ s3, outputs }: Deployed) =>
    s3.send(new PutBucketOwnershipControlsCommand({
        Bucket: outputs.logBucketName, OwnershipControls: { Rules: [{ ObjectOwnership }] } }));

/** What faults have taken away. */
let policy: string | undefined;
let rules: LifecycleRule[] | undefined;
let tags: Tag[] | undefined;

async function rememberPolicy({ s3, outputs }: Deployed) {
    policy = (await s3.send(new GetBucketPolicyCommand({ Bucket: outputs.dataBucketName }))).Policy;
}

const restorePolicy = ({ s3, outputs }: Deployed) =>
    s3.send(new PutBucketPolicyCommand({ Bucket: outputs.dataBucketName, Policy: policy }));

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
        inflict: ({ s3, outputs }) => s3.send(new DeleteBucketEncryptionCommand({ Bucket: outputs.dataBucketName })),
        restore: ({ s3, outputs }) => s3.send(new PutBucketEncryptionCommand({
            Bucket: outputs.dataBucketName,
            ServerSideEncryptionConfiguration: { Rules: [{
                ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: true }] },
        })),
    },
    {
        name: "a bucket admits plain HTTP",
        inflict: async deployed => {
            await rememberPolicy(deployed);
            return deployed.s3.send(new DeleteBucketPolicyCommand({ Bucket: deployed.outputs.dataBucketName }));
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
            return deployed.s3.send(new PutBucketPolicyCommand({
                Bucket: deployed.outputs.dataBucketName, Policy: JSON.stringify(document) }));
        },
        restore: restorePolicy,
    },
    {
        name: "logs are kept for ever",
        inflict: async ({ s3, outputs }) => {
            const Bucket = outputs.logBucketName;
            rules = (await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules;
            return s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
        },
        restore: ({ s3, outputs }) => s3.send(new PutBucketLifecycleConfigurationCommand({
            Bucket: outputs.logBucketName, LifecycleConfiguration: { Rules: rules } })),
    },
    {
        name: "a bucket is tagged as another environment's",
        inflict: async ({ s3, outputs }) => {
            const Bucket = outputs.logBucketName;
            tags = (await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet;
            const TagSet = tags?.map(tag => tag.Key === "Environment" ? { ...tag, Value: "other" } : tag);
            return s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
        },
        restore: ({ s3, outputs }) => s3.send(new PutBucketTaggingCommand({
            Bucket: outputs.logBucketName, Tagging: { TagSet: tags } })),
    },
];
