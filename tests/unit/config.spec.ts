import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { loadConfig } from "../../config";

const valid: Record<string, string> = {
    "aws:region": "us-east-1",
    "project:environment": "dev",
    "project:environmentSuffix": "01",
    "project:vpcCidr": "10.0.0.0/16",
    "project:zones": '["a","b"]',
    "project:natStrategy": "single",
    "project:instanceType": "t4g.micro",
    "project:cpuCredits": "standard",
    "project:minSize": "1",
    "project:maxSize": "2",
    "project:dbEngineVersion": "8.4",
    "project:dbInstanceClass": "db.t4g.micro",
    "project:dbStorageGib": "20",
    "project:dbMaxStorageGib": "100",
    "project:dbMultiAz": "false",
    "project:dbBackupDays": "1",
    "project:dbFinalSnapshot": "false",
    "project:logRetentionDays": "7",
    "project:certificateArn": "",
    "project:deletionProtection": "false",
    "project:tags": "{}",
};

/** Loads the valid configuration with some keys changed, or removed where undefined. */
function load(changes: Record<string, string | undefined> = {}) {
    const present = Object.entries({ ...valid, ...changes }).filter(([, value]) => value !== undefined);
    pulumi.runtime.setAllConfig(Object.fromEntries(present) as Record<string, string>);
    return loadConfig();
}

/** The problems that loading reports. */
function problems(changes: Record<string, string | undefined>): string[] {
    try {
        load(changes);
    } catch (error) {
        assert(pulumi.RunError.isInstance(error), "what the user can mend is printed without stack trace");
        const [heading, ...lines] = error.message.split("\n  ");
        assert.equal(heading, "stack stack is not configured right:");
        return lines;
    }
    return [];
}

