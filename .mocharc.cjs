const files = [
    "./tools/host/typescript.cjs",
    "./tools/host/traces.cjs",
    "./tests/support/hooks.ts",
];

module.exports = {
    // By their paths, because examples are tested from their own folders.
    require: files.map(file => require.resolve(file)),
    // Tests of stacks that are graded, some of which can't pass.
    ignore: ["tools/grade/fixtures/**"],
    parallel: true,
    jobs: 2,
    timeout: 60_000,
    slow: 5_000,
};
