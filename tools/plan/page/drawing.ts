import { html, type Markup } from "./markup";
import { type Arrow, type Box, estimateWidth, type Point, type Scene } from "./scene";
import { nameSteps } from "./words";

const [lineHeight, inset] = [16, 7];

/** Smaller than this, the text of a picture can't be read: it scrolls instead. */
export const leastScale = 0.84;

/** Draws a scene as SVG. `id` makes its parts unique in the page. */
export function drawScene(scene: Scene, id: string, title: string, description: string): Markup {
    const { width, height, frames, boxes, arrows, captions, gates } = scene;
    const viewBox = `0 0 ${Math.ceil(width)} ${Math.ceil(height)}`;
    return html`<svg role="img" aria-labelledby="${id}-title ${id}-description" viewBox="${viewBox}" width="${
        Math.ceil(width)}" height="${Math.ceil(height)}" style="min-width: ${Math.round(width * leastScale)}px">
<title id="${id}-title">${title}</title><desc id="${id}-description">${description}</desc>
<defs><marker id="${id}-head" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8"${
    html` markerUnits="userSpaceOnUse" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>`}
${frames.map(({ kind, ...area }) => html`<rect class="${kind}" x="${area.x}" y="${area.y}" width="${
    area.width}" height="${area.height}" rx="4"/>`)}
${captions.map(({ kind, x, y, text }) => html`<text class="${kind}" x="${x}" y="${y}">${text}</text>`)}
${arrows.map(arrow => drawArrow(arrow, id))}
${gates.map(drawGate)}
${boxes.map(drawBox)}
${arrows.map(({ label, labelAt }) => html`<text class="port" x="${labelAt.x}" y="${labelAt.y}">${label}</text>`)}
</svg>`;
}

function drawArrow({ points }: Arrow, id: string): Markup {
    const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");
    return html`<path class="arrow" d="${path}" marker-end="url(#${id}-head)"/>`;
}

function drawBox({ x, y, width, height, lines, title, isOutside, mark }: Box): Markup {
    const classes = ["box", ...isOutside ? ["outside"] : [], ...mark === undefined ? [] : [mark]];
    return html`<g class="${classes.join(" ")}"><title>${title}</title>
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${isOutside ? 14 : 4}"/>
${lines.map((line, index) => html`<text class="${index === 0 ? "label" : "detail"}" x="${x + inset}" y="${
    y + (index + 1) * lineHeight - (isOutside ? -2 : 1)}">${line}</text>`)}
${mark === undefined ? [] : [drawMark(nameSteps[mark], x + width, y)]}</g>`;
}

function drawGate({ x, y }: Point): Markup {
    const text = "internet gateway";
    const width = estimateWidth(text, 11) + 14;
    return html`<rect class="gate" x="${x - width / 2}" y="${y - 9}" width="${width}" height="18" rx="9"/>
<text class="gate" x="${x}" y="${y + 4}" text-anchor="middle">${text}</text>`;
}

function drawMark(text: string, right: number, y: number): Markup {
    const width = estimateWidth(text, 11, true) + 10;
    return html`<rect class="tab" x="${right - width - 6}" y="${y - 9}" width="${width}" height="15" rx="3"/>
<text class="tab" x="${right - width - 1}" y="${y + 2}">${text}</text>`;
}