describe("config", () => {
    before(() => pulumi.runtime.setMocks({
        newResource: () => { throw new Error("the configuration creates nothing"); },
        call: () => { throw new Error("the configuration asks nothing"); },
    }, "project", "stack"));

    let suffix: string | undefined;
    beforeEach(() => {
        suffix = process.env.ENVIRONMENT_SUFFIX;
        delete process.env.ENVIRONMENT_SUFFIX;
    });
    afterEach(() => {
        if (suffix === undefined) {
            delete process.env.ENVIRONMENT_SUFFIX;
        } else {
            process.env.ENVIRONMENT_SUFFIX = suffix;
        }
    });

    it("C13 H3 is typed", () => {
        assert.deepEqual(load({ "project:deletionProtection": "true" }), {
            project: "project",
            region: "us-east-1",
            environment: "dev",
            environmentSuffix: "01",
            vpcCidr: "10.0.0.0/16",
            zones: ["a", "b"],
            natStrategy: "single",
            instanceType: "t4g.micro",
            cpuCredits: "standard",
            minSize: 1,
            maxSize: 2,
            dbEngineVersion: "8.4",
            dbInstanceClass: "db.t4g.micro",
            dbStorageGib: 20,
            dbMaxStorageGib: 100,
            dbMultiAz: false,
            dbBackupDays: 1,
            dbFinalSnapshot: false,
            logRetentionDays: 7,
            certificateArn: "",
            deletionProtection: true,
            tags: { Project: "project", Environment: "dev", EnvironmentSuffix: "01", ManagedBy: "Pulumi" },
        });
    });

    it("adds the user's own tags", () => {
        assert.equal(load({ "project:tags": '{"CostCenter":"12 / ü"}' }).tags.CostCenter, "12 / ü");
    });

    it("C10 lets ENVIRONMENT_SUFFIX win, in tags too", () => {
        process.env.ENVIRONMENT_SUFFIX = "pr7";
        const { environmentSuffix, tags } = load();
        assert.deepEqual([environmentSuffix, tags.EnvironmentSuffix], ["pr7", "pr7"]);
    });

    it("takes an empty ENVIRONMENT_SUFFIX for none", () => {
        process.env.ENVIRONMENT_SUFFIX = "";
        assert.equal(load().environmentSuffix, "01");
    });

    it("C10 refuses a bad ENVIRONMENT_SUFFIX by that name", () => {
        process.env.ENVIRONMENT_SUFFIX = "PR_7";
        assert.deepEqual(problems({}), [
            "ENVIRONMENT_SUFFIX must be 1 to 12 lower-case letters, digits and single hyphens between them, got PR_7",
        ]);
    });

    for (const key of Object.keys(valid)) {
        const name = key.replace("project:", "");
        it(`H3 refuses a missing ${name}`, () => {
            assert.deepEqual(problems({ [key]: undefined }), [`${name} is required`]);
        });
    }

    const refused: [key: string, rule: string, ...values: string[]][] = [
        ["aws:region", "must be an AWS region",
            "", "us-east", "us-east-1a", "US-EAST-1", "us-east-12", "1us-east-1", "regio-east-1"],
        ["environment", "must be 2 to 7 lower-case letters, digits and single hyphens between them",
            "", "d", "develops", "Dev", "d_v", "-dev", "dev-", "d--v"],
        ["environmentSuffix", "must be 1 to 12 lower-case letters, digits and single hyphens between them",
            "", "thirteenchars", "A", "0.1", "-1", "1-", "1--2"],
        ["vpcCidr", "must be an IPv4 range from /16 to /20 that starts at its own first address",
            "", "10.0.0.0", "10.0.0.0/8", "10.0.0.0/24", "10.0.1.0/16"],
        ["zones", "must be 2 to 8 different letters from a to h",
            "", "a,b", '"ab"', "[]", '["a"]', '["a","a"]', '["a","z"]', '{"a":"b"}', "[1,2]"],
        ["natStrategy", "must be one of none, single, zonal", "", "one", "Single"],
        ["cpuCredits", "must be one of standard, unlimited", "", "Standard", "none"],
        ["instanceType", "must be an EC2 instance type, such as t4g.micro",
            "", "micro", "t4g", "t4g.tiny", "db.t4g.micro", "T4G.micro", "t4g.2large"],
        ["minSize", "must be a whole number from 1 to 100", "", "0", "-1", "1.5", "101", "two", "1e1"],
        ["maxSize", "must be a whole number from 1 to 100", "0", "101"],
        ["dbEngineVersion", "must be MySQL 8.4 or a later 8.x, such as 8.4 or 8.4.5",
            "", "8", "8.0", "8.0.40", "9.1", "5.7", "8.4.", "8.4.5.1"],
        ["dbInstanceClass", "must be an RDS instance class, such as db.t4g.micro",
            "", "t4g.micro", "db.t4g", "db.t4g.tiny", "db.serverless"],
        ["dbStorageGib", "must be a whole number from 20 to 65536", "", "19", "65537", "20.5"],
        ["dbMaxStorageGib", "must be a whole number from 20 to 65536", "0", "65537"],
        ["dbMultiAz", "must be one of true, false", "", "only in prod"],
        ["dbBackupDays", "must be a whole number from 0 to 35", "", "-1", "36"],
        ["dbFinalSnapshot", "must be one of true, false", "", "0"],
        ["logRetentionDays", "must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,"
        + " 2192, 2557, 2922, 3288, 3653", "", "0", "8", "7.5", "week"],
        ["certificateArn", "must be the ARN of an ACM certificate, or empty",
            "a", "arn:aws:iam::123456789012:server-certificate/a", "arn:aws:acm:us-east-1::certificate/a"],
        ["deletionProtection", "must be one of true, false", "", "yes", "1"],
    ];
    for (const [name, rule, ...values] of refused) {
        for (const value of values) {
            it(`C13 refuses ${name} "${value}"`, () => {
                const key = name.includes(":") ? name : `project:${name}`;
                assert.deepEqual(problems({ [key]: value }), [`${name} ${rule}, got ${value || '""'}`]);
            });
        }
    }

    const accepted: [key: string, ...values: string[]][] = [
        ["aws:region", "eu-west-1", "us-gov-west-1", "eusc-de-east-1", "ap-southeast-7"],
        ["project:environment", "ab", "develop", "a-b", "1-2-3"],
        ["project:environmentSuffix", "1", "pull-request"],
        ["project:zones", '["h","a"]', '["a","b","c","d","e","f","g","h"]'],
        ["project:minSize", "1"],
        ["project:maxSize", "100"],
        ["project:dbBackupDays", "0", "35"],
        ["project:tags", '{"ü²_.:/=+-@ aws:x":"_.:/=+-@ ü²","e":""}'],
    ];
    for (const [key, ...values] of accepted) {
        for (const value of values) {
            it(`takes ${key} ${value}`, () => assert.deepEqual(problems({ [key]: value }), []));
        }
    }

    it("takes what `pulumi new` proposes", () => {
        const { template } = parse(readFileSync(resolve(__dirname, "../../Pulumi.yaml"), "utf8")) as {
            template?: { config: Record<string, { default: string }> };
        };
        // Gone once it has been used.
        const proposed = Object.entries(template?.config ?? {}).map(([key, entry]) =>
            [key.includes(":") ? key : `project:${key}`, entry.default]);
        assert.deepEqual(problems(Object.fromEntries(proposed) as Record<string, string>), []);
    });

    for (const instanceType of ["t4g.nano", "m7i-flex.2xlarge", "u-6tb1.112xlarge", "c7gn.metal", "m7i.metal-24xl"]) {
        it(`takes the instance type ${instanceType}`, () => {
            assert.equal(load({ "project:instanceType": instanceType }).instanceType, instanceType);
        });
    }

    it("refuses minSize above maxSize, and takes them equal", () => {
        assert.deepEqual(
            problems({ "project:minSize": "3" }), ["minSize must not exceed maxSize, got 3 and 2"]);
        assert.equal(load({ "project:minSize": "2" }).minSize, 2);
    });

    it("refuses storage that can't grow, and takes 10 %", () => {
        const storage = (from: string, to: string) => ({ "project:dbStorageGib": from, "project:dbMaxStorageGib": to });
        assert.deepEqual(problems(storage("100", "109")), [
            "dbMaxStorageGib must be at least 10 % above dbStorageGib, got 109 and 100",
        ]);
        assert.deepEqual(problems(storage("100", "110")), []);
    });

    it("refuses the certificate of another region", () => {
        const certificateArn = "arn:aws:acm:eu-west-1:123456789012:certificate/a-1";
        assert.deepEqual(problems({ "project:certificateArn": certificateArn }), [
            `certificateArn must be of a certificate in us-east-1, the stack's region, got ${certificateArn}`,
        ]);
        assert.equal(load({
            "aws:region": "eu-west-1", "project:certificateArn": certificateArn }).certificateArn, certificateArn);
    });

    for (const tags of [
        "", "[]", "null", "text", '{"a":1}', '{"aws:a":"b"}', '{"AWS:a":"b"}', '{"":"a"}', '{"a":"<"}', '{"a?":"b"}',
        '{"Project":"a"}', '{"project":"a"}', '{"Name":"a"}', '{"ManagedBy":"a"}', '{"Environment":"a"}',
        '{"EnvironmentSuffix":"a"}', '{"a":"b","A":"b"}', JSON.stringify({ ["k".repeat(129)]: "a" }),
        JSON.stringify({ a: "v".repeat(257) }),
        JSON.stringify(Object.fromEntries(Array.from({ length: 46 }, (_, i) => [`tag${i}`, ""]))),
    ]) {
        it(`refuses the tags ${tags.slice(0, 40)}`, () => {
            const [problem, ...others] = problems({ "project:tags": tags });
            assert.match(problem ?? "", /^tags must map at most 45 names of 1 to 128 characters to texts .*, got /);
            assert.deepEqual(others, []);
        });
    }

    it("takes tags up to AWS's limits", () => {
        const own = Array.from({ length: 45 }, (_, i) => [String(i).padEnd(128, "k"), "v".repeat(256)]);
        assert.deepEqual(problems({ "project:tags": JSON.stringify(Object.fromEntries(own)) }), []);
    });

    it("D5 refuses a key that nothing reads, without its value", () => {
        assert.deepEqual(problems({ "project:vpcCider": "s3cret" }), ["vpcCider is not a key of this project"]);
    });

    it("D5 refuses a key that a renamed project left behind", () => {
        assert.deepEqual(problems({ "old:vpcCidr": "s3cret" }), [
            'old:vpcCidr belongs to another project: remove "old:" or the key',
        ]);
    });

    it("leaves the keys of providers and of Pulumi alone", () => {
        assert.deepEqual(problems({ "aws:defaultTags": "{}", "pulumi:tags": "{}", "random:seed": "1" }), []);
    });

    it("reports all problems at once", () => {
        assert.deepEqual(problems({
            "aws:region": undefined, "project:environment": "Dev", "project:zones": '["x"]', "project:surprise": "1",
        }), [
            "aws:region is required",
            "environment must be 2 to 7 lower-case letters, digits and single hyphens between them, got Dev",
            'zones must be 2 to 8 different letters from a to h, got ["x"]',
            "surprise is not a key of this project",
        ]);
    });
});
