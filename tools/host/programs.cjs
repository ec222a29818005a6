// Runs programs of previews one after the other, each through the SDK's own entry point. The first one runs as in any
// new process. For those after it, the SDK, the provider's package and TypeScript stay loaded, two thirds of the time
// that a program takes; what else a program leaves behind is taken back. Where that can't be done, the process ends.

const { readFileSync } = require("node:fs");
const { setImmediate } = require("node:timers");
const { checkExports } = require("./exports.cjs");
const { changeModule, replaceModule } = require("./modules.cjs");

// What a program changes in these themselves stays changed.
const keptPackages = /[\\/]node_modules[\\/]@pulumi[\\/](pulumi|aws)[\\/]/;
const entryPoints = /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run[\\/](index|run)\.js$/;
const settingsModule = /[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]settings\.js$/;

const before = {
    modules: new Set(Object.keys(require.cache)),
    extensions: { ...require.extensions },
    env: { ...process.env },
};
let hasEnded = false;
/** Names of global variables before the program was loaded. */
let globals = [];
/** Of the process, added by the program and by the entry point. */
let listeners = [];

// The last thing that the SDK does, and only if the program has ended well.
changeModule(/^\..*[\\/]settings$/, "signalAndWaitForShutdown", signal => () => signal().finally(() => {
    hasEnded = true;
}));

replaceModule(/^([\\/]|[A-Z]:)/, load => {
    globals = Object.keys(globalThis);
    return load();
});

for (const method of ["on", "addListener", "prependListener"]) {
    const add = process[method];
    process[method] = (event, listener) => {
        const caller = new Error().stack.split("\n").slice(2).find(line => !/\bnode:|\(internal/.test(line)) ?? "";
        // In source maps of the SDK, its folder has no name.
        if (!/[\\/]node_modules[\\/]@pulumi[\\/]/.test(caller) || /[\\/]cmd[\\/]run[\\/]/.test(caller)) {
            listeners.push([event, listener]);
        }
        return add.call(process, event, listener);
    };
}

process.on("disconnect", () => process.exit());
process.on("message", start);
listeners = [];

function start({ entryPoint, args, env, id }) {
    process.channel.unref();
    Object.assign(process.env, env);
    process.argv = [process.argv[0], entryPoint, ...args];
    hasEnded = false;
    require(entryPoint);
    renewState();
    let rounds = 5;
    const waitForEnd = () => {
        if (hasEnded) {
            process.removeListener("beforeExit", waitForEnd);
            // After all others that listen.
            setImmediate(finish, id);
        } else if (rounds-- > 0) {
            // Has the event emitted once more, until the SDK has told the engine that the program has ended well.
            setImmediate(() => undefined);
        }
    };
    process.on("beforeExit", waitForEnd);
}

/** The SDK reads its options from the environment, to which the entry point has just added some. */
function renewState() {
    const [{ filename }] = findModules(settingsModule);
    const { LocalStore, getGlobalStore } = require(filename.replace("settings", "state"));
    // Provider packages add to these when they are loaded.
    const { resourceModules, resourcePackages } = getGlobalStore();
    global.globalStore = Object.assign(new LocalStore(), { resourceModules, resourcePackages });
}

function finish(id) {
    const { leakCandidates, logErrorCount } = global.globalStore;
    if (leakCandidates.size + logErrorCount > 0) {
        // The SDK says more of it when the process ends.
        return;
    }
    const modules = Object.values(require.cache).filter(module => !isKept(module));
    const isReusable = canBeTakenBack(modules);
    if (isReusable) {
        takeBack(modules);
        process.channel.ref();
    }
    [process.stdout, process.stderr].forEach(stream => stream.write(`${id} ${isReusable}\n`));
}

function isKept({ filename, parent }) {
    if (before.modules.has(filename) || keptPackages.test(filename)) {
        return !entryPoints.test(filename);
    }
    // What these packages need, and TypeScript, which the entry point loads.
    return /[\\/]node_modules[\\/]/.test(filename) && parent && (entryPoints.test(parent.filename) || isKept(parent));
}

/** Modules that are imported asynchronously stay loaded; who has made a global variable relies on it. */
function canBeTakenBack(modules) {
    const programs = modules.filter(({ filename }) => !entryPoints.test(filename));
    const isMain = ({ parent }) => entryPoints.test(parent?.filename);
    const importsLater = ({ filename }) => /\bimport\s*\(/.test(readFileSync(filename, "utf8"));
    return !process.exitCode && programs.some(isMain) && !programs.some(importsLater)
        && Object.keys(globalThis).every(name => globals.includes(name));
}

function takeBack(modules) {
    modules.forEach(({ filename }) => delete require.cache[filename]);
    listeners.splice(0).forEach(([event, listener]) => process.removeListener(event, listener));
    process.once("beforeExit", checkExports);
    listeners = [];
    replaceAll(require.extensions, before.extensions);
    replaceAll(process.env, before.env);
    findModules(settingsModule).forEach(module => module.exports.disconnectSync());
}

function replaceAll(object, values) {
    Object.keys(object).forEach(name => delete object[name]);
    Object.assign(object, values);
}

function findModules(path) {
    return Object.values(require.cache).filter(({ filename }) => path.test(filename));
}
