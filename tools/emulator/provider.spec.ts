import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Existing, Registration } from "../host/registration";
import { emulatorClients, removeUserSettings } from "./endpoint";
import { createProvider, type ProviderOptions } from "./provider";

/** The requests that an answering server has got. */
interface AnsweringServer {
    server: Server;
    endpoint: string;
    bodies: string[];
}

async function answer(status: number, body: string): Promise<AnsweringServer> {
    const bodies: string[] = [];
    const server = createServer((request, response) => {
        request.setEncoding("utf8").on("data", (text: string) => bodies.push(decodeURIComponent(text)));
        request.on("end", () => response.writeHead(status).end(body));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    return { server, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

describe("emulator provider", () => {
    let running: Server | undefined;
    afterEach(() => running?.close());
    const setUp = async (status: number, body: string, options: Partial<ProviderOptions> = {}) => {
        const { server, endpoint, bodies } = await answer(status, body);
        running = server;
        const provider = createProvider({
            clientsOf: region => emulatorClients(endpoint, region),
            region: "us-east-1",
            projectDir: ".",
            defaultTags: {},
            onCreated: () => undefined,
            lastError: () => "KeyError: 'us-esat-1'",
            ...options,
        });
        const create = (inputs: object, type = "aws:ec2/eip:Eip", explicit?: object) => provider.create({
            type, name: "address", inputs, provider: explicit } as unknown as Registration);
        return { provider, create, bodies };
    };
    const address = "<R><allocationId>eipalloc-1</allocationId><publicIp>1.2.3.4</publicIp></R>";

    it("refuses an address that is not this machine's", () => {
        assert.throws(() => emulatorClients("https://ec2.us-east-1.amazonaws.com", "us-east-1"), {
            message: "the emulated AWS must be at 127.0.0.1, got https://ec2.us-east-1.amazonaws.com" });
    });

    it("names a function that it can't answer, and where to add it", async () => {
        const { provider } = await setUp(200, "");
        await assert.rejects(async () => provider.invoke("aws:ec2/getAmi:getAmi", {}), {
            exitCode: 2,
            message: "the emulator can't answer this function: teach it in tools/emulator/services/ec2.ts",
        });
    });

    it("reads what exists outside the stack", async () => {
        const { provider } = await setUp(200, '{"ConfigurationRecorders":[{"name":"default","roleARN":"role-arn"}]}');
        assert.deepEqual(await provider.read?.("aws:cfg/recorder:Recorder", "default", {} as Existing), {
            name: "default", roleArn: "role-arn" });
    });

    it("names a type that it can't read", async () => {
        const { provider } = await setUp(200, "");
        await assert.rejects(async () => provider.read?.("aws:ec2/eip:Eip", "eipalloc-1", {} as Existing), {
            exitCode: 1, message: "the emulator can't read aws:ec2/eip:Eip: teach it with its type" });
    });

    it("says what the emulated AWS has logged when it fails", async () => {
        const { create } = await setUp(500, "<!doctype html><html><title>500</html>");
        await assert.rejects(create({}), {
            exitCode: 2, message: "the emulated AWS failed with HTTP 500: KeyError: 'us-esat-1'" });
    });

    it("says what AWS refuses", async () => {
        const { create } = await setUp(
            400, "<R><Errors><Error><Code>AddressLimitExceeded</Code><Message>too many</Message></Error></Errors></R>");
        await assert.rejects(create({}), { exitCode: 1, message: "AddressLimitExceeded: too many" });
    });

    it("adds the provider's default tags, and those of an explicit provider instead", async () => {
        const { create, bodies } = await setUp(200, address, { defaultTags: { Owner: "us", Name: "default" } });
        await create({ tags: { Name: "own" } });
        assert.match(bodies[0] ?? "", /Tag\.1\.Key=Owner&.*Tag\.1\.Value=us&.*Tag\.2\.Key=Name&.*Tag\.2\.Value=own/);
        await create({}, undefined, { defaultTags: '{"tags":{"Owner":"them"}}' });
        assert.match(bodies[1] ?? "", /Tag\.1\.Key=Owner&.*Tag\.1\.Value=them/);
        assert.doesNotMatch(bodies[1] ?? "", /Tag\.2/);
    });

    it("tells read inputs from unread ones", async () => {
        const seen: unknown[] = [];
        const { create } = await setUp(200, address, {
            onCreated: (type, inputs) => seen.push(type, inputs.read(), inputs.unread()) });
        await create({ domain: "vpc", tags: { Name: "a" }, address: "1.2.3.4", region: "eu-west-1" });
        assert.deepEqual(seen, ["aws:ec2/eip:Eip", ["domain", "tags.Name"], ["address"]]);
    });

    it("is not led astray by the user's own AWS settings", async () => {
        Object.assign(process.env, {
            AWS_PROFILE: "nope", AWS_DEFAULT_PROFILE: "nope", AWS_DEFAULTS_MODE: "bogus", AWS_CONFIG_FILE: "/" });
        removeUserSettings();
        const { create } = await setUp(200, address);
        assert.equal((await create({})).id, "eipalloc-1");
    });
});
