module.exports = {
    // By their paths, because examples are tested from their own folders.
    require: [
        require.resolve("./tools/host/transpile-cache.cjs"),
        "ts-node/register/transpile-only",
        require.resolve("./tools/host/traces.cjs"),
        require.resolve("./tests/support/hooks.ts"),
    ],
    parallel: true,
    jobs: 2,
    timeout: 60_000,
    slow: 5_000,
};
