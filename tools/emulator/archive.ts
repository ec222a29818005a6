import { specialArchiveSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { unzipSync, zipSync } from "fflate";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { UserError } from "../host/command";

type Files = Record<string, Uint8Array>;

/** An asset or an archive as a program sends it. */
interface Sent {
    [specialSigKey]: string;
    text?: string;
    path?: string;
    uri?: string;
    assets?: Record<string, Sent>;
}

/** The zip file of an archive. Paths in it are relative to the project's folder, in which the program runs. */
export function zipArchive(archive: unknown, projectDir: string): Uint8Array {
    // A copy, because the SDK's marks are among the inputs and nothing else reads them.
    const sent = JSON.parse(JSON.stringify(archive)) as Sent;
    // The same files make the same zip file, whenever that is; such files know no earlier day.
    return zipSync(readFiles(sent, "", projectDir), { mtime: new Date(1980, 0, 1) });
}

function readFiles(sent: Sent, name: string, projectDir: string): Files {
    if (sent.assets) {
        return Object.assign({}, ...Object.entries(sent.assets).map(([key, asset]) =>
            readFiles(asset, join(name, key), projectDir))) as Files;
    }
    if (sent.text !== undefined) {
        return { [name]: Buffer.from(sent.text) };
    }
    if (sent.path === undefined) {
        throw new UserError(`the emulator reads code from files and texts, not from ${sent.uri}`, 1);
    }
    const path = resolve(projectDir, sent.path);
    return sent[specialSigKey] === specialArchiveSig ? readArchive(path, name) : { [name]: readFileSync(path) };
}

function readArchive(path: string, name: string): Files {
    if (path.endsWith(".zip")) {
        return Object.fromEntries(Object.entries(unzipSync(readFileSync(path))).map(([file, content]) =>
            [join(name, file), content]));
    }
    if (!statSync(path).isDirectory()) {
        throw new UserError(`the emulator reads archives that are folders or zip files, not ${path}`, 1);
    }
    return Object.fromEntries(readdirSync(path, { recursive: true, withFileTypes: true })
        .filter(entry => !entry.isDirectory())
        .map(entry => join(entry.parentPath, entry.name))
        .map(file => [join(name, relative(path, file)), readFileSync(file)]));
}
