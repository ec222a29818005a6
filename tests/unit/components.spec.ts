import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { AlbComponent, AsgComponent, RdsComponent, S3Component, VpcComponent } from "../../components";
import { record, valueOf } from "../support/record";

const tags = {};
const builds: Record<string, (opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource> = {
    AlbComponent: opts => new AlbComponent("dev-01", {
        vpcId: "vpc", subnetIds: ["a", "b"], targetType: "ip", targetPort: 80, certificateArn: "",
        logBucketName: "logs", deletionProtection: false, tags,
    }, opts),
    AsgComponent: opts => new AsgComponent("dev-01", {
        vpcId: "vpc", subnetIds: ["a", "b"], instanceType: "t4g.micro", cpuCredits: "standard", minSize: 1, maxSize: 1,
        port: 80, clientSecurityGroupId: "sg", targetGroupArn: "tg", databaseParameterName: "/database", tags,
    }, opts),
    RdsComponent: opts => new RdsComponent("dev-01", {
        vpcId: "vpc", subnetIds: ["a", "b"], clientSecurityGroupId: "sg", clientRoleName: "role",
        parameterName: "/database", engine: "mysql", engineVersion: "8.4", instanceClass: "db.t4g.micro", storage: 20,
        maxStorage: 100, multiAz: false, backupDays: 1, logRetentionDays: 7, deletionProtection: false,
        finalSnapshot: false, tags,
    }, opts),
    S3Component: opts => new S3Component("data-dev-01", {
        albLogDelivery: true, clientRoleName: "role", expirationDays: 0, deletionProtection: false, tags,
    }, opts),
    VpcComponent: opts => new VpcComponent("dev-01", {
        region: "eu-west-1", cidr: "10.0.0.0/16", zones: ["a", "b"], natStrategy: "none", logRetentionDays: 7, tags,
    }, opts),
};

// The compiler holds components to the provider's own arguments: these lines compile only as long as they are wrong.
export const wrong = [
    () => new aws.s3.Bucket("options", {
        // @ts-expect-error M3: an option among the arguments
        dependsOn: [],
    }),
    () => new aws.ec2.Eip("older", {
        // @ts-expect-error H8: an argument of an older provider
        vpc: true,
    }),
];

describe("components", () => {
    for (const title of ["M3 options among the arguments", "H8 arguments of an older provider"]) {
        it(`${title} are refused by the compiler, before any test runs`, () => {
            const { scripts } = JSON.parse(readFileSync(resolve(__dirname, "../../package.json"), "utf8")) as {
                scripts: Record<string, string>;
            };
            assert.match(scripts.check ?? "", /^tsc -p \. &&/);
            assert.equal(wrong.length, 2);
        });
    }

    for (const [name, build] of Object.entries(builds)) {
        it(`C6 ${name} passes its options on, such as a parent`, async () => {
            const { result } = await record(() => {
                const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
                return build({ parent });
            });
            assert.match(await valueOf(result.urn), new RegExp(`test:index:Parent\\$reference:index:${name}::`));
        });

        it(`${name} builds no ARN itself, which would be of one partition`, async () => {
            const { resources } = await record(() => build({}));
            const own = Object.values(resources).filter(({ inputs }) => JSON.stringify(inputs).includes('"arn:'));
            assert.deepEqual(own, []);
        });
    }
});
