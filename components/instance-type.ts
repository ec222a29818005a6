/**
 * Graviton families have a g behind their generation, such as t4g and c7gn; a1 was the first of them. NVIDIA's Grace,
 * an Arm processor too, comes in families such as p6e-gb200.
 */
export function findArchitecture(instanceType: string): "arm64" | "x86_64" {
    return /^(a1|[a-z]+\d+[a-z]*g[a-z]*|[a-z0-9]+-gb\d+)\./.test(instanceType) ? "arm64" : "x86_64";
}

/** Whether the type runs on CPU credits: t2, t3, t3a, t4g. AWS refuses to launch others with a credit option. */
export function isBurstable(instanceType: string): boolean {
    return /^t[2-9][a-z]*\./.test(instanceType);
}
