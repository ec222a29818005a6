import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { record, valueOf } from "./record";

describe("record", () => {
    it("returns inputs, and what is inside secret ones", async () => {
        const { resources, result } = await record(() =>
            new aws.s3.Bucket("a", { tags: { open: "1", hidden: pulumi.secret("2") } }));
        assert.deepEqual(resources.a?.inputs, { tags: { open: "1", hidden: "2" } });
        assert.equal(await valueOf(result.id), "a-id");
        assert.equal(await valueOf(result.arn), "a-arn");
    });

    it("returns assets with their content", async () => {
        const code = new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("text") });
        const { resources } = await record(() => new aws.lambda.Function("a", { role: "role", code }));
        const { "index.js": file } = await (resources.a?.inputs.code as pulumi.asset.AssetArchive).assets;
        assert.equal(await (file as pulumi.asset.StringAsset).text, "text");
    });

    it("refuses a type that it has no attributes for", async () => {
        await assert.rejects(record(() => new aws.lightsail.KeyPair("jobs")), {
            message: "the emulator can't create this type: teach it in tools/emulator/services/lightsail.ts" });
    });

    it("refuses a function that it has no answer to", async () => {
        await assert.rejects(record(() => valueOf(aws.ec2.getAmiOutput({}).id)), {
            message: "the emulator can't answer this function: teach it in tools/emulator/services/ec2.ts" });
    });

    it("refuses two resources of one name", async () => {
        await assert.rejects(record(() => [new aws.s3.Bucket("a"), new aws.s3.Bucket("a")]), {
            message: "two resources are named a" });
    });

    it("refuses an input made from an attribute that the mock lacks", async () => {
        await assert.rejects(record(() => {
            const { hostedZoneId } = new aws.s3.Bucket("a");
            return new aws.s3.Bucket("b", { tags: { zone: pulumi.interpolate`zone ${hostedZoneId}` } });
        }), /^Error: an input of b holds a value that its mock lacks: /);
    });

    it("F3 refuses an Output that was put into a text unresolved", async () => {
        await assert.rejects(record(() => {
            const { arn } = new aws.s3.Bucket("a");
            // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the mistake under test
            return new aws.s3.Bucket("b", { tags: { arn: String(arn) } });
        }), /^Error: an input of b holds a value that its mock lacks: /);
    });
});
