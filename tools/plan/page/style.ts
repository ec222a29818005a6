import { schemes } from "./colours";

const declare = (scheme: keyof typeof schemes) =>
    Object.entries(schemes[scheme]).map(([name, value]) => `--${name}: ${value};`).join(" ");

/** The page's style sheet. */
export const style = `
:root { color-scheme: light dark; ${declare("light")} }
@media screen and (prefers-color-scheme: dark) { :root { ${declare("dark")} } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 100rem; padding: 0 1.5rem 4rem; background: var(--ground); color: var(--text);
    font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 1.5rem 0 0.25rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 3rem 0 0.75rem; }
h3 { font-size: 1.1rem; margin: 0 0 0.25rem; }
h4 { font-size: 1rem; margin: 0 0 0.4rem; }
li { overflow-wrap: anywhere; }
p { margin: 0 0 0.75rem; max-width: 46rem; }
ul { margin: 0 0 0.75rem; padding-left: 1.2rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: 0.92em ui-monospace, monospace; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; list-style: none; padding: 0; margin: 0.75rem 0 0; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--ground); padding: 0.25rem 0.5rem; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem;
    margin-top: 1.5rem; }
.answers > section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
    padding: 1rem 1.25rem; }
.answers h2 { font-size: 0.9rem; margin: 0; color: var(--quiet); font-weight: 600; }
.answers .figure { font-size: 1.25rem; font-weight: 650; line-height: 1.3; margin: 0.15rem 0 0.5rem; }
.answers ul, .answers p { font-size: 0.92rem; }
.answers :last-child { margin-bottom: 0; }
.danger { color: var(--danger); } .caution { color: var(--caution); } .good { color: var(--good); }
.environments { display: grid; gap: 2rem 1.5rem; }
.environment { min-width: 0; }
.scroll { overflow-x: auto; max-width: 100%; }
.beside { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 2rem 4rem; }
.beside > * { min-width: 0; max-width: 100%; }
figure { margin: 0; }
svg { display: block; max-width: 100%; height: auto; }
svg text { font: 12px system-ui, sans-serif; fill: var(--text); }
svg .title, svg .label { font-weight: 600; }
svg .note { fill: var(--quiet); font-size: 11px; }
svg .detail { fill: var(--text); font-size: 11.5px; }
svg .port { font-size: 11px; font-weight: 600; paint-order: stroke; stroke: var(--ground); stroke-width: 4px;
    stroke-linejoin: round; }
svg rect { fill: none; stroke: var(--line); }
svg .region { stroke: var(--quiet); stroke-dasharray: 4 3; }
svg .vpc { stroke: var(--quiet); }
svg .public { fill: var(--public); } svg .private { fill: var(--private); } svg .isolated { fill: var(--isolated); }
svg rect.gate { fill: var(--ground); stroke: var(--quiet); } svg text.gate { font-size: 11px; }
svg .box rect { fill: var(--ground); stroke: var(--quiet); }
svg .arrow { fill: none; stroke: var(--text); stroke-width: 1.4; }
svg .head { fill: var(--text); }
svg .box.create rect { stroke: var(--good); stroke-width: 1.6; } svg .create .tab { fill: var(--good); }
svg .box.replace rect { stroke: var(--danger); stroke-width: 1.6; } svg .replace .tab { fill: var(--danger); }
svg .box.update rect, svg .box.unknown rect { stroke: var(--caution); stroke-width: 1.6; }
svg .update .tab, svg .unknown .tab { fill: var(--caution); }
svg .box rect.tab { fill: var(--ground); stroke-width: 1; }
svg text.tab { font-size: 11px; font-weight: 600; }
table { border-collapse: collapse; font-size: 0.92rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 0.4rem; }
th, td { text-align: left; vertical-align: top; max-width: 26rem; overflow-wrap: break-word;
    padding: 0.3rem 1.25rem 0.3rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 400; overflow-wrap: anywhere; }
small { display: block; color: var(--quiet); font-size: 0.85em; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; padding: 0.3rem 0 0.3rem 1.25rem; }
tfoot th, tfoot td, .strong { font-weight: 650; border-bottom: 0; }
.kind { font-weight: 600; }
.kind, .whole { white-space: nowrap; }
.bars { width: 100%; }
.bars td:last-child { width: 60%; vertical-align: middle; }
.bars td:last-child, .bars th:last-child { padding: 0.3rem 0 0.3rem 1.25rem; }
.bars div { background: var(--bar); height: 0.8rem; min-width: 3px; border-radius: 2px; }
details { margin: 0.75rem 0; }
summary { cursor: pointer; font-weight: 600; padding: 0.15rem 0; }
details[open] > summary { margin-bottom: 0.5rem; }
@media (max-width: 40rem) {
    body { padding: 0 1rem 3rem; }
    h2 { margin-top: 2.25rem; }
    .bars td:last-child { width: 35%; }
}
@media print {
    body { max-width: none; padding: 0; font-size: 10pt; }
    nav, .skip { display: none; }
    .environment, .answers > section, tr { break-inside: avoid; }
    .scroll { overflow: visible; }
    .bars div { print-color-adjust: exact; }
}
`;
