import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { assertDeploymentPasses, assertTestsPass, configure, prepareInstallation, runIn, scaffold } from "./scaffold";

describe("template", function () {
    this.timeout(900_000);

    // AWS refuses parameters whose first part begins with aws or ssm.
    it("passes its tests as `pulumi new` leaves it, under the name aws-shop", () => {
        const copy = scaffold("aws-shop");
        configure(copy, "dev", {});
        assert(readFileSync(join(copy, "Pulumi.yaml"), "utf8").split("\n").some(line => line.length > 120));
        assertTestsPass(copy, "tests/{unit/**/*,repository/repository}.spec.ts");
    });

    describe("under other settings, named ssm-shop", () => {
        let copy: string;
        before(() => {
            copy = scaffold("ssm-shop");
            rmSync(join(copy, "tests/unit/as-shipped.spec.ts"));
            configure(copy, "dev", {
                environmentSuffix: "02",
                vpcCidr: "10.0.16.0/20",
                zones: ["a", "b", "c"],
                natStrategy: "none",
                dbBackupDays: 0,
                dbEngineVersion: "8.4.5",
            });
            configure(copy, "staging", {
                certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
                natStrategy: "zonal",
                tags: { CostCenter: "1234", Owner: "shop" },
            });
            configure(copy, "prod", {
                "aws:region": "eu-central-1",
                "dbBackupDays": 35,
                "dbFinalSnapshot": true,
                "dbMultiAz": false,
                "deletionProtection": true,
                "minSize": 3,
            });
        });

        it("passes its unit tests, but for those of the values as shipped", () => {
            assertTestsPass(copy, "tests/unit/**/*.spec.ts");
        });

        it("passes its integration tests in the emulated AWS", () => assertDeploymentPasses(copy));
    });

    describe("without what README says can be deleted", () => {
        const readme = readFileSync(join(__dirname, "../../README.md"), "utf8");
        const [, list = ""] = /What you don't need can go.*?stay\s+green: (.*?)\. /s.exec(readme) ?? [];
        const deletions = [...list.matchAll(/`(rm -rf? [^`]+)`/g)].map(([, command = ""]) => command);

        it("has something to delete", () => assert.notDeepEqual(deletions, []));

        // That it compiles without one part follows from the import rules, by which no part knows another.
        for (const deletion of deletions) {
            it(`passes the tests of the tree after ${deletion}`, () => {
                const copy = scaffold("shop");
                runIn(copy, deletion);
                assertTestsPass(copy, "tests/repository/@(ci|documents|imports|repository).spec.ts", 80);
            });
        }

        it("passes npm ci and npm test after all of these", () => {
            const copy = scaffold("shop");
            prepareInstallation(copy);
            deletions.forEach(deletion => runIn(copy, deletion));
            runIn(copy, "npm ci");
            assert.match(runIn(copy, "npm test"), /test:integration of prod: \d{3} passed/);
        });
    });

    it("passes its unit tests without staging, but for those of the values as shipped", () => {
        const copy = scaffold("shop");
        rmSync(join(copy, "tests/unit/as-shipped.spec.ts"));
        rmSync(join(copy, "Pulumi.staging.yaml"));
        assertTestsPass(copy, "tests/unit/**/*.spec.ts");
    });
});
