// Loaded into a candidate's program: says at its end which keys of the configuration it has read.

const { writeFileSync } = require("node:fs");
const Module = require("node:module");

const keys = new Set();
const load = Module._load;
const wrapped = new WeakSet();
const names = ["getConfig"];

Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (/(^|\/)config$/.test(request) && typeof loaded?.allConfig === "function" && !wrapped.has(loaded)) {
        wrapped.add(loaded);
        for (const name of names) {
            const original = loaded[name];
            loaded[name] = key => {
                keys.add(key);
                return original(key);
            };
        }
    }
    return loaded;
};

process.once("exit", () => {
    try {
        writeFileSync(process.env.GRADE_KEYS_FILE, JSON.stringify([...keys]));
    } catch {
        // Without the list, nothing is said of keys.
    }
});
