// Keeps what ts-node makes of each TypeScript file: making it again takes a quarter of the time of a program's run.

const { createHash, randomUUID } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { basename, dirname, isAbsolute, join } = require("node:path");

const directory = join(__dirname, "../../node_modules/.cache/transpiled");
const transpiler = require(join(dirname(require.resolve("ts-node")), "ts-transpile-module.js"));
const { createTsTranspileModule } = transpiler;

transpiler.createTsTranspileModule = (typescript, options) => {
    const transpile = createTsTranspileModule(typescript, options);
    // ts-node adds the path of the file by itself: what is made of a copy elsewhere is the same.
    const hidePaths = (_, value) => typeof value === "string" && isAbsolute(value) ? "" : value;
    const settings = JSON.stringify([typescript.version, options.compilerOptions], hidePaths);
    return (code, { fileName }, ...rest) => {
        const key = [settings, basename(fileName), ...rest, code].join("\n");
        const file = join(directory, `${createHash("sha256").update(key).digest("hex")}.json`);
        const kept = read(file);
        if (kept) {
            return kept;
        }
        const result = transpile(code, { fileName }, ...rest);
        if (result.diagnostics.length === 0) {
            write(file, result);
        }
        return result;
    };
};

function read(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
}

/** Other processes see all of a file or nothing. Where nothing can be written, nothing is kept. */
function write(file, content) {
    const draft = `${file}.${randomUUID()}`;
    try {
        mkdirSync(directory, { recursive: true });
        writeFileSync(draft, JSON.stringify(content));
        renameSync(draft, file);
    } catch {
        return;
    }
}
