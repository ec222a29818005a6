import assert from "node:assert/strict";
import { estimateCost } from "./cost";
import { drawCostTable } from "./cost-table";
import { type Sketch, sketchResource } from "./sketch";
import type { StackPlan } from "./stack-plan";

function plan(stack: string, resources: [type: string, name: string, inputs?: Sketch["inputs"]][]): StackPlan {
    const cost = estimateCost(resources.map(([type, name, inputs = {}]) => sketchResource(type, name, { inputs })));
    return { stack, cost } as StackPlan;
}

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const gateway = "aws:ec2/natGateway:NatGateway";
const table = "aws:dynamodb/table:Table";

describe("table of costs", () => {
    it("has a row for each thing that a type is billed for, with what is the same counted together", () => {
        assert.deepEqual(drawCostTable([
            plan("dev", [[gateway, "a"], [balancer, "alb", { subnets: ["a", "b"] }]]),
            plan("prod", [[gateway, "a"], [gateway, "b"], ["aws:kms/key:Key", "key"]]),
        ]), [
            "| dollars a month | dev | prod |",
            "| --- | --- | --- |",
            "| aws.ec2.NatGateway | 1 NAT gateway: 32.85 | 2 NAT gateway: 65.70 |",
            "| aws.kms.Key |  | 1 KMS key: 1.00 |",
            "| aws.lb.LoadBalancer | 1 application load balancer: 16.43 |  |",
            "|  | 2 public IPv4 address: 7.30 |  |",
            "| **sum** | **56.58** | **66.70** |",
        ]);
    });

    it("says where a sum is too small, for lack of a price", () => {
        assert.deepEqual(drawCostTable([plan("dev", [[table, "a"], [table, "b"]])]).slice(2), [
            "| aws.dynamodb.Table | no price: provisioned capacity |",
            "| **sum** | **at least 0.00** |",
        ]);
    });
});
