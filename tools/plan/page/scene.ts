import type { StepKind } from "../compare";

/** What is drawn, in units of the picture. Nothing in it knows of AWS. */
export interface Scene {
    width: number;
    height: number;
    frames: Frame[];
    boxes: Box[];
    arrows: Arrow[];
    captions: Caption[];
    /** Where internet gateways are. */
    gates: Point[];
}

export interface Area {
    x: number;
    y: number;
    width: number;
    height: number;
}

export interface Frame extends Area {
    kind: "region" | "vpc" | "public" | "private" | "isolated";
}

export interface Box extends Area {
    id: string;
    /** The first is its label. */
    lines: string[];
    /** All that it says, not shortened. */
    title: string;
    isOutside: boolean;
    mark?: StepKind;
}

export interface Arrow {
    from: string;
    to: string;
    points: Point[];
    label: string;
    labelAt: Point;
}

export interface Point {
    x: number;
    y: number;
}

export interface Caption extends Point {
    text: string;
    kind: "title" | "note";
}

/** Units of text, by an estimate for wide fonts: a page can't know which ones its reader has. */
export function estimateWidth(text: string, size: number, isBold = false): number {
    const wide = text.replaceAll(/[^A-Zmw×…]/g, "").length;
    const narrow = text.replaceAll(/[^iljtfr.,:;|' ]/g, "").length;
    return size * (text.length * 0.62 + wide * 0.16 - narrow * 0.24) * (isBold ? 1.12 : 1);
}

/** Shortens a text to a width. */
export function fitText(text: string, width: number, size: number, isBold = false): string {
    if (estimateWidth(text, size, isBold) <= width) {
        return text;
    }
    let end = text.length;
    while (end > 1 && estimateWidth(`${text.slice(0, end)}…`, size, isBold) > width) {
        end--;
    }
    return `${text.slice(0, end)}…`;
}
