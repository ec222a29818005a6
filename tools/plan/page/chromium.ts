import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium that this machine has, or the one that the environment variable CHROMIUM names. */
export function findChromium({ CHROMIUM, PATH = "" } = process.env): string | undefined {
    const folders = PATH.split(delimiter);
    return CHROMIUM ?? names.flatMap(name => folders.map(folder => join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/** Declares a test that needs a browser: without one it is skipped, or fails where REQUIRE_CHROMIUM is set. */
export function itInBrowser(title: string, test: () => Promise<void>): void {
    if (findChromium() === undefined && !process.env.REQUIRE_CHROMIUM) {
        it.skip(`${title} (skipped: no Chromium)`, test);
    } else {
        it(title, test);
    }
}
