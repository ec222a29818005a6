import * as pulumi from "@pulumi/pulumi";

/**
 * The value, which waits for the others. Pulumi creates a resource that uses it after all of them, and deletes it
 * before them: for orders that AWS needs and that no input shows.
 */
export function after<T>(value: pulumi.Output<T>, ...others: pulumi.Output<unknown>[]): pulumi.Output<T> {
    return pulumi.all([value, ...others]).apply(([first]) => first as T);
}
