// The SDK has no notion of a function of a provider whose results nobody knows. Here, such results come as a struct
// with one key, the mark of unknown values, and become a value that is unknown to the SDK, as is all that is read from
// it: an input that gets it is unknown in turn.

const { changeModule } = require("./modules.cjs");

const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function createUnknown(token, fields) {
    const refuse = () => {
        throw new Error(`the results of ${token} aren't known here, and the program can't go on without them`);
    };
    return new Proxy(fields, {
        get: (_, key) => {
            switch (key) {
                case "__pulumiUnknown":
                    return true;
                case Symbol.toPrimitive:
                    return hint => hint === "number" ? refuse() : unknownMark;
                case "toString":
                case "toJSON":
                    return () => unknownMark;
                case Symbol.iterator:
                    return refuse();
                case "then":
                    return undefined;
                default:
                    // Whoever asks for symbols, and for names that begin so, asks what kind of object it is.
                    return typeof key === "symbol" || key.startsWith("__") ? undefined : createUnknown(token, {});
            }
        },
        set: () => true,
    });
}

changeModule(/^\.\/rpc$/, "deserializeProperties", deserializeProperties => (struct, ...rest) => {
    const token = struct.getFieldsMap().get(unknownMark)?.getStringValue();
    return token === undefined
        ? deserializeProperties(struct, ...rest)
        // For functions of one value, the SDK takes the first field.
        : createUnknown(token, { value: undefined });
});
