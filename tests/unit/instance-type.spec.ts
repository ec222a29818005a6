import assert from "node:assert/strict";
import { findArchitecture, isBurstable } from "../../components/instance-type";

const types = {
    arm64: [
        "t4g.micro", "c7gn.large", "a1.large", "m8gd.large", "r8gb.large", "im4gn.large", "is4gen.medium", "i8ge.large",
        "hpc7g.4xlarge", "x2gd.metal", "x8g.large", "g5g.xlarge", "p6e-gb200.36xlarge",
    ],
    x86_64: [
        "t2.micro", "t3.micro", "t3a.micro", "m7i-flex.large", "g5.xlarge", "g6.xlarge", "g6e.xlarge", "gr6.4xlarge",
        "g4dn.xlarge", "g4ad.xlarge", "hpc7a.12xlarge", "u-6tb1.metal", "p6-b200.48xlarge", "trn2.48xlarge",
    ],
} as const;

describe("instance type", () => {
    for (const [architecture, instanceTypes] of Object.entries(types)) {
        for (const instanceType of instanceTypes) {
            it(`${instanceType} is of ${architecture}`, () =>
                assert.equal(findArchitecture(instanceType), architecture));
        }
    }

    it("runs on CPU credits in the families t2, t3, t3a and t4g", () => {
        const burstable = Object.values(types).flat().filter(isBurstable);
        assert.deepEqual(burstable, ["t4g.micro", "t2.micro", "t3.micro", "t3a.micro"]);
        assert.equal(isBurstable("t1.micro"), false);
    });
});
