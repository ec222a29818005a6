import { readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { TestRun } from "./inflict";

class SilentReporter extends Mocha.reporters.Base {
    override epilogue(): void {
        // Prints nothing.
    }
}

/** Runs a project's integration tests in this process, silently. */
export async function runIntegrationTests(projectDir: string): Promise<TestRun> {
    // Every run adds some.
    process.setMaxListeners(0);
    const folder = join(projectDir, "tests/integration");
    const mocha = new Mocha({ reporter: SilentReporter, timeout: 60_000 });
    readdirSync(folder).filter(file => /\.spec\.[jt]s$/.test(file)).forEach(file => mocha.addFile(join(folder, file)));
    // The specs are to be read anew in every run.
    mocha.unloadFiles();
    const run: TestRun = { passed: 0, failed: [] };
    await new Promise(done => {
        mocha.run(done)
            .on("pass", () => { run.passed++; })
            .on("fail", test => run.failed.push(test.fullTitle()));
    });
    return run;
}
