import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as enginepb from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Handlers } from "./rpc-server";

export interface Diagnostic {
    severity: "info" | "warning" | "error";
    message: string;
}

const severities = ["debug", "info", "warning", "error"] as const;

/** What a program tells the engine: messages, and which resource is the stack itself. */
export class Engine {
    readonly diagnostics: Diagnostic[] = [];
    /** Names of outputs that are secret, known or not: see exports.cjs. */
    readonly secretOutputs: string[] = [];
    /** URN of the stack, "" before the program has registered it. */
    root = "";

    handlers(): Handlers<IEngineServer> {
        return {
            log: request => {
                const severity = severities[request.getSeverity()];
                const [, secretOutput] = /^secret export: (.*)$/.exec(request.getMessage()) ?? [];
                if (severity === "debug") {
                    this.secretOutputs.push(...secretOutput === undefined ? [] : [secretOutput]);
                } else {
                    this.diagnostics.push({ severity, message: request.getMessage().trimEnd() });
                }
                return new Empty();
            },
            getRootResource: () => new enginepb.GetRootResourceResponse().setUrn(this.root),
            setRootResource: request => {
                this.root = request.getUrn();
                return new enginepb.SetRootResourceResponse();
            },
            requirePulumiVersion: () => new enginepb.RequirePulumiVersionResponse(),
        };
    }
}
