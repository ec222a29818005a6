/** A piece of a page that is complete as it is: whatever came from outside is escaped in it. */
export class Markup {
    constructor(readonly text: string) {}
}

type Part = Markup | string | number | Part[];

/** Tag of a template for HTML and SVG: escapes whatever is put into it, but for what it made itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
    return new Markup(String.raw({ raw: strings }, ...parts.map(render)));
}

export const nothing = html``;

/** Makes a page's own text, as a style sheet, part of it. */
export function trust(text: string): Markup {
    return new Markup(text);
}

function render(part: Part): string {
    if (Array.isArray(part)) {
        return part.map(render).join("");
    }
    return part instanceof Markup ? part.text : escape(String(part));
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;" };

function escape(text: string): string {
    return text
        // XML has no place for these at all.
        // eslint-disable-next-line no-control-regex
        .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "\ufffd")
        .replaceAll(/[&<>"']/g, character => entities[character] ?? "");
}
