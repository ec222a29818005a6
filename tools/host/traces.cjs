// The SDK takes a stack trace for every promise that it makes, and reads source maps for each frame of it: a third of
// the time that a program takes, and most of the time of unit tests. These traces stay empty here. Of those that it
// makes for every resource, to know the line of the program, only the program's own frames are formatted. All others
// are as ever. Should the SDK's functions get other names, programs only get slower.

const Module = require("node:module");

const load = Module._load;
const changed = new WeakSet();
Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (/[\\/]debuggable$/.test(request) && loaded.debuggablePromise && !changed.has(loaded)) {
        changed.add(loaded);
        loaded.debuggablePromise = withoutTrace(loaded.debuggablePromise);
    }
    return loaded;
};

const withoutTrace = make => (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return make(...args);
    } finally {
        Error.stackTraceLimit = limit;
    }
};

let formatTrace = Error.prepareStackTrace ?? ((error, frames) => [error, ...frames].join("\n    at "));

const format = (error, frames) => frames[0]?.getFunctionName() === "callsites"
    ? ["Error", ...frames.map(frame => isLibrary(frame) ? "" : formatFrame(frame))].join("\n")
    : formatTrace(error, frames);

const isLibrary = frame => /^node:|[\\/]node_modules[\\/]/.test(frame.getFileName() ?? "node:");

const formatFrame = frame => formatTrace(new Error(), [frame]).split("\n")[1];

// ts-node installs its own function, in programs after this file is loaded.
Object.defineProperty(Error, "prepareStackTrace", {
    configurable: true,
    get: () => format,
    set: value => {
        formatTrace = value;
    },
});
