import type { ProviderFunction } from "../resource-type";

/** Functions that belong to no service of AWS. */
export const functions: Record<string, ProviderFunction> = {
    "aws:index/getCallerIdentity:getCallerIdentity": {
        mock: { accountId: "123456789012" },
        call: async (_, { clients }) => {
            const { Account } = await clients.sts.getCallerIdentity({});
            return { accountId: Account };
        },
    },
    "aws:index/getRegion:getRegion": {
        mock: { region: "us-east-1" },
        call: (_, { region }) => Promise.resolve({ id: region, region, name: region }),
    },
    "aws:index/getPartition:getPartition": {
        mock: { partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" },
        call: () => Promise.resolve({
            id: "aws", partition: "aws", dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" }),
    },
    "aws:index/getAvailabilityZones:getAvailabilityZones": {
        mock: { names: ["us-east-1a", "us-east-1b"], zoneIds: ["use1-az1", "use1-az2"] },
        call: async (_, { clients, region }) => {
            const { AvailabilityZones = [] } = await clients.ec2.describeAvailabilityZones({});
            return {
                id: region,
                names: AvailabilityZones.map(({ ZoneName }) => ZoneName),
                zoneIds: AvailabilityZones.map(({ ZoneId }) => ZoneId),
            };
        },
    },
};
