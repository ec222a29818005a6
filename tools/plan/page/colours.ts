/** Colours of the page by what they are for, in both schemes. */
export const schemes = {
    light: {
        "ground": "#ffffff", "panel": "#f6f7f9", "line": "#c9ced6", "text": "#1a1d21", "quiet": "#565d66",
        "link": "#0b57a4", "bar": "#4f7fb5", "public": "#eaf4ea", "private": "#e9f0f9", "isolated": "#f2ecf8",
        "danger": "#a3161f", "danger-ground": "#fdeceb", "caution": "#774a00", "caution-ground": "#fdf3dd",
        "good": "#14603a", "good-ground": "#e6f4ea",
    },
    dark: {
        "ground": "#14171b", "panel": "#1d2127", "line": "#444b55", "text": "#e6e9ed", "quiet": "#a7afb9",
        "link": "#86b9f4", "bar": "#5b8cc4", "public": "#1b2a20", "private": "#1a2536", "isolated": "#271f33",
        "danger": "#ff9d97", "danger-ground": "#3a1a1b", "caution": "#efc06b", "caution-ground": "#35290f",
        "good": "#85d3a1", "good-ground": "#15301f",
    },
} as const;

export type Colour = keyof typeof schemes.light;

/** Which text colours stand on which grounds. */
export const pairs: [text: Colour, ground: Colour][] = [
    ...(["text", "quiet", "link"] as const).flatMap(text =>
        (["ground", "panel", "public", "private", "isolated"] as const).map((ground): [Colour, Colour] =>
            [text, ground])),
    ...(["danger", "caution", "good"] as const).flatMap((text): [Colour, Colour][] =>
        [[text, "ground"], [text, "panel"], [text, `${text}-ground`]]),
    ["text", "danger-ground"], ["text", "caution-ground"], ["text", "good-ground"],
];
