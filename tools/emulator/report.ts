import { relative } from "node:path";
import { drawTree } from "../host/tree";
import type { Deployment } from "./deploy";
import { accessKeyOf, defaultAccount } from "./endpoint";

/** Tells how far each stack has come: on a terminal in one line that changes, else in a line every ten resources. */
export class Progress {
    private readonly created: Map<string, number>;

    constructor(stacks: string[]) {
        this.created = new Map(stacks.map(stack => [stack, 0]));
        console.log(`deploying ${stacks.join(", ")} to an emulated AWS ...`);
    }

    add(stack: string): void {
        const count = (this.created.get(stack) ?? 0) + 1;
        this.created.set(stack, count);
        if (process.stdout.isTTY) {
            process.stdout.write(`\r  ${[...this.created].map(entry => entry.join(": ")).join("   ")} resources`);
        } else if (count % 10 === 0) {
            console.log(`  ${stack}: ${count} resources`);
        }
    }

    end(): void {
        if (process.stdout.isTTY) {
            console.log();
        }
    }
}

/** Prints what was deployed: for each stack the resources and the outputs. */
export function report(deployments: Deployment[]): void {
    for (const { stack, account, resources, outputs, outputsFile, diagnostics } of deployments) {
        const key = account === defaultAccount ? "" : ` (account of AWS_ACCESS_KEY_ID=${accessKeyOf(account)})`;
        console.log(`\n${stack}${key}`);
        drawTree(resources).forEach(line => console.log(`  ${line}`));
        console.log(`\n  outputs (${relative(".", outputsFile)})`);
        for (const [key, value] of Object.entries(outputs)) {
            console.log(`    ${key.padEnd(24)}${Array.isArray(value) ? value.join(", ") : String(value)}`);
        }
        diagnostics.forEach(({ severity, message }) => console.log(`  ${severity}: ${message}`));
    }
    console.log("\nnot emulated");
    const notEmulated = new Set(deployments.flatMap(deployment => [...deployment.notEmulated]));
    [...notEmulated].sort().forEach(what => console.log(`  ${what}`));
    const count = deployments.flatMap(({ resources }) => resources).filter(({ custom }) => custom).length;
    console.log(`\n${count} resources in ${deployments.length} stacks deployed in ${process.uptime().toFixed(1)} s`);
}
