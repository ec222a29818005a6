import * as pulumi from "@pulumi/pulumi";
import { buildSync } from "esbuild";
import { dirname } from "node:path";

/**
 * Bundles a TypeScript file and what it imports into `index.js`. The same source gives the same archive on every
 * machine: paths in the bundle are relative, and no other project's settings apply. AWS's own SDK is left out, because
 * Lambda's runtime has it: with it, each of its releases would be a change, and a megabyte in Pulumi's state.
 */
export function bundle(entryPoint: string): pulumi.asset.AssetArchive {
    const { outputFiles: [file] } = buildSync({
        entryPoints: [entryPoint],
        absWorkingDir: dirname(entryPoint),
        bundle: true,
        external: ["@aws-sdk/*"],
        platform: "node",
        format: "cjs",
        target: "node22",
        tsconfigRaw: {},
        charset: "utf8",
        logLevel: "silent",
        write: false,
    });
    return new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(String(file?.text)) });
}
