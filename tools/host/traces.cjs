// The SDK formats a stack trace for every promise that it makes, and source maps are read for each frame of it: a fifth
// of the time that a program takes, and most of the time of unit tests. These traces stay empty here. Of those that it
// makes for every resource, to know the line of the program, only the program's own frames are formatted. All others
// are as ever. Should the SDK's functions get other names, programs only get slower.

let formatTrace = Error.prepareStackTrace ?? ((error, frames) => [error, ...frames].join("\n    at "));

const format = (error, frames) => {
    switch (frames[0]?.getFunctionName()) {
        case "debuggablePromise":
            return "";
        case "callsites":
            return ["Error", ...frames.map(frame => isLibrary(frame) ? "" : formatFrame(frame))].join("\n");
        default:
            return formatTrace(error, frames);
    }
};

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
