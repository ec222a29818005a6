import assert from "node:assert/strict";
import { sketchResource } from "../sketch";
import { findSuffix, shortenType, stripSuffix } from "./names";

const named = (...names: string[]) => names.map(name => sketchResource("aws:s3/bucket:Bucket", name));

describe("names on the page", () => {
    it("are those of types as programs write them", () => {
        assert.deepEqual(
            [
                "aws:ec2/vpc:Vpc", "docker:index/container:Container", "random:index:RandomId",
                "gcp:storage/bucket:Bucket",
            ].map(shortenType),
            ["ec2.Vpc", "docker.Container", "random.RandomId", "gcp.storage.Bucket"]);
    });

    it("are without what most names of the stack end with", () => {
        const suffixOf = (...names: string[]) => findSuffix({ stack: "dev", resources: named(...names) });
        assert.equal(suffixOf("a-dev-01", "b-dev-01", "dev-x", "other"), "-dev-01");
        assert.equal(suffixOf("a-dev", "b-dev", "c"), "-dev");
        assert.equal(suffixOf("a-dev-1", "b-dev-2"), "");
        assert.equal(suffixOf("a", "b"), "");
    });

    it("stay as they are if they end otherwise", () => {
        assert.deepEqual(["a-dev-01", "b-dev-02", "-dev-01"].map(name => stripSuffix(name, "-dev-01")),
            ["a", "b-dev-02", ""]);
        assert.equal(stripSuffix("a", ""), "a");
    });
});
