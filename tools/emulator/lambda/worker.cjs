// Runs one function in a process of its own: loads its code, then answers one event after the other. What the function
// prints goes to standard output, from where it gets into the function's log.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const process = require("node:process");
const { pathToFileURL } = require("node:url");
const { format } = require("node:util");

const levels = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];
const methods = { trace: "TRACE", debug: "DEBUG", log: "INFO", info: "INFO", warn: "WARN", error: "ERROR" };
const { AWS_LAMBDA_LOG_FORMAT, AWS_LAMBDA_LOG_LEVEL = "INFO", LAMBDA_TASK_ROOT, _HANDLER } = process.env;
let requestId = "";

/** Writes an entry as Lambda's runtime does: in a single line. */
function log(level, ...args) {
    const timestamp = new Date().toISOString();
    if (AWS_LAMBDA_LOG_FORMAT !== "JSON") {
        const text = `${timestamp}\t${requestId}\t${level}\t${format(...args)}`;
        process.stdout.write(`${text.replaceAll("\n", "\r")}\n`);
    } else if (levels.indexOf(level) >= levels.indexOf(AWS_LAMBDA_LOG_LEVEL)) {
        const message = args.length === 1 && !(args[0] instanceof Error) ? args[0] : format(...args);
        process.stdout.write(`${JSON.stringify({ timestamp, level, requestId, message })}\n`);
    }
}

for (const [method, level] of Object.entries(methods)) {
    globalThis.console[method] = (...args) => log(level, ...args);
}

/** Finds the function that a handler such as "folder/index.handler" names. */
async function loadHandler() {
    const [, file, name] = /^(.*)\.([^.]+)$/.exec(_HANDLER);
    const path = ["js", "mjs", "cjs"].map(extension => join(LAMBDA_TASK_ROOT, `${file}.${extension}`)).find(existsSync);
    if (path === undefined) {
        throw new Error(`the function's code holds no ${file}.js, .mjs or .cjs`);
    }
    const loaded = await import(pathToFileURL(path).href);
    const handler = loaded[name] ?? loaded.default?.[name];
    if (typeof handler !== "function") {
        throw new Error(`the function's code exports no ${name}`);
    }
    return handler;
}

async function answer(handler, { event, context, deadline }) {
    requestId = context.awsRequestId;
    try {
        const result = await handler(event, { ...context, getRemainingTimeInMillis: () => deadline - Date.now() });
        return { result };
    } catch (error) {
        log("ERROR", "Invoke Error", error);
        return { error: String(error) };
    }
}

// It must not outlive the emulator.
process.on("disconnect", () => process.exit());

loadHandler().then(handler => {
    process.on("message", async request => process.send(await answer(handler, request)));
    process.send("ready");
}, error => {
    log("ERROR", "Init Error", error);
    process.exit(1);
});
