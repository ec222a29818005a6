import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { type Answers, askFamily, createResource, createSubnet } from "./ask-family";
import { checkDatabases } from "./databases";

const subnets = ["us-east-1a", "us-east-1b"].map(createSubnet);
const group = createResource("rds/subnetGroup:SubnetGroup", "subnets", {}, { subnetIds: subnets });
const instance = (inputs: Record<string, unknown>) => createResource("rds/instance:Instance", "db", {
    engine: "postgres", engineVersion: "17", instanceClass: "db.t4g.micro", storageType: "gp3", allocatedStorage: 20,
    ...inputs,
}, { dbSubnetGroupName: [group] });

const option = {
    StorageType: "gp3", MinStorageSize: 20, MaxStorageSize: 65536, MultiAZCapable: true,
    AvailabilityZones: [{ Name: "us-east-1a" }, { Name: "us-east-1b" }],
};

/** Offers engine versions, and these options for every class. */
const offer = (versions: string[], options: object[] = [option]): Answers => ({
    rds: {
        describeDBEngineVersions: { DBEngineVersions: versions.map(EngineVersion => ({ EngineVersion })) },
        describeOrderableDBInstanceOptions: { OrderableDBInstanceOptions: options },
    },
});

const ask = async (resources: Resource[], answers: Answers) =>
    Object.entries(await askFamily(checkDatabases, [...subnets, group, ...resources], answers))
        .map(([subject, { status, detail, remedy }]) => [subject, status, detail, ...remedy ? [remedy] : []]);

describe("check of databases", () => {
    it("asks for the newest version of the major number, and for the class with that version", async () => {
        const asked: unknown[] = [];
        const { rds } = offer(["17.2", "17.10", "17.9", "170.1", "16.4"]);
        const answers = { rds: {
            ...rds,
            describeOrderableDBInstanceOptions: (input: object) => {
                asked.push(input);
                return { OrderableDBInstanceOptions: [option] };
            },
        } };
        assert.deepEqual(await ask([instance({ multiAz: true })], answers), [[
            "database postgres 17 db.t4g.micro", "pass", "db.t4g.micro is orderable with postgres 17.10"]]);
        assert.deepEqual(asked, [{
            Engine: "postgres", EngineVersion: "17.10", DBInstanceClass: "db.t4g.micro", Vpc: true,
            Marker: undefined,
        }]);
    });

    it("H7 fails with a PostgreSQL version that the region doesn't offer, and names those near it", async () => {
        assert.deepEqual(await ask([instance({ engineVersion: "17.3" })], offer(["16.4", "17.10", "17.9"])), [[
            "database postgres 17.3 db.t4g.micro", "fail", "RDS offers no postgres 17.3", "choose among 17.9, 17.10"]]);
    });

    it("H7 fails with a major version that the region doesn't offer", async () => {
        assert.deepEqual(await ask([instance({ engineVersion: "19" })], offer(["17.9"])), [[
            "database postgres 19 db.t4g.micro", "fail", "RDS offers no postgres 19",
            "choose another engine or version"]]);
    });

    it("F1 fails with an Aurora version that doesn't exist, for cluster, instances and global cluster", async () => {
        const engine = "aurora-postgresql";
        const cluster = createResource("rds/cluster:Cluster", "cluster", { engine, engineVersion: "15.3" });
        const member = createResource("rds/clusterInstance:ClusterInstance", "member", {
            engine, instanceClass: "db.r6g.large" }, { clusterIdentifier: [cluster] });
        const global = createResource("rds/globalCluster:GlobalCluster", "global", { engine, engineVersion: "15.3" });
        const problem = ["fail", "RDS offers no aurora-postgresql 15.3", "choose among 15.10, 15.12"];
        assert.deepEqual(await ask([global, cluster, member], offer(["15.12", "15.10", "16.8"])), [
            ["database aurora-postgresql 15.3", ...problem],
            ["database aurora-postgresql 15.3 db.r6g.large", ...problem],
        ]);
    });

    it("passes with an Aurora version that exists, written as a major number", async () => {
        const cluster = createResource("rds/cluster:Cluster", "cluster", {
            engine: "aurora-mysql", engineVersion: "8.0" });
        assert.deepEqual(await ask([cluster], offer(["8.0.mysql_aurora.3.08.2", "5.7.mysql_aurora.2.12.5"])), [
            ["database aurora-mysql 8.0", "pass", "aurora-mysql 8.0.mysql_aurora.3.08.2 is offered"]]);
    });

    const lacking: [what: string, inputs: Record<string, unknown>, options: object[], end: string][] = [
        ["class", {}, [], ""],
        ["storage type", { storageType: "io2" }, [option], " and storage io2"],
        ["storage", { allocatedStorage: 10 }, [option], " and 10 GiB"],
        ["standby", { multiAz: true }, [{ ...option, MultiAZCapable: false }], " and Multi-AZ"],
        ["zone", {}, [{ ...option, AvailabilityZones: [{ Name: "us-east-1f" }] }], " in one of us-east-1a, us-east-1b"],
        ["second zone", { multiAz: true }, [{ ...option, AvailabilityZones: [{ Name: "us-east-1a" }] }],
            " in two of us-east-1a, us-east-1b"],
    ];
    for (const [what, inputs, options, end] of lacking) {
        it(`fails where the ${what} is not orderable`, async () => {
            assert.deepEqual(await ask([instance(inputs)], offer(["17.9"], options)), [[
                "database postgres 17 db.t4g.micro", "fail",
                `db.t4g.micro is not orderable with postgres 17.9${end}`, "choose another instance class"]]);
        });
    }

    it("takes an instance without storage and zones as it is", async () => {
        const bare = createResource("rds/instance:Instance", "db", { engine: "mysql", instanceClass: "db.t4g.micro" });
        assert.deepEqual(await ask([bare], offer(["8.0.40", "8.4.7"])), [[
            "database mysql db.t4g.micro", "pass", "db.t4g.micro is orderable with mysql 8.4.7"]]);
    });

    it("knows nothing of an engine that only the deployment knows", async () => {
        assert.deepEqual(await ask([instance({ engine: undefined })], {}), [
            ["database", "unknown", "engine of db is known only once the stack is deployed"]]);
    });
});
