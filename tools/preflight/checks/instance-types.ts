import { groupBy } from "../../host/group-by";
import type { Resource } from "../../host/monitor";
import { type Check, fail, pass, stacksOf, type Target, textOf, unresolved } from "../check";
import { listAll } from "../calls";
import { zonesOf } from "../subnets";

const group = "aws:autoscaling/group:Group";

/** Whether instance types are offered in the zones that instances start in. */
export function checkInstanceTypes({ resources }: Target): Check[] {
    const needs = resources.flatMap(resource => readNeeds(resources, resource));
    return [...groupBy(needs, ({ instanceType }) => instanceType ?? "")].map(([instanceType, needs]): Check => {
        const users = needs.map(({ resource }) => resource);
        if (instanceType === "") {
            return unresolved("instance type", users, "instanceType");
        }
        const zones = [...new Set(needs.flatMap(({ zones }) => zones))].sort();
        return {
            subject: `instance type ${instanceType}`,
            stacks: stacksOf(users),
            ask: async ({ ec2 }) => {
                const offerings = await listAll(async NextToken => {
                    const page = await ec2.describeInstanceTypeOfferings({
                        LocationType: "availability-zone",
                        Filters: [{ Name: "instance-type", Values: [instanceType] }],
                        NextToken,
                    });
                    return { items: page.InstanceTypeOfferings, next: page.NextToken };
                });
                const offered = offerings.map(({ Location = "" }) => Location).sort();
                const missing = zones.filter(zone => !offered.includes(zone));
                if (offered.length === 0) {
                    return fail("not offered in the region", "choose another instance type");
                }
                return missing.length === 0
                    ? pass(`offered in ${(zones.length > 0 ? zones : offered).join(", ")}`)
                    : fail(`not offered in ${missing.join(", ")}`,
                            `choose another instance type, or among the zones ${offered.join(", ")}`);
            },
        };
    });
}

interface Need {
    resource: Resource;
    instanceType: string | undefined;
    zones: string[];
}

function readNeeds(resources: Resource[], resource: Resource): Need[] {
    const { type, inputs } = resource;
    const need = (value: unknown, zones: string[]): Need => ({ resource, instanceType: textOf(value), zones });
    switch (type) {
        case "aws:ec2/instance:Instance": {
            const zone = textOf(inputs.availabilityZone);
            const zones = zone === undefined ? zonesOf(resources, resource, "subnetId") : [zone];
            return [need(inputs.instanceType, zones)];
        }
        case "aws:ec2/launchTemplate:LaunchTemplate":
        case "aws:ec2/launchConfiguration:LaunchConfiguration": {
            const groups = resources.filter(({ type, dependencies }) =>
                type === group && dependencies.includes(resource.urn));
            const zones = groups.flatMap(group => zonesOf(resources, group, "vpcZoneIdentifiers"));
            // A template may leave the type to the group.
            return inputs.instanceType === undefined ? [] : [need(inputs.instanceType, zones)];
        }
        case group: {
            const zones = zonesOf(resources, resource, "vpcZoneIdentifiers");
            return overridesIn(inputs.mixedInstancesPolicy).map(({ instanceType }) => need(instanceType, zones));
        }
        default:
            return [];
    }
}

interface MixedInstancesPolicy {
    launchTemplate?: { overrides?: { instanceType?: unknown }[] };
}

function overridesIn(policy: unknown): { instanceType?: unknown }[] {
    const overrides = (policy as MixedInstancesPolicy | undefined)?.launchTemplate?.overrides ?? [];
    return overrides.filter(({ instanceType }) => instanceType !== undefined);
}
