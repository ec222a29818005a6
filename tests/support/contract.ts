// What a program exports is compared with its contract by the compiler, which then names the keys that don't fit.

/** Compiles for no keys only. */
export type NoKeys<Keys extends never> = Keys;

export type MissingKeys<Actual, Contract> = Exclude<keyof Contract, keyof Actual>;

export type SurplusKeys<Actual, Contract> = Exclude<keyof Actual, keyof Contract>;

/** Keys of both, whose values have different types. */
export type DifferingKeys<Actual, Contract> = {
    [Key in keyof Actual & keyof Contract]:
    [Actual[Key], Contract[Key]] extends [Contract[Key], Actual[Key]] ? never : Key
}[keyof Actual & keyof Contract];
