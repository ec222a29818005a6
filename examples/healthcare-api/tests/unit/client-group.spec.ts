import assert from "node:assert/strict";
import { record, valueOf } from "../../../../tests/support/record";
import { ClientGroupComponent } from "../../components";

const build = () => record(() =>
    new ClientGroupComponent("dev-01", { vpcId: "vpc-1", tags: { Project: "project" } }));

describe("ClientGroupComponent", () => {
    it("C9 creates a security group that is open to nobody, and reaches AWS by HTTPS", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.values(resources).map(({ inputs }) => inputs), [
            {
                vpcId: "vpc-1",
                description: "Function: open to nobody",
                tags: { Project: "project", Name: "function-security-group-dev-01" },
            },
            {
                securityGroupId: "function-security-group-dev-01-id",
                cidrIpv4: "0.0.0.0/0",
                ipProtocol: "tcp",
                fromPort: 443,
                toPort: 443,
                description: "HTTPS to AWS",
                tags: { Project: "project", Name: "function-https-egress-dev-01" },
            },
        ]);
    });

    it("D4 exposes its id", async () => {
        const { result } = await build();
        assert.equal(await valueOf(result.securityGroupId), "function-security-group-dev-01-id");
    });
});
