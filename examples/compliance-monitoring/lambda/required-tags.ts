import { checkRequiredTags } from "./checks";
import { createClients, readSettings } from "./environment";
import { createHandler } from "./handler";

/** What Lambda calls. */
export const handler = createHandler(checkRequiredTags, createClients(), readSettings(process.env));
