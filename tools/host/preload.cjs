// Loaded into the processes that run Pulumi programs, before the SDK.

const util = require("node:util");
const { checkExports } = require("./exports.cjs");
const { replaceModule } = require("./modules.cjs");
require("./late-debugger.cjs");
require("./traces.cjs");
require("./transpile-cache.cjs");
require("./unknown-results.cjs");

// The SDK prints errors through util.inspect with colours. Node then marks package names in the stack trace, and loops
// until memory for the text runs out, half a minute later, at frames such as "node_modules/@pulumi/output.ts:516" where
// the SDK's source maps leave out the package. Without colours nothing is marked.
const { inspect } = util;
util.inspect = Object.assign((value, options) => inspect(value, { ...options, colors: false }), inspect);

// The SDK loads npm's resolver of dependencies, a tenth of the time that a program takes, and needs it only where a
// program turns functions into code to deploy: it is loaded when it is first used.
replaceModule(/^@npmcli\/arborist$/, load => new Proxy({}, { get: (_, key) => key === "__esModule" || load()[key] }));

process.once("beforeExit", checkExports);
