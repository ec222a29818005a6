import assert from "node:assert/strict";
import { AlbComponent, type AlbComponentArgs } from "../../components";
import { record, valueOf } from "../support/record";

const args: AlbComponentArgs = {
    vpcId: "vpc-1",
    subnetIds: ["subnet-1", "subnet-2"],
    targetType: "instance",
    targetPort: 8080,
    certificateArn: "",
    logBucketName: "logs",
    deletionProtection: false,
    tags: { Project: "project" },
};
const certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/1";

const build = (changes: Partial<AlbComponentArgs> = {}) =>
    record(() => new AlbComponent("dev-01", { ...args, ...changes }));

/** Tags as the component should set them. */
const tags = (resource: string) => ({ Project: "project", Name: `${resource}-dev-01` });

const ingress = (scheme: string, port: number) => ({
    securityGroupId: "alb-security-group-dev-01-id",
    description: `${scheme} from the internet`,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrIpv4: "0.0.0.0/0",
    tags: tags(`alb-${scheme}-ingress`),
});

const forward = { type: "forward", targetGroupArn: "tg-dev-01-arn" };

describe("AlbComponent", () => {
    it("serves HTTP without a certificate", async () => {
        const { resources } = await build();
        assert.deepEqual(Object.keys(resources).sort(), [
            "alb-dev-01", "alb-http-ingress-dev-01", "alb-security-group-dev-01", "http-listener-dev-01", "tg-dev-01",
        ]);
        assert.deepEqual(resources["alb-http-ingress-dev-01"]?.inputs, ingress("http", 80));
        assert.deepEqual(resources["http-listener-dev-01"]?.inputs, {
            loadBalancerArn: "alb-dev-01-arn",
            port: 80,
            protocol: "HTTP",
            defaultActions: [forward],
            tags: tags("http-listener"),
        });
    });

    it("serves HTTPS with a certificate, by a policy of TLS 1.2 and 1.3, and redirects HTTP for good", async () => {
        const { resources } = await build({ certificateArn });
        assert.deepEqual(resources["alb-http-ingress-dev-01"]?.inputs, ingress("http", 80));
        assert.deepEqual(resources["alb-https-ingress-dev-01"]?.inputs, ingress("https", 443));
        assert.deepEqual(resources["https-listener-dev-01"]?.inputs, {
            loadBalancerArn: "alb-dev-01-arn",
            port: 443,
            protocol: "HTTPS",
            certificateArn,
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            defaultActions: [forward],
            tags: tags("https-listener"),
        });
        assert.deepEqual(resources["http-listener-dev-01"]?.inputs.defaultActions, [
            { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
        ]);
    });

    it("C9 faces the internet in the given subnets, drops invalid headers and logs access", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["alb-dev-01"]?.inputs, {
            loadBalancerType: "application",
            internal: false,
            subnets: ["subnet-1", "subnet-2"],
            securityGroups: ["alb-security-group-dev-01-id"],
            dropInvalidHeaderFields: true,
            accessLogs: { enabled: true, bucket: "logs", prefix: "alb" },
            enableDeletionProtection: false,
            tags: tags("alb"),
        });
    });

    it("is protected from deletion when told to", async () => {
        const { resources } = await build({ deletionProtection: true });
        assert.equal(resources["alb-dev-01"]?.inputs.enableDeletionProtection, true);
    });

    it("has a security group without inline rules", async () => {
        const { resources } = await build();
        assert.deepEqual(resources["alb-security-group-dev-01"]?.inputs, {
            vpcId: "vpc-1",
            description: "Load balancer: open to the internet on the ports of its listeners",
            tags: tags("alb-security-group"),
        });
    });

    it("checks the health of its targets on their port, and ends deregistration after 30 seconds", async () => {
        const { resources } = await build({ targetPort: 3000 });
        assert.deepEqual(resources["tg-dev-01"]?.inputs, {
            vpcId: "vpc-1",
            targetType: "instance",
            protocol: "HTTP",
            port: 3000,
            deregistrationDelay: 30,
            healthCheck: {
                path: "/health", matcher: "200", interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 },
            tags: tags("tg"),
        });
    });

    it("takes addresses as targets, where they are no instances", async () => {
        const { resources } = await build({ targetType: "ip" });
        assert.equal(resources["tg-dev-01"]?.inputs.targetType, "ip");
    });

    for (const [scheme, certificate] of [["http", ""], ["https", certificateArn]] as const) {
        it(`D4 exposes what others need, with an ${scheme} address`, async () => {
            const { result } = await build({ certificateArn: certificate });
            assert.equal(await valueOf(result.arn), "alb-dev-01-arn");
            assert.equal(await valueOf(result.dnsName), "alb-dev-01.elb.amazonaws.com");
            assert.equal(await valueOf(result.zoneId), "alb-dev-01-zone");
            assert.equal(await valueOf(result.url), `${scheme}://alb-dev-01.elb.amazonaws.com`);
            assert.equal(await valueOf(result.securityGroupId), "alb-security-group-dev-01-id");
            assert.equal(await valueOf(result.targetGroupArn), "tg-dev-01-arn");
        });
    }

    it("refuses a single subnet", async () => {
        await assert.rejects(build({ subnetIds: ["subnet-1"] }), {
            message: "dev-01: subnetIds needs at least 2 subnets, got 1" });
    });
});
