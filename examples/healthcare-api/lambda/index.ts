import { createClients, readSettings } from "./environment";
import { createHandler } from "./handler";

/** What Lambda calls. */
export const handler = createHandler(createClients(), readSettings(process.env));
