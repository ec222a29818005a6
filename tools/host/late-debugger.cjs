// The SDK turns on V8's debugger when a program starts, which makes all that follows slower by a fifth. It needs the
// debugger only where a program turns functions into code to deploy: here it is turned on when it is first asked.

const { replaceModule } = require("./modules.cjs");

/** Sessions by the module that makes them. */
const asked = new WeakMap();

replaceModule(/^\..*[\\/]v8Hooks$/, (load, parent) => {
    const loaded = load();
    if (/[\\/]cmd[\\/]run(-policy-pack)?[\\/]index\.js$/.test(parent?.filename)) {
        return { ...loaded, isInitializedAsync: () => Promise.resolve() };
    }
    if (!asked.has(loaded)) {
        asked.set(loaded, undefined);
        const { getSessionAsync } = loaded;
        loaded.getSessionAsync = () => {
            asked.set(loaded, asked.get(loaded) ?? getSessionAsync().then(announceScripts));
            return asked.get(loaded);
        };
    }
    return loaded;
});

/** V8 announces what was loaded before when the debugger is turned on, which the SDK began to heed only after that. */
async function announceScripts(session) {
    for (const command of ["Debugger.disable", "Debugger.enable"]) {
        await new Promise((resolve, reject) => {
            session.post(command, error => error ? reject(error) : resolve());
        });
    }
    return session;
}
