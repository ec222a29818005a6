// Loaded into the process of a policy pack before the SDK, which would check the types of the pack: 3 to 7 seconds, and
// `npm run check` does it.

require("../host/preload.cjs");
const Module = require("node:module");

const load = Module._load;
Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    return request === "ts-node"
        ? { ...loaded, register: options => loaded.register({ ...options, typeCheck: false, transpileOnly: true }) }
        : loaded;
};
