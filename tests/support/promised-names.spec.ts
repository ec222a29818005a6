import assert from "node:assert/strict";
import type { ExpectedResource } from "../../tools/host/expected";
import { describeChanges } from "./promised-names";

const vpc: ExpectedResource = { type: "aws:ec2/vpc:Vpc", name: "vpc", parent: "shop:index:Network main" };
const subnet: ExpectedResource = { type: "aws:ec2/subnet:Subnet", name: "subnet", parent: "shop:index:Network main" };
const network: ExpectedResource = { type: "shop:index:Network", name: "main", parent: "" };
const all = [network, subnet, vpc];

describe("changes of names", () => {
    it("are none in another order", () => assert.deepEqual(describeChanges(all, [vpc, network, subnet]), []));

    it("need an alias for another name", () => {
        assert.deepEqual(describeChanges(all, [network, subnet, { ...vpc, name: "net" }]), [
            "aws:ec2/vpc:Vpc vpc is now net, below shop:index:Network main: AWS replaces it, unless it has an alias,"
            + ' aliases: [{ name: "vpc" }]',
        ]);
    });

    it("need an alias for another parent", () => {
        assert.deepEqual(describeChanges(all, [network, subnet, { ...vpc, parent: "" }]), [
            "aws:ec2/vpc:Vpc vpc is now vpc, below the stack: AWS replaces it, unless it has an alias,"
            + " aliases: [{ parent: /* shop:index:Network main */ }]",
        ]);
    });

    it("need one alias for a component, and none for children that keep their names", () => {
        const parent = "shop:index:Network other";
        const changes = describeChanges(all, [
            { ...network, name: "other" }, { ...subnet, parent }, { ...vpc, name: "net", parent }]);
        assert.deepEqual(changes.map(change => /^.* is now/.exec(change)?.[0]), [
            "shop:index:Network main is now", "aws:ec2/vpc:Vpc vpc is now"]);
        assert.match(changes[1] ?? "", /aliases: \[\{ name: "vpc" \}\]$/);
    });

    it("are resources that come or go", () => {
        assert.deepEqual(describeChanges([network, vpc], [network, subnet]), [
            "aws:ec2/vpc:Vpc vpc is gone: AWS deletes it", "aws:ec2/subnet:Subnet subnet is new"]);
    });
});
