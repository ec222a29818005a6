import type { Level } from "../../host/differences";
import type { Setting } from "../settings-in-force";

/**
 * Takes the environment's own name and suffix out of texts, so that what differs in nothing else is the same in two
 * environments. Each is taken for a whole word: "dev" is none of the words in "device".
 */
export function levelOf(stack: string, settings: Setting[]): Level {
    const find = (key: string) => settings.find(setting => setting.key === key)?.value;
    const [environment = stack, suffix] = [find("environment"), find("environmentSuffix")];
    const words: [word: string, placeholder: string][] = [
        ...suffix === undefined ? [] : [[`${environment}-${suffix}`, "{environment}-{suffix}"] as [string, string]],
        [stack, "{environment}"],
        [environment, "{environment}"],
    ];
    const placeholders = new Map([...words].reverse());
    const choice = words.map(([word]) => escape(word)).join("|");
    const pattern = new RegExp(`(?<![A-Za-z0-9])(${choice})(?![A-Za-z0-9])`, "g");
    return text => text === suffix ? "{suffix}" : text.replaceAll(pattern, word => placeholders.get(word) ?? word);
}

function escape(word: string): string {
    return word.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
