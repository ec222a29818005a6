import { hasUnknown, type Resource } from "../host/monitor";

/** Inputs that say what a resource is, how large and how open, in the order in which they are shown. */
const telling = `
    engine engineVersion instanceClass nodeType instanceType imageId runtime architectures cpu memory memorySize timeout
    allocatedStorage maxAllocatedStorage storageType multiAz multiAzEnabled numCacheClusters
    serverlessv2ScalingConfiguration minSize maxSize desiredCapacity desiredCount minCapacity maxCapacity
    reservedConcurrentExecutions backupRetentionPeriod availabilityZone cidrBlock destinationCidrBlock internal
    publiclyAccessible ipProtocol protocol fromPort toPort port cidrIpv4 cidrIpv6 billingMode hashKey rangeKey family
    dbName databaseName name serviceName launchType retentionInDays visibilityTimeoutSeconds messageRetentionSeconds
    batchSize metricName comparisonOperator threshold policyArn principal httpMethod pathPart authorization stageName
    deletionProtection enableDeletionProtection forceDestroy
`.trim().split(/\s+/);

/** Says what a resource is made of: inputs that tell most, then those that come from other resources. */
export function describeInputs({ inputs, propertyDependencies }: Resource, nameOf: (urn: string) => string): string[] {
    const known = telling.filter(input => input in inputs && !hasUnknown(inputs[input]))
        .map(input => `${input}: ${print(inputs[input])}`);
    const unknown = Object.keys(inputs).filter(input => hasUnknown(inputs[input])).sort()
        .map(input => `${input}: ${describeSources(propertyDependencies[input]?.map(nameOf) ?? [])}`);
    return [...known, ...unknown];
}

function describeSources(names: string[]): string {
    const [first = "unknown", second, ...others] = [...new Set(names)].sort();
    const rest = others.length > 0 ? [`${others.length + 1} more`] : second === undefined ? [] : [second];
    return `<${[first, ...rest].join(" and ")}>`;
}

function print(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(value);
}

/** Puts texts into lines of at most this width, as many into each as go there. */
export function wrap(texts: string[], width: number): string[] {
    const lines: string[] = [];
    for (const text of texts) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + text.length + 3 <= width) {
            lines[lines.length - 1] = `${last}, ${text}`;
        } else {
            lines.push(text);
        }
    }
    return lines.map((line, index) => index < lines.length - 1 ? `${line},` : line);
}
