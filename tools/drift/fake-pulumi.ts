import { chmodSync, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryProject } from "../host/temporary-project";

/** What a stand-in for the Pulumi CLI does. */
export interface Behaviour {
    version?: string;
    /** Lines of the log of events that it sends. */
    events?: unknown[];
    /** Lines that it sends after these as they are. */
    damaged?: string[];
    stderr?: string;
    exitCode?: number;
    /** Goes on until it gets a signal or, for so many milliseconds, none. */
    wait?: number;
}

export interface FakePulumi {
    projectDir: string;
    /** A PATH on which the stand-in is the only Pulumi CLI. */
    path: string;
    /** What it was started with. */
    calls: () => string[];
    /** Signals that it got; undefined until it waits for some. */
    signals: () => string | undefined;
}

/** Sends events as the CLI does since version 3.206, over gRPC. */
const refresh = `
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const grpc = require("@grpc/grpc-js");
const { EventRequest } = require("@pulumi/pulumi/proto/events_pb");
const { EventsClient } = require("@pulumi/pulumi/proto/events_grpc_pb");

const { events, stderr, exitCode, wait } = JSON.parse(readFileSync(__dirname + "/behaviour.json", "utf8"));
const address = process.argv[process.argv.indexOf("--event-log") + 1].replace("tcp://", "");
const client = new EventsClient(address, grpc.credentials.createInsecure());
const stream = client.streamEvents(() => {
    process.stderr.write(stderr);
    process.exit(exitCode);
});
for (const event of events) {
    const request = new EventRequest();
    request.setEvent(event);
    stream.write(request);
}
const timer = setTimeout(() => stream.end(), wait);
process.on("SIGINT", signal => {
    appendFileSync("signals", signal);
    clearTimeout(timer);
    stream.end();
});
writeFileSync("signals", "");
`;

/** A project, and a stand-in for the Pulumi CLI that replays a log of events; without a behaviour, no CLI. */
export function fakePulumi(behaviour?: Behaviour): FakePulumi {
    const { version = "v3.248.0", events = [], damaged = [], stderr = "", exitCode = 0, wait = 0 } = behaviour ?? {};
    const projectDir = temporaryProject({
        "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
        "bin/behaviour.json": JSON.stringify({
            stderr, exitCode, wait, events: [...events.map(event => JSON.stringify(event)), ...damaged] }),
        "bin/refresh.cjs": refresh,
        ...behaviour && { "bin/pulumi": `#!/bin/sh
echo "$PWD: $*" >> "$(dirname "$0")/calls"
case "$1" in
    version) echo '${version}' ;;
    *) exec '${process.execPath}' "$(dirname "$0")/refresh.cjs" "$@" ;;
esac
` },
    });
    if (behaviour) {
        chmodSync(join(projectDir, "bin/pulumi"), 0o755);
    }
    const read = (file: string) => readFileSync(join(projectDir, file), "utf8");
    return {
        projectDir,
        path: [join(projectDir, "bin"), "/usr/bin", "/bin"].join(delimiter),
        calls: () => read("bin/calls").trim().split("\n"),
        signals: () => existsSync(join(projectDir, "signals")) ? read("signals") : undefined,
    };
}
