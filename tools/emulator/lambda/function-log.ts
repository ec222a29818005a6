import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { Clients } from "../../host/clients";

/** The log of one process of a function: a stream in the function's log group. */
export class FunctionLog {
    readonly stream: string;
    private lines: { timestamp: number; message: string }[] = [];
    private created: Promise<void> | undefined;
    private writing: Promise<void> | undefined;

    constructor(
        private readonly logs: Clients["logs"],
        readonly group: string,
        private readonly onError: (error: unknown) => void,
    ) {
        const date = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
        this.stream = `${date}/[$LATEST]${randomBytes(16).toString("hex")}`;
    }

    /** Writes what a process prints, line by line. */
    follow(output: NodeJS.ReadableStream): void {
        let rest = "";
        output.setEncoding("utf8").on("data", (text: string) => {
            // An entry may hold other characters that end a line.
            const lines = `${rest}${text}`.split("\n");
            rest = lines.pop() ?? "";
            lines.forEach(line => this.write(line));
        });
    }

    write(message: string): void {
        // An empty entry is refused.
        this.lines.push({ timestamp: Date.now(), message: message || " " });
        this.writing ??= this.writeLines().catch(this.onError).finally(() => {
            this.writing = undefined;
        });
    }

    /** Resolves once what was written so far is in the group. */
    async end(): Promise<void> {
        await this.writing;
    }

    private async writeLines(): Promise<void> {
        this.created ??= this.createStream();
        await this.created;
        while (this.lines.length > 0) {
            // Lines come many at a time.
            await setTimeout(50);
            await this.logs.putLogEvents({
                logGroupName: this.group, logStreamName: this.stream, logEvents: this.lines.splice(0, 1000) });
        }
    }

    /** As on AWS, a group that nobody has created is made. */
    private async createStream(): Promise<void> {
        await this.logs.createLogGroup({ logGroupName: this.group }).catch((error: unknown) => {
            if ((error as Error).name !== "ResourceAlreadyExistsException") {
                throw error;
            }
        });
        await this.logs.createLogStream({ logGroupName: this.group, logStreamName: this.stream });
    }
}
