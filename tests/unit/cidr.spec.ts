import * as fc from "fast-check";
import assert from "node:assert/strict";
import { BlockList } from "node:net";
import { areZones, isVpcCidr, subnetCidr, zoneLetters } from "../../components/cidr";

const tiers = ["public", "private"] as const;

/** Ranges that AWS refuses: local network, loopback, link-local, multicast and reserved. */
const refused = new BlockList();
for (const [address, prefix] of [["0.0.0.0", 8], ["127.0.0.0", 8], ["169.254.0.0", 16], ["224.0.0.0", 3]] as const) {
    refused.addSubnet(address, prefix);
}

/** Any range of the right size. */
const cidrs = fc.tuple(fc.integer({ min: 16, max: 20 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }))
    .map(([prefix, address]) => `${format(address - address % 2 ** (32 - prefix))}/${prefix}`);
/** Any range that a VPC may have. */
const vpcCidrs = cidrs.filter(cidr => !refused.check(cidr.split("/")[0] ?? ""));
const zoneSets = fc.uniqueArray(fc.constantFrom(...zoneLetters), { minLength: 2, maxLength: 8 });

function format(address: number): string {
    return [24, 16, 8, 0].map(shift => (address >>> shift) & 255).join(".");
}

/** Node's own idea of a range, not ours. */
function range(cidr: string) {
    const [address = "", prefix] = cidr.split("/");
    const list = new BlockList();
    list.addSubnet(address, Number(prefix));
    const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
    const last = first + 2 ** (32 - Number(prefix)) - 1;
    return { first: format(first), last: format(last), holds: (ip: string) => list.check(ip) };
}

describe("cidr", () => {
    it("gives a /16 VPC subnets of /21 in a public and a private quarter", () => {
        assert.deepEqual(zoneLetters.map(zone => subnetCidr("10.1.0.0/16", "public", zone)), [
            "10.1.0.0/21", "10.1.8.0/21", "10.1.16.0/21", "10.1.24.0/21",
            "10.1.32.0/21", "10.1.40.0/21", "10.1.48.0/21", "10.1.56.0/21",
        ]);
        assert.equal(subnetCidr("10.1.0.0/16", "private", "a"), "10.1.64.0/21");
        assert.equal(subnetCidr("10.1.0.0/16", "private", "h"), "10.1.120.0/21");
    });

    it("gives a /20 VPC subnets of /25", () => {
        assert.equal(subnetCidr("10.1.16.0/20", "private", "b"), "10.1.20.128/25");
    });

    it("never moves a subnet when zones come or go", () => {
        fc.assert(fc.property(vpcCidrs, zoneSets, zoneSets, (vpcCidr, before, after) => {
            const plan = (zones: string[]) => new Map(zones.flatMap(zone =>
                tiers.map(tier => [`${tier} ${zone}`, subnetCidr(vpcCidr, tier, zone)] as const)));
            const later = plan(after);
            for (const [subnet, cidr] of plan(before)) {
                assert.equal(later.get(subnet) ?? cidr, cidr);
            }
        }));
    });

    it("never lets two subnets overlap, nor one leave its VPC", () => {
        fc.assert(fc.property(vpcCidrs, vpcCidr => {
            const vpc = range(vpcCidr);
            const subnets = tiers.flatMap(tier => zoneLetters.map(zone => range(subnetCidr(vpcCidr, tier, zone))));
            for (const subnet of subnets) {
                assert(vpc.holds(subnet.first) && vpc.holds(subnet.last));
                const touching = subnets.filter(({ first, last }) => subnet.holds(first) || subnet.holds(last));
                assert.deepEqual(touching, [subnet]);
            }
        }));
    });

    it("keeps subnets within the sizes that AWS allows, /16 to /28", () => {
        fc.assert(fc.property(vpcCidrs, fc.constantFrom(...zoneLetters), (vpcCidr, zone) => {
            const prefix = Number(subnetCidr(vpcCidr, "public", zone).split("/")[1]);
            assert(prefix >= 16 && prefix <= 28);
        }));
    });

    it("knows a VPC range from one that AWS refuses", () => {
        fc.assert(fc.property(cidrs, cidr =>
            isVpcCidr(cidr) === !refused.check(cidr.split("/")[0] ?? "")), { numRuns: 1000 });
    });

    for (const cidr of ["1.0.0.0/16", "126.255.0.0/16", "128.0.0.0/16", "169.253.240.0/20", "169.255.0.0/16",
        "172.17.0.0/16", "100.64.0.0/16", "223.255.240.0/20", "22.0.0.0/16"]) {
        it(`takes ${cidr}`, () => assert.equal(isVpcCidr(cidr), true));
    }

    for (const cidr of [
        "", "10.0.0.0", "10.0.0.0/15", "10.0.0.0/21", "10.0.1.0/16", "10.0.8.0/20", "10.0.0.0/16/16", "10.0.0/16",
        "256.0.0.0/16", "10.0.0.0/16 ", "010.0.0.0/16", "10.0.0.0/016", "10.0.0.0/16.5", "a.b.c.d/16", "-1.0.0.0/16",
        "10.0.0.0.0/16", "::/16", "0.0.0.0/16", "127.0.0.0/16", "127.255.240.0/20", "169.254.0.0/16",
        "169.254.240.0/20", "224.0.0.0/16", "239.255.0.0/16", "240.0.0.0/16", "255.255.240.0/20",
    ]) {
        it(`knows that "${cidr}" is no VPC range`, () => assert.equal(isVpcCidr(cidr), false));
    }

    it("knows zones", () => fc.assert(fc.property(zoneSets, areZones)));

    for (const zones of [[], ["a"], ["a", "a"], ["a", "i"], ["a", "B"], ["a", "ab"]]) {
        it(`knows that ${JSON.stringify(zones)} are no zones`, () => assert.equal(areZones(zones), false));
    }
});
