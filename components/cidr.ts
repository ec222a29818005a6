/** Letters of the availability zones that have a slot in the address plan, in slot order. */
export const zoneLetters: readonly string[] = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** A quarter of the VPC each, in slot order; two quarters stay free for tiers to come. */
const tiers = ["public", "private", "reserved1", "reserved2"] as const;
export type Tier = "public" | "private";

export const vpcCidrRule = "must be an IPv4 range from /16 to /20 that starts at its own first address,"
    + " outside 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3";
export const zonesRule = "must be 2 to 8 different letters from a to h";

export function isVpcCidr(cidr: string): boolean {
    const { address, prefix } = parse(cidr);
    const wellFormed = address >= 0 && format({ address, prefix }) === cidr;
    // AWS refuses these: local network, loopback, link-local, multicast and reserved.
    const refused = /^(0|127|169\.254|2(2[4-9]|[3-5]\d))\./.test(cidr);
    return wellFormed && prefix >= 16 && prefix <= 20 && address % size(prefix) === 0 && !refused;
}

export function areZones(zones: readonly string[]): boolean {
    return zones.length >= 2 && new Set(zones).size === zones.length && zones.every(zone => zoneLetters.includes(zone));
}

/**
 * The range of one subnet: an eighth of its tier's quarter, so a /16 VPC has /21 subnets. It depends on nothing but
 * tier and zone letter: adding or removing other zones never moves a subnet, which AWS could only replace.
 */
export function subnetCidr(vpcCidr: string, tier: Tier, zone: string): string {
    const vpc = parse(vpcCidr);
    const slot = tiers.indexOf(tier) * zoneLetters.length + zoneLetters.indexOf(zone);
    const prefix = vpc.prefix + Math.log2(tiers.length * zoneLetters.length);
    return format({ address: vpc.address + slot * size(prefix), prefix });
}

interface Range {
    address: number;
    prefix: number;
}

function parse(cidr: string): Range {
    const [address = "", prefix = ""] = cidr.split("/");
    return { address: address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0), prefix: Number(prefix) };
}

function format({ address, prefix }: Range): string {
    return `${[24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join(".")}/${prefix}`;
}

function size(prefix: number): number {
    return 2 ** (32 - prefix);
}
