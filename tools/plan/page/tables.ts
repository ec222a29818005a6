import type { Row } from "./environments";
import { html, type Markup } from "./markup";

/** A table with a row for each thing and a column for each environment. */
export function drawRows(title: string, subject: string, stacks: string[], rows: Row[]): Markup {
    return html`<div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><caption>${title}</caption>
<thead><tr><th scope="col">${subject}</th>${stacks.map(stack => html`<th scope="col">${stack}</th>`)}</tr></thead>
<tbody>${rows.map(({ subject, values }) => html`<tr><th scope="row">${subject}</th>${
    values.map(drawValue)}</tr>
`)}</tbody></table></div>`;
}

function drawValue(value: string | undefined): Markup {
    return html`<td>${value === undefined ? html`<span class="quiet">none</span>` : shorten(value)}</td>`;
}

/** What opens when it is asked for. */
export function drawDetails(summary: string, content: Markup | Markup[], isOpen = false): Markup {
    return html`<details${isOpen ? html` open` : html``}><summary>${summary}</summary>${content}</details>`;
}

/** Code of functions and the like can be longer than all else on the page. */
function shorten(value: string): string {
    return value.length > 160 ? `${value.slice(0, 120)}… (${value.length} characters)` : value;
}
