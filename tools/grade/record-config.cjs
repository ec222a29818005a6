// Loaded into a candidate's program: says at its end which keys of the configuration it has read.

const { writeFileSync } = require("node:fs");
const { changeModule } = require("../host/modules.cjs");

const keys = new Set();
changeModule(/^\..*[\\/]config$/, "getConfig", getConfig => key => {
    keys.add(key);
    return getConfig(key);
});

process.once("exit", () => {
    try {
        writeFileSync(process.env.GRADE_KEYS_FILE, JSON.stringify([...keys]));
    } catch {
        // Without the list, nothing is said of keys.
    }
});
