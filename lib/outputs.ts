/** What an output may be, and the type that programs and tests see. */
interface OutputTypes {
    string: string;
    number: number;
    array: string[];
}

/** The outputs that every stack of a project exports, each with its type. */
export type OutputContract = Record<string, keyof OutputTypes>;

export type OutputsOf<Contract extends OutputContract> = {
    [Key in keyof Contract]: OutputTypes[Contract[Key]];
};
