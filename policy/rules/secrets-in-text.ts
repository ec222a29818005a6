const secrets = [
    // Keys of AWS, private keys, and tokens of common services, by their published beginnings.
    /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
    /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
    /\bgh[pousr]_[A-Za-z0-9]{36}\b/,
    /\bxox[abpr]-[A-Za-z0-9-]{10,}/,
    // A value next to a name that says what it is; references such as $NAME or ${name} are none.
    /(?:password|passwd|secret|api_?key|access_?key|token)["']?\s*[=:]\s*["']?[^\s"'$\\{}<>()]{8,}/i,
];

/** The texts that look as if they held a secret. The ARN of one is none. */
export function findSecrets(...texts: string[]): string[] {
    return texts
        .map(text => text.replaceAll(/arn:[\w:/.*-]+/g, ""))
        .filter(text => secrets.some(secret => secret.test(text)));
}
