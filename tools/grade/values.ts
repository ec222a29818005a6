import { unknownValue } from "../host/monitor";

/** Whether a value, or a part of it, is known only once the stack is deployed. */
export function hasUnknown(value: unknown): boolean {
    return value !== undefined && JSON.stringify(value).includes(unknownValue);
}
