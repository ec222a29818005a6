// A program whose exports never resolve ends like one that is done: only in its own process can they be named. And only
// there is known which exports are secret while a preview doesn't know their values.

const { dirname, join } = require("node:path");
const { setImmediate } = require("node:timers/promises");
const { changeModule } = require("./modules.cjs");

// The SDK sends the engine three messages for debugging with each resource, a third of the time that a program takes.
// Nobody reads them but these here.
let sendMessage;
changeModule(/^\..*[\\/]log$/, "debug", debug => {
    sendMessage = debug;
    return () => Promise.resolve();
});

async function checkExports() {
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
}

module.exports = { checkExports };
