// Loaded into the processes that run Pulumi programs, before the SDK.
//
// The SDK prints errors through util.inspect with colours. Node then marks package names in the stack trace, and loops
// until memory for the text runs out, half a minute later, at frames such as "node_modules/@pulumi/output.ts:516" where
// the SDK's source maps leave out the package. Without colours nothing is marked.
const util = require("node:util");

const { inspect } = util;
util.inspect = Object.assign((value, options) => inspect(value, { ...options, colors: false }), inspect);
