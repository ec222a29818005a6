import {
    type BucketVersioningStatus,
    CreateBucketCommand,
    type ExpirationStatus,
    type ObjectOwnership,
    PutBucketEncryptionCommand,
    PutBucketLifecycleConfigurationCommand,
    PutBucketOwnershipControlsCommand,
    PutBucketPolicyCommand,
    PutBucketTaggingCommand,
    PutBucketVersioningCommand,
    PutPublicAccessBlockCommand,
    type ServerSideEncryption,
} from "@aws-sdk/client-s3";
import type * as aws from "@pulumi/aws";
import { autoName, type Creator, creator, tagList } from "./resource";

export const s3: Record<string, Creator> = {
    "aws:s3/bucket:Bucket": creator<aws.s3.BucketArgs>(async (inputs, { clients, name }) => {
        const bucket = inputs.bucket ?? autoName(name);
        await clients.s3.send(new CreateBucketCommand({ Bucket: bucket }));
        await clients.s3.send(new PutBucketTaggingCommand({
            Bucket: bucket,
            Tagging: { TagSet: tagList(inputs.tags) },
        }));
        return { id: bucket, state: { bucket, arn: `arn:aws:s3:::${bucket}` } };
    }),

    "aws:s3/bucketOwnershipControls:BucketOwnershipControls":
        creator<aws.s3.BucketOwnershipControlsArgs>(async (inputs, { clients }) => {
            await clients.s3.send(new PutBucketOwnershipControlsCommand({
                Bucket: inputs.bucket,
                OwnershipControls: { Rules: [{ ObjectOwnership: inputs.rule.objectOwnership as ObjectOwnership }] },
            }));
            return { id: inputs.bucket, state: {} };
        }),

    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":
        creator<aws.s3.BucketPublicAccessBlockArgs>(async (inputs, { clients }) => {
            await clients.s3.send(new PutPublicAccessBlockCommand({
                Bucket: inputs.bucket,
                PublicAccessBlockConfiguration: {
                    BlockPublicAcls: inputs.blockPublicAcls,
                    BlockPublicPolicy: inputs.blockPublicPolicy,
                    IgnorePublicAcls: inputs.ignorePublicAcls,
                    RestrictPublicBuckets: inputs.restrictPublicBuckets,
                },
            }));
            return { id: inputs.bucket, state: {} };
        }),

    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        creator<aws.s3.BucketServerSideEncryptionConfigurationArgs>(async (inputs, { clients }) => {
            await clients.s3.send(new PutBucketEncryptionCommand({
                Bucket: inputs.bucket,
                ServerSideEncryptionConfiguration: {
                    Rules: inputs.rules.map(rule => ({
                        ApplyServerSideEncryptionByDefault: {
                            SSEAlgorithm: rule.applyServerSideEncryptionByDefault?.sseAlgorithm as ServerSideEncryption,
                            KMSMasterKeyID: rule.applyServerSideEncryptionByDefault?.kmsMasterKeyId,
                        },
                        BucketKeyEnabled: rule.bucketKeyEnabled,
                    })),
                },
            }));
            return { id: inputs.bucket, state: {} };
        }),

    "aws:s3/bucketVersioning:BucketVersioning": creator<aws.s3.BucketVersioningArgs>(async (inputs, { clients }) => {
        await clients.s3.send(new PutBucketVersioningCommand({
            Bucket: inputs.bucket,
            VersioningConfiguration: { Status: inputs.versioningConfiguration.status as BucketVersioningStatus },
        }));
        return { id: inputs.bucket, state: {} };
    }),

    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":
        creator<aws.s3.BucketLifecycleConfigurationArgs>(async (inputs, { clients }) => {
            await clients.s3.send(new PutBucketLifecycleConfigurationCommand({
                Bucket: inputs.bucket,
                LifecycleConfiguration: {
                    Rules: inputs.rules?.map(rule => ({
                        ID: rule.id,
                        Status: rule.status as ExpirationStatus,
                        Filter: { Prefix: rule.filter?.prefix ?? "" },
                        AbortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload && {
                            DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation,
                        },
                        NoncurrentVersionExpiration: rule.noncurrentVersionExpiration && {
                            NoncurrentDays: rule.noncurrentVersionExpiration.noncurrentDays,
                        },
                        Expiration: rule.expiration && {
                            Days: rule.expiration.days,
                            ExpiredObjectDeleteMarker: rule.expiration.expiredObjectDeleteMarker,
                        },
                    })),
                },
            }));
            return { id: inputs.bucket, state: {} };
        }),

    "aws:s3/bucketPolicy:BucketPolicy": creator<aws.s3.BucketPolicyArgs>(async (inputs, { clients }) => {
        await clients.s3.send(new PutBucketPolicyCommand({
            Bucket: inputs.bucket,
            Policy: inputs.policy as string,
        }));
        return { id: inputs.bucket, state: {} };
    }),
};
