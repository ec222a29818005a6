import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { readEnvironment } from "./environment";
import { log } from "./log";
import { RuleStore } from "./rule-store";
import { closeServer, createServer } from "./server";

/** Milliseconds after SIGTERM until connections are cut off. ECS ends the task after 30 seconds. */
const grace = 15_000;

const { port, table } = readEnvironment(process.env);
const dynamodb = new DynamoDB({ requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000 } });
const store = new RuleStore(dynamodb, table);
const server = createServer(() => store.get());

let received = 0;
let answered = 0;
server.on("request", (_, response) => {
    received++;
    response.on("finish", () => answered++);
});

server.listen(port, () => log("info", { message: "listening", address: server.address() }));

process.once("SIGTERM", () => {
    void closeServer(server, grace).then(() => dynamodb.destroy());
});

// Once nothing is left to do: the last answers are sent after the server has closed.
process.once("beforeExit", () => log("info", { message: "closed", received, answered }));
