import assert from "node:assert/strict";
import { findIn, type Sketched } from "../sketch";

const instance = (inputs: object): Sketched => ({
    type: "rds/instance:Instance", name: "db", inputs: { engine: "postgres", engineVersion: "17", ...inputs } });
const cluster = (inputs: object): Sketched => ({
    type: "rds/cluster:Cluster", name: "aurora",
    inputs: { engine: "aurora-postgresql", engineVersion: "16", ...inputs },
});
const find = (item: string, ...resources: Sketched[]) => findIn(item, { stacks: [{ resources }] });

describe("databases", () => {
    it("F2 have no reserved master user", async () => {
        assert.deepEqual(await find("database-user", instance({ username: "dbadmin" })), []);
        assert.deepEqual(await find("database-user", instance({ username: "admin" })),
            ["db (dev): the master user admin is a reserved name"]);
        assert.deepEqual(await find("database-user", cluster({ masterUsername: "RDSAdmin" })),
            ["aurora (dev): the master user RDSAdmin is a reserved name"]);
    });

    for (const [engine, right, wrong] of [
        ["postgres", ["13", "17"], ["15.3", "99", "9.6"]],
        ["aurora-postgresql", ["15"], ["15.3"]],
        ["mysql", ["8.4", "8.0"], ["8.0.35", "8.5", "5.7"]],
    ] as const) {
        it(`F1 take a version of ${engine} whose release AWS chooses`, async () => {
            for (const engineVersion of right) {
                assert.deepEqual(
                    await find("database-version", instance({ engine, engineVersion })), [], engineVersion);
            }
            for (const engineVersion of wrong) {
                const found = await find("database-version", instance({ engine, engineVersion }));
                assert.deepEqual(found, [`db (dev): engineVersion is ${engineVersion}: no major version of ${engine} of`
                    + " which AWS chooses the release"]);
            }
        });
    }

    describe("standby", () => {
        const stacks = (dev: Sketched[], prod: Sketched[]) => ({
            stacks: [{ stack: "dev", resources: dev }, { stack: "prod", resources: prod }] });
        const reader: Sketched = {
            type: "rds/clusterInstance:ClusterInstance", name: "reader", inputs: { clusterIdentifier: "aurora-id" } };
        const writer = { ...reader, name: "writer" };

        it("C12 is there in production alone", async () => {
            const [single, both] = [[instance({ multiAz: false })], [instance({ multiAz: true })]];
            assert.deepEqual(await findIn("standby", stacks(single, both)), []);
            assert.deepEqual(
                await findIn("standby", stacks(single, single)), ["db (prod): it has no standby in production"]);
            assert.deepEqual(
                await findIn("standby", stacks(both, both)), ["db (dev): it has a standby outside of production"]);
        });

        it("C12 is a second instance of a cluster", async () => {
            const [one, two] = [[cluster({}), writer], [cluster({}), writer, reader]];
            assert.deepEqual(await findIn("standby", stacks(one, two)), []);
            assert.deepEqual(
                await findIn("standby", stacks(one, one)), ["aurora (prod): it has no standby in production"]);
        });

        it("is not judged without production", async () => {
            assert.equal(await findIn("standby", { stacks: [{ resources: [instance({})] }] }),
                "nothing to judge: there is no production beside other stacks");
        });
    });
});
