// Preloaded by every command: runs TypeScript without checking its types, which `npm run check` does.

require("./transpile-cache.cjs");
require("ts-node/register/transpile-only");
