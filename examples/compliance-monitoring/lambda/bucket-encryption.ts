import { checkBucketEncryption } from "./checks";
import { createClients, readSettings } from "./environment";
import { createHandler } from "./handler";

/** What Lambda calls. */
export const handler = createHandler(checkBucketEncryption, createClients(), readSettings(process.env));
