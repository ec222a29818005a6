// Changes modules that Pulumi's SDK loads.

const Module = require("node:module");

const load = Module._load;
const isSdk = /[\\/]node_modules[\\/]@pulumi[\\/]pulumi[\\/]/;
const changes = [];
Module._load = function (request, parent, ...rest) {
    const loadNow = () => load.call(this, request, parent, ...rest);
    const found = changes.find(({ requests }) => requests.test(request));
    return found && isSdk.test(parent?.filename) ? found.change(loadNow, parent) : loadNow();
};

/** What is required by such a request is what `change` returns, given the means to load it and who requires it. */
function replaceModule(requests, change) {
    changes.push({ requests, change });
}

/** Changes what such a request loads, once, if it has that function. */
function changeModule(requests, name, change) {
    const changed = new WeakSet();
    replaceModule(requests, loadNow => {
        const loaded = loadNow();
        if (typeof loaded[name] === "function" && !changed.has(loaded)) {
            changed.add(loaded);
            loaded[name] = change(loaded[name]);
        }
        return loaded;
    });
}

module.exports = { changeModule, replaceModule };
