// Loaded into the processes that run Pulumi programs, before the SDK.

const { dirname, join } = require("node:path");
const { setImmediate } = require("node:timers/promises");
const util = require("node:util");
require("./late-debugger.cjs");
require("./traces.cjs");
require("./transpile-cache.cjs");
require("./unknown-results.cjs");
const { changeModule, replaceModule } = require("./modules.cjs");

// The SDK prints errors through util.inspect with colours. Node then marks package names in the stack trace, and loops
// until memory for the text runs out, half a minute later, at frames such as "node_modules/@pulumi/output.ts:516" where
// the SDK's source maps leave out the package. Without colours nothing is marked.
const { inspect } = util;
util.inspect = Object.assign((value, options) => inspect(value, { ...options, colors: false }), inspect);

// The SDK loads npm's resolver of dependencies, a tenth of the time that a program takes, and needs it only where a
// program turns functions into code to deploy: it is loaded when it is first used.
replaceModule(/^@npmcli\/arborist$/, load => new Proxy({}, { get: (_, key) => key === "__esModule" || load()[key] }));

// The SDK sends the engine three messages for debugging with each resource, a third of the time that a program takes.
// Nobody reads them here.
let sendMessage;
changeModule(/[\\/]log(\/index)?$/, "debug", debug => {
    sendMessage = debug;
    return () => Promise.resolve();
});

// A program whose exports never resolve ends like one that is done: only here can they be named. And only here is known
// which exports are secret while a preview doesn't know their values.
process.once("beforeExit", async () => {
    const sdk = dirname(process.argv[1]);
    const program = require.cache[join(sdk, "run.js")]?.children.at(-1);
    const pending = [];
    for (const [name, value] of Object.entries(program?.exports ?? {})) {
        const settled = Promise.resolve(value?.promise?.() ?? value).then(() => true, () => true);
        if (!await Promise.race([settled, setImmediate(false)])) {
            pending.push(name);
        } else if (await require(join(sdk, "../../output")).output(value).isSecret) {
            sendMessage(`secret export: ${name}`);
        }
    }
    if (pending.length > 0) {
        require(join(sdk, "../../log")).error(`exports that never resolve: ${pending.join(", ")}`);
    }
});
