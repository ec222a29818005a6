import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { findChromium } from "./chromium";

describe("search for a Chromium", () => {
    const folder = mkdtempSync(join(tmpdir(), "chromium-"));
    after(() => rmSync(folder, { recursive: true }));
    const PATH = ["/nowhere", folder].join(delimiter);

    it("finds one that can be executed", () => {
        assert.equal(findChromium({ PATH }), undefined);
        writeFileSync(join(folder, "google-chrome"), "");
        assert.equal(findChromium({ PATH }), undefined);
        chmodSync(join(folder, "google-chrome"), 0o755);
        assert.equal(findChromium({ PATH }), join(folder, "google-chrome"));
    });

    it("takes the one that the user names", () => assert.equal(findChromium({ CHROMIUM: "/mine", PATH }), "/mine"));
});
