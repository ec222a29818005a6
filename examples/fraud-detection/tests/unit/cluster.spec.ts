import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { ClusterComponent } from "../../components";

const build = (containerInsights = false) => record(() => new ClusterComponent("dev-01", {
    vpcId: "vpc", containerInsights, tags: { Project: "project" } }));
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

describe("ClusterComponent", () => {
    for (const [containerInsights, value] of [[true, "enabled"], [false, "disabled"]] as const) {
        it(`creates a cluster with metrics of containers ${value}`, async () => {
            const { resources } = await build(containerInsights);
            assert.deepEqual(resources["cluster-dev-01"]?.inputs, {
                settings: [{ name: "containerInsights", value }], tags: tags("cluster") });
        });
    }

    it("C9 lets tasks out by HTTPS alone, and nobody in", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "cluster-dev-01", "service-https-egress-dev-01", "service-security-group-dev-01"]);
        assert.deepEqual(resources["service-security-group-dev-01"]?.inputs, {
            vpcId: "vpc",
            description: "Service: open to the load balancer",
            tags: tags("service-security-group"),
        });
        assert.deepEqual(resources["service-https-egress-dev-01"]?.inputs, {
            securityGroupId: "service-security-group-dev-01-id",
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
            description: "HTTPS to AWS",
            tags: tags("service-https-egress"),
        });
    });

    it("D4 exposes cluster and security group", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.clusterName), "cluster-dev-01-name");
        assert.equal(await valueOf(result.clusterArn), "cluster-dev-01-arn");
        assert.equal(await valueOf(result.securityGroupId), "service-security-group-dev-01-id");
    });
});
