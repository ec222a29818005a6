module.exports = {
    // By its path, because examples are tested from their own folders.
    require: ["ts-node/register/transpile-only", require.resolve("./tests/support/hooks.ts")],
    parallel: true,
    jobs: 2,
    timeout: 60_000,
    slow: 5_000,
};
