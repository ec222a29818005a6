import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isImage, placeholder } from "../../components/image";

/** A port that nobody listens on. */
async function findPort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    return port;
}

describe("placeholder", () => {
    it("has an image that the configuration would take, too", () => assert(isImage(placeholder.image)));

    it("has the base of the service's own image, which runs what the build writes, not as root", () => {
        const lines = readFileSync(resolve(__dirname, "../../service/Dockerfile"), "utf8").split("\n");
        assert.equal(lines[0], `FROM ${placeholder.image}`);
        assert(lines.includes("COPY dist/index.js /service/index.js"));
        assert(lines.includes('CMD ["node", "/service/index.js"]'));
        assert(lines.includes("USER 1000"));
    });

    it("answers health checks until it is told to end", async () => {
        const port = await findPort();
        const [, ...args] = placeholder.command;
        const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: "inherit" });
        const exit = once(child, "exit");
        try {
            const ask = () => fetch(`http://127.0.0.1:${port}/health`).then(({ status }) => status, () => 0);
            let status = 0;
            for (let attempt = 0; attempt < 100 && status === 0; attempt++) {
                status = await ask();
                await setTimeout(50);
            }
            assert.equal(status, 200);
        } finally {
            child.kill("SIGTERM");
        }
        assert.deepEqual(await exit, [0, null]);
    });
});
