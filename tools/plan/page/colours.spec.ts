import assert from "node:assert/strict";
import { type Colour, pairs, schemes } from "./colours";
import { style } from "./style";

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
    const [red = 0, green = 0, blue = 0] = (colour.slice(1).match(/../g) ?? []).map(hex => {
        const part = parseInt(hex, 16) / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
}

describe("colours of the page", () => {
    it("are measured as WCAG 2 does", () => {
        assert.equal(contrast("#000000", "#ffffff"), 21);
        assert.equal(contrast("#777777", "#ffffff").toFixed(2), "4.48");
    });

    for (const [scheme, colours] of Object.entries(schemes)) {
        it(`have a contrast of 4.5 between text and ground, and 3 for lines, in the ${scheme} scheme`, () => {
            const low = (list: [Colour, Colour][], least: number) => list
                .map(([text, ground]) => `${text} on ${ground}: ${contrast(colours[text], colours[ground]).toFixed(2)}`)
                .filter(line => Number(line.split(": ")[1]) < least);
            assert.deepEqual(low(pairs, 4.5), []);
            assert.deepEqual(low([["bar", "ground"], ["quiet", "ground"]], 3), []);
        });
    }

    it("are in the style sheet only by their names", () => {
        const rules = style.replaceAll(/:root \{.*?\}/gs, "");
        assert.deepEqual(rules.match(/#[0-9a-f]{3,8}\b/gi), null);
        const names = [...rules.matchAll(/var\(--([\w-]+)\)/g)].map(([, name = ""]) => name);
        assert(names.length > 20);
        assert.deepEqual([...new Set(names)].filter(name => !(name in schemes.light)), []);
    });
});
