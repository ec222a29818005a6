import type { Clients } from "../../host/clients";
import { groupBy } from "../../host/group-by";
import type { Resource } from "../../host/monitor";
import { CallError, listAll } from "../calls";
import { type Check, fail, type Finding, pass, stacksOf, type Target, textOf, unresolved } from "../check";
import { zonesOf } from "../subnets";

interface Quota {
    subject: string;
    type: string;
    serviceCode: string;
    quotaCode: string;
    /** Whether each zone has a quota of its own. */
    zonal?: boolean;
    list: (clients: Clients) => Promise<Existing[]>;
}

/** What counts against the quota already. */
interface Existing {
    tags: { Key?: string; Value?: string }[] | undefined;
    zone?: string;
}

/** AWS's default for all quotas here. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const defaultValue = 5;

const quotas: Quota[] = [
    {
        subject: "quota of VPCs",
        type: "aws:ec2/vpc:Vpc",
        serviceCode: "vpc",
        quotaCode: "L-F678F1CE",
        list: ({ ec2 }) => listAll(async NextToken => {
            const page = await ec2.describeVpcs({ NextToken });
            return { items: page.Vpcs?.map(({ Tags }) => ({ tags: Tags })), next: page.NextToken };
        }),
    },
    {
        subject: "quota of internet gateways",
        type: "aws:ec2/internetGateway:InternetGateway",
        serviceCode: "vpc",
        quotaCode: "L-A4707A72",
        list: ({ ec2 }) => listAll(async NextToken => {
            const page = await ec2.describeInternetGateways({ NextToken });
            return { items: page.InternetGateways?.map(({ Tags }) => ({ tags: Tags })), next: page.NextToken };
        }),
    },
    {
        subject: "quota of Elastic IP addresses",
        type: "aws:ec2/eip:Eip",
        serviceCode: "ec2",
        quotaCode: "L-0263D0A3",
        list: async ({ ec2 }) => {
            const { Addresses = [] } = await ec2.describeAddresses({});
            return Addresses.map(({ Tags }) => ({ tags: Tags }));
        },
    },
    {
        subject: "quota of NAT gateways per zone",
        type: "aws:ec2/natGateway:NatGateway",
        serviceCode: "vpc",
        quotaCode: "L-FE5A380F",
        zonal: true,
        list: listNatGateways,
    },
];

/** Whether the quotas leave room for what the stacks create. */
export function checkQuotas({ resources, region }: Target): Check[] {
    return quotas.flatMap((quota): Check[] => {
        const { subject, type, zonal } = quota;
        const wanted = resources.filter(resource => resource.type === type);
        const placeOf = (resource: Resource) => zonal ? zonesOf(resources, resource, "subnetId")[0] : region;
        const [placed, unplaced] = [true, false].map(isPlaced =>
            wanted.filter(resource => (placeOf(resource) !== undefined) === isPlaced)) as [Resource[], Resource[]];
        const places = groupBy(placed, resource => placeOf(resource) ?? "");
        const check = { subject, stacks: stacksOf(placed), ask: (clients: Clients) => ask(clients, quota, places) };
        return [
            ...placed.length > 0 ? [check] : [],
            ...unplaced.length > 0 ? [unresolved(subject, unplaced, "the zone")] : [],
        ];
    });
}

async function ask(
    clients: Clients, quota: Quota, places: Map<string, Resource[]>,
): Promise<Finding> {
    const [existing, { value, note, refusal }] = await Promise.all([quota.list(clients), readValue(clients, quota)]);
    const usages = [...places].map(([place, wanted]) => {
        const here = existing.filter(({ zone = place }) => zone === place);
        const isThere = ({ inputs }: Resource) => here.some(({ tags }) => hasTags(tags, inputs.tags));
        const created = wanted.filter(resource => !isThere(resource)).length;
        const sentence = `${place}: ${created} to create, ${here.length} of ${value} in use`;
        return { sentence, needed: here.length + created, created };
    });
    const detail = usages.map(({ sentence }) => sentence).join("; ") + note;
    const exceeding = usages.filter(({ needed, created }) => created > 0 && needed > value);
    if (exceeding.length === 0) {
        return pass(detail);
    }
    if (refusal) {
        // The account's own value may be larger.
        throw refusal;
    }
    const { serviceCode, quotaCode } = quota;
    const desired = Math.max(...exceeding.map(({ needed }) => needed));
    const increase = "aws service-quotas request-service-quota-increase"
        + ` --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${desired}`;
    return fail(detail, `delete what is not used, or: ${increase}`);
}

interface Value {
    value: number;
    note: string;
    /** Why the value is AWS's default and not the account's own. */
    refusal?: CallError;
}

async function readValue(
    { serviceQuotas }: Clients, { serviceCode: ServiceCode, quotaCode: QuotaCode }: Quota,
): Promise<Value> {
    try {
        const { Quota } = await serviceQuotas.getServiceQuota({ ServiceCode, QuotaCode });
        return { value: Quota?.Value ?? defaultValue, note: "" };
    } catch (error) {
        if (error instanceof CallError && error.isDenied) {
            const note = ` (AWS's default: the caller may not call ${error.action})`;
            return { value: defaultValue, note, refusal: error };
        }
        if (error instanceof CallError && error.code === "NoSuchResourceException") {
            return { value: defaultValue, note: " (AWS's default: the account has no other)" };
        }
        throw error;
    }
}

/** Resources of an earlier deployment of the same stack are known by their tags, Name among them. */
function hasTags(tags: Existing["tags"] = [], wanted: unknown): boolean {
    const entries = Object.entries(wanted ?? {});
    return entries.some(([key]) => key === "Name") && entries.every(([key, value]) =>
        tags.some(({ Key, Value }) => Key === key && Value === textOf(value)));
}

/** Gateways count while they are deleted, too. Their zone is that of their subnet. */
async function listNatGateways({ ec2 }: Clients): Promise<Existing[]> {
    const gateways = await listAll(async NextToken => {
        const page = await ec2.describeNatGateways({
            Filter: [{ Name: "state", Values: ["pending", "available", "deleting"] }], NextToken });
        return { items: page.NatGateways, next: page.NextToken };
    });
    const subnets = gateways.length === 0
        ? []
        : await listAll(async NextToken => {
                const page = await ec2.describeSubnets({ NextToken });
                return { items: page.Subnets, next: page.NextToken };
            });
    const zones = new Map(subnets.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]));
    return gateways.map(({ SubnetId, Tags }) => ({ tags: Tags, zone: zones.get(SubnetId) ?? "" }));
}
