import type { Resource } from "../host/monitor";
import { textOf } from "./check";

/** Zones of the subnets that an input names, itself or through a subnet group. */
export function zonesOf(resources: Resource[], resource: Resource, input: string): string[] {
    const urns = resource.propertyDependencies[input] ?? [];
    const zones = resources.filter(({ urn }) => urns.includes(urn)).flatMap(dependency => {
        if (dependency.type === "aws:ec2/subnet:Subnet") {
            return textOf(dependency.inputs.availabilityZone) ?? [];
        }
        return dependency.type.endsWith("ubnetGroup:SubnetGroup") ? zonesOf(resources, dependency, "subnetIds") : [];
    });
    return [...new Set(zones)].sort();
}
