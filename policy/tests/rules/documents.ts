/** Documents of the fixtures, as texts. */
function toDocument(...statements: object[]): string {
    return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

const account = "123456789012";
const denyPlainHttp = (action: string) => ({
    Effect: "Deny",
    Principal: "*",
    Action: action,
    Resource: "*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const allowEverybody = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const allowRole = {
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:role/app` },
    Action: "s3:GetObject",
    Resource: "*",
};
const allowRoot = (action: string) => ({
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: action,
    Resource: "*",
});
const allow = (action: string, resource: string) => ({ Effect: "Allow", Action: action, Resource: resource });

export const documents = {
    bucket: toDocument(denyPlainHttp("s3:*"), allowRole),
    topic: toDocument(denyPlainHttp("sns:Publish")),
    queue: toDocument(denyPlainHttp("sqs:*")),
    anybody: toDocument(denyPlainHttp("s3:*"), denyPlainHttp("sns:Publish"), allowEverybody),
    withoutTls: toDocument(allowRole),
    key: toDocument(allowRoot("kms:PutKeyPolicy")),
    keyOfAccount: toDocument(allowRoot("kms:*")),
    role: toDocument(allow("s3:GetObject", "arn:aws:s3:::data/*")),
    administrator: toDocument(allow("*", "*")),
    service: toDocument(allow("s3:*", "arn:aws:s3:::data/*")),
    anyResource: toDocument(allow("s3:GetObject", "*")),
    anyRole: toDocument(allow("iam:PassRole", "arn:aws:iam::*:role/*")),
    anyKey: toDocument(allow("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/*")),
    trust: toDocument({ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }),
    openTrust: toDocument({ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }),
};
