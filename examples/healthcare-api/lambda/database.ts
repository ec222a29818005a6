import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { Client } from "pg";
import type { Tools } from "./environment";

const timeoutMs = 5000;

interface Location {
    address: string;
    port: number;
    database: string;
    secretArn: string;
}

/**
 * Makes a new connection, as any client would: a password that was rotated is noticed. It connects as the database's
 * administrator, because there is no other user yet: give your application one of its own.
 */
export async function checkDatabase(tools: Tools): Promise<void> {
    const { address, port, database, secretArn } = await findDatabase(tools);
    const { username, password } = await readCredentials(secretArn, tools);
    const client = new Client({
        host: address,
        port,
        database,
        user: username,
        password,
        // Against the authorities that NODE_EXTRA_CA_CERTS adds.
        ssl: { rejectUnauthorized: true },
        connectionTimeoutMillis: timeoutMs,
        query_timeout: timeoutMs,
    });
    // A connection that breaks later would end the process.
    client.on("error", () => undefined);
    try {
        await client.connect();
        await client.query("SELECT 1");
    } finally {
        await client.end();
    }
}

async function findDatabase({ clients, settings }: Tools): Promise<Location> {
    const { Parameter } = await clients.parameters.send(new GetParameterCommand({ Name: settings.databaseParameter }));
    return JSON.parse(String(Parameter?.Value)) as Location;
}

async function readCredentials(secretArn: string, { clients }: Tools) {
    const { SecretString } = await clients.secrets.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return JSON.parse(String(SecretString)) as { username: string; password: string };
}
