import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { UserError } from "../errors";
import type { Provider } from "../monitor";
import { autoscaling } from "./autoscaling";
import type { Clients } from "./clients";
import { cloudwatch } from "./cloudwatch";
import { ec2 } from "./ec2";
import { iam } from "./iam";
import { lb } from "./lb";
import { rds } from "./rds";
import { type Creator, watched } from "./resource";
import { s3 } from "./s3";
import { ssm } from "./ssm";
import { vpc } from "./vpc";

const creators: Record<string, Creator> = {
    ...autoscaling, ...cloudwatch, ...ec2, ...iam, ...lb, ...rds, ...s3, ...ssm, ...vpc,
};

const functions: Record<string, (clients: Clients) => Promise<Record<string, unknown>>> = {
    "aws:index/getCallerIdentity:getCallerIdentity": async ({ sts }) => {
        const { Account } = await sts.send(new GetCallerIdentityCommand({}));
        return { accountId: Account };
    },
};

/** Creates resources in the emulated AWS that the clients lead to. */
export function createProvider(clients: Clients, notEmulated: (what: string) => void): Provider {
    return {
        create: async ({ type, name, inputs }) => {
            const create = creators[type];
            if (!create) {
                const service = type.split(/[:/]/)[1];
                throw new UserError(`the emulator can't create this type: teach it in tools/emulator/${service}.ts`);
            }
            const { inputs: watchedInputs, unread } = watched(inputs);
            const created = await told(create(watchedInputs as never, { clients, name }));
            unread().forEach(key => notEmulated(`${key} of ${type}`));
            return created;
        },
        invoke: token => {
            const answer = functions[token];
            if (!answer) {
                throw new UserError("the emulator can't answer this function: teach it in tools/emulator/provider.ts");
            }
            return told(answer(clients));
        },
    };
}

/** What AWS refuses is the program's fault, and said without a stack trace. */
async function told<T>(answer: Promise<T>): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        const refused = error instanceof Error && "$fault" in error;
        throw refused ? new UserError(`${error.name}: ${error.message}`, 1) : error;
    }
}
