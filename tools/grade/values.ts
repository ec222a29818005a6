const secretName = /passw(or)?d|secretstring|authtoken|secretaccesskey|privatekey$|^accesskey$/i;
/** Names that hold the word, and no secret. */
const harmless = new RegExp("^(manageMasterUserPassword|noPasswordRequired|passwordWo.*Version"
    + "|.*(Arn|Arns|Id|Ids|Name|KmsKey\\w*|Length|Policy|Enabled|Version|File|Url))$");

/** Whether what has this name is a secret. */
export function isSecretName(name: string): boolean {
    return secretName.test(name) && !harmless.test(name);
}
