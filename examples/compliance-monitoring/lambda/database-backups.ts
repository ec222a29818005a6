import { checkDatabaseBackups } from "./checks";
import { createClients, readSettings } from "./environment";
import { createHandler } from "./handler";

/** What Lambda calls. */
export const handler = createHandler(checkDatabaseBackups, createClients(), readSettings(process.env));
