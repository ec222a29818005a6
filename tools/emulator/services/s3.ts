import type * as sdk from "@aws-sdk/client-s3";
import type * as aws from "@pulumi/aws";
import { autoName, type ResourceType, resourceType, tagList } from "../resource-type";

type EncryptionArgs = aws.s3.BucketServerSideEncryptionConfigurationArgs;

export const types: Record<string, ResourceType> = {
    "aws:s3/bucket:Bucket": resourceType<aws.s3.BucketArgs>({
        taggable: true,
        mock: name => ({ bucket: `${name}-name`, arn: `${name}-arn` }),
        async create(inputs, { clients, name }) {
            const bucket = inputs.bucket ?? autoName(name);
            await clients.s3.createBucket({ Bucket: bucket });
            await clients.s3.putBucketTagging({
                Bucket: bucket,
                Tagging: { TagSet: tagList(inputs.tags) },
            });
            return { id: bucket, state: { bucket, arn: `arn:aws:s3:::${bucket}` } };
        },
    }),

    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": resourceType<aws.s3.BucketOwnershipControlsArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.s3.putBucketOwnershipControls({
                Bucket: inputs.bucket,
                OwnershipControls: { Rules: [{ ObjectOwnership: inputs.rule.objectOwnership as sdk.ObjectOwnership }] },
            });
            return { id: inputs.bucket, state: {} };
        },
    }),

    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": resourceType<aws.s3.BucketPublicAccessBlockArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.s3.putPublicAccessBlock({
                Bucket: inputs.bucket,
                PublicAccessBlockConfiguration: {
                    BlockPublicAcls: inputs.blockPublicAcls,
                    BlockPublicPolicy: inputs.blockPublicPolicy,
                    IgnorePublicAcls: inputs.ignorePublicAcls,
                    RestrictPublicBuckets: inputs.restrictPublicBuckets,
                },
            });
            return { id: inputs.bucket, state: {} };
        },
    }),

    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
        resourceType<EncryptionArgs>({
            taggable: false,
            async create(inputs, { clients }) {
                await clients.s3.putBucketEncryption({
                    Bucket: inputs.bucket,
                    ServerSideEncryptionConfiguration: {
                        Rules: inputs.rules.map(rule => ({
                            ApplyServerSideEncryptionByDefault: {
                                SSEAlgorithm: rule.applyServerSideEncryptionByDefault?.sseAlgorithm as "AES256",
                                KMSMasterKeyID: rule.applyServerSideEncryptionByDefault?.kmsMasterKeyId,
                            },
                            BucketKeyEnabled: rule.bucketKeyEnabled,
                        })),
                    },
                });
                return { id: inputs.bucket, state: {} };
            },
        }),

    "aws:s3/bucketVersioning:BucketVersioning": resourceType<aws.s3.BucketVersioningArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.s3.putBucketVersioning({
                Bucket: inputs.bucket,
                VersioningConfiguration: { Status: inputs.versioningConfiguration.status as "Enabled" },
            });
            return { id: inputs.bucket, state: {} };
        },
    }),

    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration":
        resourceType<aws.s3.BucketLifecycleConfigurationArgs>({
            taggable: false,
            async create(inputs, { clients }) {
                await clients.s3.putBucketLifecycleConfiguration({
                    Bucket: inputs.bucket,
                    LifecycleConfiguration: {
                        Rules: inputs.rules?.map(rule => ({
                            ID: rule.id,
                            Status: rule.status as sdk.ExpirationStatus,
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
                });
                return { id: inputs.bucket, state: {} };
            },
        }),

    "aws:s3/bucketPolicy:BucketPolicy": resourceType<aws.s3.BucketPolicyArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.s3.putBucketPolicy({
                Bucket: inputs.bucket,
                Policy: inputs.policy as string,
            });
            return { id: inputs.bucket, state: {} };
        },
    }),

    "aws:s3/bucketNotification:BucketNotification": resourceType<aws.s3.BucketNotificationArgs>({
        taggable: false,
        async create(inputs, { clients }) {
            await clients.s3.putBucketNotificationConfiguration({
                Bucket: inputs.bucket,
                NotificationConfiguration: {
                    QueueConfigurations: inputs.queues?.map(queue => ({
                        ...announcement(queue), QueueArn: queue.queueArn })),
                    TopicConfigurations: inputs.topics?.map(topic => ({
                        ...announcement(topic), TopicArn: topic.topicArn })),
                    EventBridgeConfiguration: inputs.eventbridge ? {} : undefined,
                },
            });
            return { id: inputs.bucket, state: {} };
        },
    }),
};

interface Announcement {
    id?: string;
    events: string[];
    filterPrefix?: string;
    filterSuffix?: string;
}

function announcement({ id, events, filterPrefix, filterSuffix }: Announcement) {
    const rules = { prefix: filterPrefix, suffix: filterSuffix };
    const FilterRules = Object.entries(rules).flatMap(([Name, Value]) =>
        Value ? [{ Name: Name as sdk.FilterRuleName, Value }] : []);
    return {
        Id: id,
        Events: events as sdk.Event[],
        Filter: FilterRules.length > 0 ? { Key: { FilterRules } } : undefined,
    };
}
