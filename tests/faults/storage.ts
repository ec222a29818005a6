import type { Deployed, Fault } from "./fault";

type S3 = Deployed["clients"]["s3"];

/** A setting of a bucket that is replaced or deleted: `read` and `write` are the SDK's own get and put. */
function bucketFault<Setting>(name: string, bucket: "dataBucketName" | "logBucketName", setting: {
    read: (s3: S3, Bucket: string) => Promise<Setting>;
    write: (s3: S3, Bucket: string, value: Setting) => Promise<unknown>;
    /** Does the damage, for which it gets what was found. */
    damage: (s3: S3, Bucket: string, found: Setting) => Promise<unknown>;
}): Fault {
    return {
        name,
        inflict: async ({ clients: { s3 }, outputs }) => {
            const Bucket = outputs[bucket];
            const found = await setting.read(s3, Bucket);
            await setting.damage(s3, Bucket, found);
            return () => setting.write(s3, Bucket, found);
        },
    };
}

const readPolicy = async (s3: S3, Bucket: string) => (await s3.getBucketPolicy({ Bucket })).Policy ?? "";
const writePolicy = (s3: S3, Bucket: string, Policy: string) => s3.putBucketPolicy({ Bucket, Policy });

export const storage: Fault[] = [
    bucketFault("a bucket keeps no versions", "dataBucketName", {
        read: async (s3, Bucket) => (await s3.getBucketVersioning({ Bucket })).Status,
        write: (s3, Bucket, Status) => s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status } }),
        damage: (s3, Bucket) => s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Suspended" } }),
    }),
    bucketFault("a bucket admits public policies", "dataBucketName", {
        read: async (s3, Bucket) => (await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration,
        write: (s3, Bucket, found) => s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: found }),
        damage: (s3, Bucket, found) => s3.putPublicAccessBlock({
            Bucket, PublicAccessBlockConfiguration: { ...found, BlockPublicPolicy: false } }),
    }),
    bucketFault("a bucket's objects belong to whoever writes them", "logBucketName", {
        read: async (s3, Bucket) => (await s3.getBucketOwnershipControls({ Bucket })).OwnershipControls,
        write: (s3, Bucket, found) => s3.putBucketOwnershipControls({ Bucket, OwnershipControls: found }),
        damage: (s3, Bucket) => s3.putBucketOwnershipControls({
            Bucket, OwnershipControls: { Rules: [{ ObjectOwnership: "ObjectWriter" }] } }),
    }),
    bucketFault("a bucket has lost its encryption", "dataBucketName", {
        read: async (s3, Bucket) => (await s3.getBucketEncryption({ Bucket })).ServerSideEncryptionConfiguration,
        write: (s3, Bucket, found) => s3.putBucketEncryption({ Bucket, ServerSideEncryptionConfiguration: found }),
        damage: (s3, Bucket) => s3.deleteBucketEncryption({ Bucket }),
    }),
    bucketFault("a bucket admits plain HTTP", "dataBucketName", {
        read: readPolicy,
        write: writePolicy,
        damage: (s3, Bucket) => s3.deleteBucketPolicy({ Bucket }),
    }),
    bucketFault("a bucket lets everybody read", "dataBucketName", {
        read: readPolicy,
        write: writePolicy,
        damage: (s3, Bucket, found) => {
            const document = JSON.parse(found) as { Statement: object[] };
            const Resource = `arn:aws:s3:::${Bucket}/*`;
            document.Statement.push({
                Sid: "Public", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource });
            return writePolicy(s3, Bucket, JSON.stringify(document));
        },
    }),
    bucketFault("logs are kept for ever", "logBucketName", {
        read: async (s3, Bucket) => (await s3.getBucketLifecycleConfiguration({ Bucket })).Rules,
        write: (s3, Bucket, Rules) => s3.putBucketLifecycleConfiguration({
            Bucket, LifecycleConfiguration: { Rules } }),
        damage: (s3, Bucket) => s3.deleteBucketLifecycle({ Bucket }),
    }),
    bucketFault("a bucket is tagged as another environment's", "logBucketName", {
        read: async (s3, Bucket) => (await s3.getBucketTagging({ Bucket })).TagSet,
        write: (s3, Bucket, TagSet) => s3.putBucketTagging({ Bucket, Tagging: { TagSet } }),
        damage: (s3, Bucket, found) => s3.putBucketTagging({ Bucket, Tagging: {
            TagSet: found?.map(tag => tag.Key === "Environment" ? { ...tag, Value: "other" } : tag) } }),
    }),
];
