import assert from "node:assert/strict";
import type { PropertyChange } from "./change";
import { classify, type Kind } from "./classify";

const judge = (type: string, ...properties: PropertyChange[]) =>
    classify({ urn: "", name: "", type, operation: "changed", properties });
const change = (path: string, before?: unknown, after?: unknown): PropertyChange =>
    ({ path, operation: "changed", before, after });

type Example = [type: string, path: string, before?: string | number, after?: string | number];

const judgements: Record<Kind, Example[]> = {
    expected: [
        ["aws:autoscaling/group:Group", "desiredCapacity", 1, 2],
        ["aws:ecs/service:Service", "desiredCount", 4, 2],
        ["aws:rds/instance:Instance", "engineVersion", "8.4", "8.4.6"],
        ["aws:rds/instance:Instance", "engineVersion", "8.4.9", "8.4.10"],
        ["aws:rds/cluster:Cluster", "engineVersion", "16.6", "16.8"],
        ["aws:rds/clusterInstance:ClusterInstance", "engineVersionActual", "16.6", "16.8"],
        ["aws:elasticache/replicationGroup:ReplicationGroup", "engineVersion", "7.0", "7.1"],
        ["aws:rds/instance:Instance", "allocatedStorage", 20, 22],
    ],
    other: [
        ["aws:autoscaling/group:Group", "maxSize", 1, 2],
        ["aws:ecs/service:Service", "taskDefinition", "a:1", "a:2"],
        ["aws:ecs/service:Service", "tags.desiredCount", 1, 2],
        ["aws:s3/bucket:Bucket", "desiredCapacity", 1, 2],
        ["aws:rds/instance:Instance", "engineVersion", "8.0.40", "8.4.6"],
        ["aws:rds/instance:Instance", "engineVersion", "8.4.6", "8.4.5"],
        ["aws:rds/cluster:Cluster", "engineVersion", "16.8", "17.1"],
        ["aws:rds/cluster:Cluster", "engineVersion", undefined, undefined],
        ["aws:rds/instance:Instance", "allocatedStorage", 22, 20],
        ["aws:autoscaling/policy:Policy", "policyType"],
        ["aws:appautoscaling/policy:Policy", "targetTrackingScalingPolicyConfiguration.targetValue"],
        ["aws:autoscaling/group:Group", "instanceMaintenancePolicy"],
        ["aws:lb/listener:Listener", "tags.protocol"],
        ["aws:s3/bucket:Bucket", "tags.session"],
    ],
    suspicious: [
        ["aws:ec2/securityGroup:SecurityGroup", "ingress[0].cidrBlocks[0]"],
        ["aws:ec2/securityGroupRule:SecurityGroupRule", "fromPort"],
        ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "cidrIpv4"],
        ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "egress"],
        ["aws:ec2/networkAcl:NetworkAcl", "ingress"],
        ["aws:ec2/networkAclRule:NetworkAclRule", "ruleAction"],
        ["aws:rds/instance:Instance", "vpcSecurityGroupIds[1]"],
        ["aws:lambda/function:Function", "vpcConfig.securityGroupIds"],
        ["aws:lb/loadBalancer:LoadBalancer", "securityGroups[0]"],
        ["aws:iam/role:Role", "description"],
        ["aws:lambda/permission:Permission", "principal"],
        ["aws:sqs/queuePolicy:QueuePolicy", "queueUrl"],
        ["aws:dynamodb/resourcePolicy:ResourcePolicy", "resourceArn"],
        ["aws:sqs/queue:Queue", "policy"],
        ["aws:apigateway/method:Method", "authorization"],
        ["aws:apigatewayv2/route:Route", "authorizationType"],
        ["aws:kms/key:Key", "description"],
        ["aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "rules[0]"],
        ["aws:rds/parameterGroup:ParameterGroup", "parameters[0].value"],
        ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "parameters[0].value"],
        ["aws:rds/instance:Instance", "storageEncrypted"],
        ["aws:sqs/queue:Queue", "sqsManagedSseEnabled"],
        ["aws:dynamodb/table:Table", "serverSideEncryption.enabled"],
        ["aws:sns/topic:Topic", "kmsMasterKeyId"],
        ["aws:lb/listener:Listener", "sslPolicy"],
        ["aws:lb/listener:Listener", "certificateArn"],
        ["aws:lb/listener:Listener", "protocol"],
        ["aws:lb/listener:Listener", "defaultActions[0].type"],
        ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "blockPublicAcls"],
        ["aws:s3/bucketAcl:BucketAcl", "accessControlPolicy"],
        ["aws:s3/bucketOwnershipControls:BucketOwnershipControls", "rule"],
        ["aws:rds/instance:Instance", "publiclyAccessible"],
        ["aws:ec2/subnet:Subnet", "mapPublicIpOnLaunch"],
        ["aws:ecs/service:Service", "networkConfiguration.assignPublicIp"],
        ["aws:ec2/launchTemplate:LaunchTemplate", "networkInterfaces[0].associatePublicIpAddress"],
        ["aws:lb/loadBalancer:LoadBalancer", "internal"],
        ["aws:s3/bucket:Bucket", "acl"],
    ],
};

describe("changes", () => {
    for (const [kind, examples] of Object.entries(judgements)) {
        for (const [type, path, before, after] of examples) {
            const values = before === undefined ? "" : ` from ${before} to ${after}`;
            it(`of ${path}${values} in ${type} are ${kind}`, () => {
                const { properties: [property], kind: ofResource } = judge(type, change(path, before, after));
                assert.equal(property?.kind, kind);
                assert.equal(property.reason === undefined, kind === "other");
                assert.equal(ofResource, kind);
            });
        }
    }

    it("of a resource are as its worst property", () => {
        const [expected, other] = [change("desiredCount", 1, 2), change("tags.Owner", "a", "b")];
        const suspicious = change("networkConfiguration.securityGroups[0]", "sg-1", "sg-2");
        assert.equal(judge("aws:ecs/service:Service", expected, other).kind, "other");
        assert.equal(judge("aws:ecs/service:Service", expected, other, suspicious).kind, "suspicious");
    });

    it("without properties are judged by the type", () => {
        assert.equal(judge("aws:iam/role:Role").kind, "suspicious");
        assert.equal(judge("aws:s3/bucket:Bucket").kind, "other");
        assert.equal(judge("aws:ecs/service:Service").kind, "other");
    });
});
