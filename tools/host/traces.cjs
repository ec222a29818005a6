// The SDK takes a stack trace for every promise that it makes, and reads source maps for each frame of it: a third of
// the time that a program takes, and most of the time of unit tests. These traces stay empty here. Of those that it
// makes for every resource, to know the line of the program, only the program's own frames are formatted. All others
// are as ever. Should the SDK's functions get other names, programs only get slower.

const { changeModule } = require("./modules.cjs");

changeModule(/^\..*[\\/]debuggable$/, "debuggablePromise", make => (...args) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
        return make(...args);
    } finally {
        Error.stackTraceLimit = limit;
    }
});

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
