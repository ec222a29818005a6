import type { Resource } from "../host/monitor";
import { isCreated, nameInTables } from "./types";

/** Seconds until a resource is there, and how well this is known. */
export interface CreateTime {
    seconds: number;
    source: string;
}

const logs = (count: number, range: string) => `median of ${count} public logs of deployments, ${range}`;

/** By type, as programs write it. */
const createTimes: Record<string, CreateTime | ((inputs: Resource["inputs"]) => CreateTime)> = {
    "autoscaling.Group": ({ minElbCapacity, waitForElbCapacity }) => {
        const waits = Number(minElbCapacity ?? 0) > 0 || Number(waitForElbCapacity ?? 0) > 0;
        return { seconds: waits ? 81 : 16, source: `${waits ? "longest" : "median"} of 3 public logs of deployments` };
    },
    "ec2.LaunchTemplate": { seconds: 6, source: "public logs of deployments, 5 to 6 s" },
    "ec2.NatGateway": { seconds: 115, source: logs(9, "84 to 121 s") },
    "ec2.SecurityGroup": { seconds: 3, source: "public logs of deployments, 2 to 3 s" },
    "ec2.Subnet": ({ mapPublicIpOnLaunch }) => mapPublicIpOnLaunch === true
        ? { seconds: 11, source: logs(4, "11 to 14 s") }
        : { seconds: 1, source: "assumed: 11 s are of subnets that give public addresses" },
    "ec2.Vpc": { seconds: 12, source: logs(2, "12 s") },
    "elasticache.ReplicationGroup": { seconds: 600, source: "assumed, as a database in two zones" },
    "lb.LoadBalancer": { seconds: 172, source: logs(6, "148 to 187 s") },
    "rds.Cluster": { seconds: 60, source: "assumed" },
    "rds.ClusterInstance": { seconds: 285, source: "assumed, as a database in one zone" },
    "rds.Instance": ({ multiAz }) => multiAz === true
        ? { seconds: 600, source: "reports of 10 to 20 minutes, no log" }
        : { seconds: 285, source: logs(15, "196 to 1026 s, mostly small and in one zone") },
    "rds.SubnetGroup": { seconds: 2, source: "public logs of deployments" },
};

/** For types that no log tells of, and for those that logs show to be there at once. */
const shortest: CreateTime = { seconds: 1, source: "assumed: most take 1 s or less" };

export function findCreateTime(resource: Resource): CreateTime {
    const { type, inputs } = resource;
    if (!isCreated(resource)) {
        return { seconds: 0, source: "nothing is created" };
    }
    const time = createTimes[nameInTables(type)] ?? shortest;
    return typeof time === "function" ? time(inputs) : time;
}
