import { type Check, fail, pass, stacksOf, type Target, textOf } from "../check";

/** Whether the account has the zones that resources name. */
export function checkZones({ resources }: Target): Check[] {
    const named = resources.map(resource => ({ resource, zones: zonesIn(resource.inputs) }));
    const wanted = [...new Set(named.flatMap(({ zones }) => zones))].sort();
    if (wanted.length === 0) {
        return [];
    }
    return [{
        subject: "zones",
        stacks: stacksOf(named.filter(({ zones }) => zones.length > 0).map(({ resource }) => resource)),
        ask: async ({ ec2 }) => {
            const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({});
            const present = AvailabilityZones.filter(({ State }) => State === "available")
                .map(({ ZoneName = "" }) => ZoneName);
            const missing = wanted.filter(zone => !present.includes(zone));
            return missing.length === 0
                ? pass(wanted.join(", "))
                : fail(`the account has no ${missing.join(", ")}`, `choose among ${present.sort().join(", ")}`);
        },
    }];
}

function zonesIn({ availabilityZone, availabilityZones }: Record<string, unknown>): string[] {
    const list: unknown[] = Array.isArray(availabilityZones) ? availabilityZones : [];
    return [availabilityZone, ...list].flatMap(zone => textOf(zone) ?? []);
}
