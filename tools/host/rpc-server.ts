import * as grpc from "@grpc/grpc-js";
import { UserError } from "./command";

/** Answers a request; what it throws ends the run. */
type Handler<Call> = Call extends grpc.handleUnaryCall<infer Request, infer Response>
    ? (request: Request) => Response | Promise<Response>
    : never;

export type Handlers<Server> = { [Method in keyof Server]?: Handler<Server[Method]> };

/** Requests that can be named to the user have some of these. */
interface Named {
    getTok?: () => string;
    getType?: () => string;
    getName?: () => string;
}

/** A gRPC server on this machine, for services of which it needs to know only some methods. */
export class RpcServer {
    /** Resources and functions that wait for an answer. */
    readonly pending = new Set<string>();
    private readonly server = new grpc.Server();

    constructor(
        /** Is told of whatever goes wrong on this side; `subject` is the resource or function, if it was about one. */
        private readonly onError: (error: unknown, subject: string | undefined) => void,
    ) {}

    addService<Server>(service: grpc.ServiceDefinition, handlers: Handlers<Server>): void {
        const known = handlers as Record<string, ((request: unknown) => unknown) | undefined>;
        this.server.addService(service, Object.fromEntries(Object.keys(service).map(method =>
            [method, this.unaryCall(known[method] ?? (() => refuse(method)))])));
    }

    /** Starts listening and returns the address. */
    listen(): Promise<string> {
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
                if (error) {
                    reject(error);
                } else {
                    resolve(`127.0.0.1:${port}`);
                }
            });
        });
    }

    close(): void {
        this.server.forceShutdown();
    }

    private unaryCall(handle: (request: unknown) => unknown): grpc.handleUnaryCall<unknown, unknown> {
        return ({ request }, callback) => {
            const subject = readSubject(request as Named);
            if (subject !== undefined) {
                this.pending.add(subject);
            }
            Promise.resolve(request).then(handle).then(
                response => {
                    this.pending.delete(subject ?? "");
                    callback(null, response);
                },
                (error: unknown) => this.onError(error, subject),
            );
        };
    }
}

function readSubject(request: Named): string | undefined {
    return request.getTok?.() ?? (request.getType && `${request.getType()} ${request.getName?.()}`);
}

function refuse(method: string): never {
    throw new UserError(`the program asks for ${method}, which only the Pulumi CLI can do`, 1);
}
