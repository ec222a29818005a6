import type { Clients } from "../../host/clients";
import type { Resource } from "../../host/monitor";
import type { StackSettings } from "../../host/settings";
import { type Check, fail, type Finding, pass, stacksOf, type Target, textOf } from "../check";

const adopt = (stacks: string) => `pulumi config set recorder adopt --stack ${stacks}`;

interface Kind {
    what: string;
    type: string;
    listNames: (clients: Clients) => Promise<string[]>;
}

/** AWS allows one of each in a region of an account. */
const recorder: Kind = {
    what: "configuration recorder",
    type: "aws:cfg/recorder:Recorder",
    listNames: async ({ configService }) => {
        const { ConfigurationRecorders = [] } = await configService.describeConfigurationRecorders({});
        return ConfigurationRecorders.map(({ name = "" }) => name);
    },
};
const channel: Kind = {
    what: "delivery channel",
    type: "aws:cfg/deliveryChannel:DeliveryChannel",
    listNames: async ({ configService }) => {
        const { DeliveryChannels = [] } = await configService.describeDeliveryChannels({});
        return DeliveryChannels.map(({ name = "" }) => name);
    },
};

/** Whether AWS Config has room for what stacks create, or has what they adopt. */
export function checkRecorder({ resources, stacks }: Target): Check[] {
    const adopting = stacks.filter(adopts).map(({ stack }) => stack);
    return [recorder, channel].flatMap(kind => {
        const created = resources.filter(({ type }) => type === kind.type);
        const { what: subject } = kind;
        return [
            ...created.length === 0
                ? []
                : [{
                        subject,
                        stacks: stacksOf(created),
                        ask: async (clients: Clients) => judgeCreation(kind, created, await kind.listNames(clients)),
                    }],
            ...adopting.length === 0
                ? []
                : [{
                        subject: `${subject} to adopt`,
                        stacks: adopting,
                        ask: async (clients: Clients) => judgeAdoption(kind, created, await kind.listNames(clients)),
                    }],
        ];
    });
}

function adopts({ project, config }: StackSettings): boolean {
    return config[`${project}:recorder`] === "adopt";
}

function judgeCreation({ what }: Kind, created: Resource[], existing: string[]): Finding {
    const foreign = existing.filter(name => !created.some(resource => isOf(resource, name)));
    const stacks = stacksOf(created);
    if (foreign.length > 0) {
        return fail(`the region has the ${what} ${foreign.join(", ")} already, and AWS allows one`,
            stacks.map(adopt).join("; "));
    }
    return created.length > 1
        ? fail(`${created.length} would be created, and AWS allows one ${what}`, stacks.slice(1).map(adopt).join("; "))
        : pass(existing.length > 0 ? `${existing.join(", ")} is the stack's own` : "none is there yet");
}

function judgeAdoption({ what }: Kind, created: Resource[], existing: string[]): Finding {
    if (existing.length > 0) {
        return pass(`${existing.join(", ")} is there`);
    }
    const [creator] = stacksOf(created);
    return creator === undefined
        ? fail(`the region has no ${what}`, "pulumi config set recorder create")
        : pass(`none is there until ${creator} is deployed, which has to be first`);
}

/** Whether it was created for this resource. The name "default" is also the one that AWS's console gives. */
function isOf({ name, inputs }: Resource, existing: string): boolean {
    const own = textOf(inputs.name);
    return own === undefined
        ? existing.startsWith(`${name}-`) && /^[0-9a-f]{7}$/.test(existing.slice(name.length + 1))
        : own === existing && existing !== "default";
}
