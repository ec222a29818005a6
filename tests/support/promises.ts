import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { allStacks, readSettings } from "../../tools/host/settings";
import { SharedProcess } from "../../tools/host/shared-process";
import { promiseKeys } from "./promised-keys";
import { promiseNames } from "./promised-names";
import { promiseOutputs } from "./promised-outputs";
import { promiseResources } from "./promised-resources";
import { overlap } from "./ranges";
import { StackRun } from "./stack-run";
import { exampleConfig, settingsOf, type System } from "./system";

/**
 * Declares the tests that every system has to pass, under each of its stack files and under the second values of all
 * its keys. `declareOwnTests` adds the system's own for each of these runs. Where the program did not run, one test
 * says why, and those that need its resources are skipped.
 */
export function describePromises(system: System, declareOwnTests: (stack: StackRun) => void): void {
    const { projectDir } = system;
    const stacks = allStacks(projectDir).map(stack => new StackRun(stack, () => readSettings(projectDir, stack)));
    const copy = new StackRun("copy", () => settingsOf(system, "copy", exampleConfig(system, 1)));
    const refused = new StackRun("refused", () => {
        const config: Record<string, string> = { ...exampleConfig(system, 0), notAKey: "1" };
        delete config["aws:region"];
        return settingsOf(system, "refused", config);
    });
    before(async function () {
        // Under load, a program may take a minute.
        this.timeout(300_000);
        const sharedProcess = new SharedProcess();
        await Promise.all(stacks.map(stack => stack.start(sharedProcess)));
        const directory = process.cwd();
        process.chdir(tmpdir());
        await copy.start();
        process.chdir(directory);
        await refused.start(sharedProcess);
        await sharedProcess.close();
    });

    for (const stack of stacks) {
        describe(stack.title, () => {
            it("C1 runs from its entry point, without complaint", () => assertRan(stack));
            promiseForRun(system, stack, () => {
                promiseNames(system, stack);
                declareOwnTests(stack);
            });
        });
    }

    describe("copy with the second value of every key", () => {
        it("C2 runs from another working directory, without complaint", () => assertRan(copy));
        promiseForRun(system, copy, declareOwnTests);
    });

    describe("stacks side by side", () => promiseDistinction(stacks));

    describe("wrong configuration", () => promiseRefusal(refused));

    describe("configuration", () => promiseKeys(system));
}

function assertRan({ run }: StackRun): void {
    assert.equal(run.diagnostics.map(({ message }) => message).join("\n"), "");
    assert.equal(run.exitCode, 0);
}

function promiseForRun(system: System, stack: StackRun, declareOwnTests: (stack: StackRun) => void): void {
    describe("then", () => {
        skipUnlessRan([stack]);
        promiseOutputs(system, stack);
        promiseResources(stack);
        declareOwnTests(stack);
    });
}

/** The first test of each run says why the program did not run: dozens of others would only bury it. */
function skipUnlessRan(stacks: StackRun[]): void {
    before(function () {
        if (!stacks.every(({ succeeded }) => succeeded)) {
            this.skip();
        }
    });
}

function promiseDistinction(stacks: StackRun[]): void {
    skipUnlessRan(stacks);

    it("C10 gives every stack names of its own", () => {
        const names = stacks.map(stack => `${stack.setting("aws:region")} ${stack.name("")}`);
        assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
    });

    it("C10 gives every environment addresses of its own", () => {
        const pairs = stacks.flatMap((stack, index) => stacks.slice(index + 1).map(other => [stack, other] as const));
        const overlapping = pairs
            .filter(([one, other]) => one.setting("environment") !== other.setting("environment"))
            .filter(([one, other]) => overlap(one.setting("vpcCidr"), other.setting("vpcCidr")))
            .map(([one, other]) => `${one.title} and ${other.title}`);
        assert.deepEqual(overlapping, []);
    });
}

function promiseRefusal(refused: StackRun): void {
    it("D5 is refused in one message that names a missing region and an unknown key", () => {
        const { diagnostics, exitCode } = refused.run;
        assert.notEqual(exitCode, 0);
        assert.deepEqual(diagnostics.map(({ severity }) => severity), ["error"]);
        assert.deepEqual(diagnostics[0]?.message.split("\n").map(line => line.trim()), [
            "stack refused is not configured right:",
            "aws:region is required",
            "notAKey is not a key of this project",
        ]);
    });

    it("registers nothing but the stack itself", () => {
        assert.equal(refused.run.resources.length, 1);
    });
}
