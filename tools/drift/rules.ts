import type { PropertyChange } from "./change";

export interface Rule {
    kind: "expected" | "suspicious";
    /** What is changed by this, or by whom. */
    reason: string;
    /** Type of the resource; without it, all types. */
    type?: RegExp;
    /** Whole path of a property; without it, all properties, and the resource itself. */
    path?: RegExp;
    /** Further condition on the values. */
    when?: (change: PropertyChange) => boolean;
}

/** How changes are judged: by the first rule that fits. What none fits counts as other. */
export const rules: Rule[] = [
    {
        kind: "expected", reason: "scaling sets the number of instances",
        type: /^aws:autoscaling\/group:/, path: /^desiredCapacity$/,
    },
    {
        kind: "expected", reason: "scaling sets the number of tasks",
        type: /^aws:ecs\/service:/, path: /^desiredCount$/,
    },
    {
        kind: "expected", reason: "AWS upgrades minor versions in the maintenance window",
        type: /^aws:(rds\/(instance|cluster|clusterInstance)|elasticache\/replicationGroup):/,
        path: /^engineVersion(Actual)?$/, when: isMinorUpgrade,
    },
    {
        kind: "expected", reason: "AWS lets storage grow",
        type: /^aws:rds\/instance:/, path: /^allocatedStorage$/,
        when: ({ before, after }) => Number(after) > Number(before),
    },
    {
        kind: "suspicious", reason: "who can reach what",
        type: /^aws:(ec2|vpc)\/(defaultS|s)ecurityGroup|^aws:ec2\/(defaultN|n)etworkAcl/,
    },
    {
        kind: "suspicious", reason: "who can reach what",
        path: /(^|\.)(\w*[sS]ecurityGroup(Id)?s?)(\[\d+\])?$/,
    },
    {
        kind: "suspicious", reason: "who may do what",
        type: /^aws:iam\/|^aws:lambda\/permission:|^aws:(?!autoscaling|appautoscaling)\w+\/\w*[pP]olicy:/,
    },
    {
        kind: "suspicious", reason: "who may do what",
        path: /(^|\.)(\w*[pP]olicy|\w*[pP]olicies|permissionsBoundary)(\[\d+\])?$/,
        when: ({ path }) => !/(ssl|tls|scaling|maintenance|placement)policy/i.test(path),
    },
    {
        kind: "suspicious", reason: "who may do what",
        type: /^aws:apigateway/, path: /^(authorization(Type|Scopes\b.*)?|authorizerId|apiKeyRequired)$/,
    },
    {
        kind: "suspicious", reason: "encryption",
        type: /^aws:kms\/|^aws:s3\/bucketServerSideEncryption|^aws:rds\/(cluster)?[pP]arameterGroup:/,
    },
    {
        kind: "suspicious", reason: "encryption",
        path: /kms|encrypt|sse|(ssl|tls)policy|certificate/i,
    },
    {
        kind: "suspicious", reason: "encryption",
        type: /^aws:lb\/listener:/, path: /^(protocol|defaultActions\b.*)$/,
    },
    {
        kind: "suspicious", reason: "public access",
        type: /^aws:s3\/(account|bucket)PublicAccessBlock:|^aws:s3\/bucket(Acl|OwnershipControls):/,
    },
    {
        kind: "suspicious", reason: "public access",
        path: /public(ly|Ip|Access)|^(acl|internal)$/i,
    },
];

/** Whether a version became higher within its major version, which has two numbers for MySQL and MariaDB. */
function isMinorUpgrade({ before, after }: PropertyChange): boolean {
    const [old, present] = [before, after].map(version => /^(5|8|10|11)\.\d+|^\d+/.exec(String(version))?.[0]);
    const compare = new Intl.Collator("en", { numeric: true }).compare;
    return old !== undefined && old === present && compare(String(after), String(before)) > 0;
}
