import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../lib/after";

export interface AlbComponentArgs {
    vpcId: pulumi.Input<string>;
    /** Public subnets in at least two availability zones. */
    subnetIds: pulumi.Input<string>[];
    /** Instances, or addresses such as those of containers. */
    targetType: "instance" | "ip";
    /** Port on which the targets serve. */
    targetPort: number;
    /** Certificate in the load balancer's region, or "" to serve plain HTTP. */
    certificateArn: string;
    /** Bucket that this account's load balancers may write access logs into, under the prefix `alb`. */
    logBucketName: pulumi.Input<string>;
    deletionProtection: boolean;
    tags: Record<string, string>;
}

/** A load balancer on the internet, in front of one group of targets. */
export class AlbComponent extends pulumi.ComponentResource {
    readonly arn: pulumi.Output<string>;
    readonly dnsName: pulumi.Output<string>;
    readonly zoneId: pulumi.Output<string>;
    readonly url: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    readonly targetGroupArn: pulumi.Output<string>;

    constructor(name: string, args: AlbComponentArgs, opts?: pulumi.ComponentResourceOptions) {
        if (args.subnetIds.length < 2) {
            throw new Error(`${name}: subnetIds needs at least 2 subnets, got ${args.subnetIds.length}`);
        }
        super("reference:index:AlbComponent", name, {}, opts);

        const securityGroup = new aws.ec2.SecurityGroup(`alb-security-group-${name}`, {
            vpcId: args.vpcId,
            description: "Load balancer: open to the internet on the ports of its listeners",
            tags: { ...args.tags, Name: `alb-security-group-${name}` },
        }, { parent: this });

        // At most three letters before the name: AWS allows 32 characters, of which Pulumi's random ending takes 8.
        const loadBalancer = new aws.lb.LoadBalancer(`alb-${name}`, {
            loadBalancerType: "application",
            internal: false,
            subnets: args.subnetIds,
            securityGroups: [securityGroup.id],
            dropInvalidHeaderFields: true,
            accessLogs: { enabled: true, bucket: args.logBucketName, prefix: "alb" },
            enableDeletionProtection: args.deletionProtection,
            tags: { ...args.tags, Name: `alb-${name}` },
        }, { parent: this });

        // No fixed name: a target group that a listener uses can't be replaced by one of the same name.
        const targetGroup = new aws.lb.TargetGroup(`tg-${name}`, {
            vpcId: args.vpcId,
            targetType: args.targetType,
            protocol: "HTTP",
            port: args.targetPort,
            // Seconds that a deregistered target has to finish its requests; the default of 300 makes refreshes slow.
            deregistrationDelay: 30,
            healthCheck: {
                path: "/health",
                matcher: "200",
                interval: 15,
                timeout: 5,
                healthyThreshold: 2,
                unhealthyThreshold: 3,
            },
            tags: { ...args.tags, Name: `tg-${name}` },
        }, { parent: this });

        const forward = { type: "forward", targetGroupArn: targetGroup.arn };
        const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
        const scope = { parent: this, name, args, loadBalancer, securityGroup };
        const httpListener = createListener(scope, "http", 80, {
            protocol: "HTTP",
            defaultActions: [args.certificateArn ? redirect : forward],
        });
        const httpsListener = args.certificateArn && createListener(scope, "https", 443, {
            protocol: "HTTPS",
            certificateArn: args.certificateArn,
            // The default is a policy of 2016 that still allows TLS 1.0.
            sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
            defaultActions: [forward],
        });

        this.arn = loadBalancer.arn;
        this.dnsName = loadBalancer.dnsName;
        this.zoneId = loadBalancer.zoneId;
        this.url = pulumi.interpolate`${httpsListener ? "https" : "http"}://${loadBalancer.dnsName}`;
        this.securityGroupId = securityGroup.id;
        // AWS checks the health of no target before a listener forwards to its group.
        this.targetGroupArn = after(targetGroup.arn, (httpsListener || httpListener).id);
        this.registerOutputs({
            arn: this.arn,
            dnsName: this.dnsName,
            zoneId: this.zoneId,
            url: this.url,
            securityGroupId: this.securityGroupId,
            targetGroupArn: this.targetGroupArn,
        });
    }
}

/** What `createListener` needs to create children of the component. */
interface Scope {
    parent: AlbComponent;
    name: string;
    args: AlbComponentArgs;
    loadBalancer: aws.lb.LoadBalancer;
    securityGroup: aws.ec2.SecurityGroup;
}

/** A listener, and the rule that lets the internet reach it. */
function createListener(
    { parent, name, args, loadBalancer, securityGroup }: Scope,
    scheme: string,
    port: number,
    settings: Pick<aws.lb.ListenerArgs, "protocol" | "certificateArn" | "sslPolicy" | "defaultActions">,
): aws.lb.Listener {
    new aws.vpc.SecurityGroupIngressRule(`alb-${scheme}-ingress-${name}`, {
        securityGroupId: securityGroup.id,
        description: `${scheme} from the internet`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4: "0.0.0.0/0",
        tags: { ...args.tags, Name: `alb-${scheme}-ingress-${name}` },
    }, { parent });
    return new aws.lb.Listener(`${scheme}-listener-${name}`, {
        loadBalancerArn: loadBalancer.arn,
        port,
        ...settings,
        tags: { ...args.tags, Name: `${scheme}-listener-${name}` },
    }, { parent });
}
