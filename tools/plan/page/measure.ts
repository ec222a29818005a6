/** Functions that run in a browser, where nothing else of this file is: each stands for itself. */

/** Texts whose contrast with what is behind them is below 4.5, in HTML and in pictures. */
export function findFaintTexts(): string[] {
    const parse = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string) => {
        const [red = 0, green = 0, blue = 0] = parse(colour).map(value => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string) => {
        const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (lighter + 0.05) / (darker + 0.05);
    };
    const isClear = (colour: string) => colour === "none" || colour === "transparent" || parse(colour)[3] === 0;
    const groundOf = (element: Element | null): string => {
        if (element === null) {
            return "rgb(255, 255, 255)";
        }
        const { backgroundColor } = getComputedStyle(element);
        return isClear(backgroundColor) ? groundOf(element.parentElement) : backgroundColor;
    };
    const behindInPicture = (text: SVGTextElement): string => {
        const { x, y, width, height } = text.getBBox();
        const [centreX, centreY] = [x + width / 2, y + height / 2];
        const behind = [...text.ownerSVGElement?.querySelectorAll("rect") ?? []]
            .filter(rect => (rect.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
            .filter(rect => {
                const area = rect.getBBox();
                return area.x <= centreX && area.x + area.width >= centreX
                    && area.y <= centreY && area.y + area.height >= centreY;
            })
            .map(rect => getComputedStyle(rect).fill).filter(fill => !isClear(fill));
        return behind.at(-1) ?? groundOf(text.ownerSVGElement);
    };
    const inPictures = [...document.querySelectorAll("svg text")].map(text => ({
        text, ink: getComputedStyle(text).fill, ground: behindInPicture(text as SVGTextElement) }));
    const inHtml = [...document.body.querySelectorAll("*:not(svg, svg *)")]
        .filter(element => [...element.childNodes].some(({ nodeType, textContent }) =>
            nodeType === Node.TEXT_NODE && textContent?.trim()))
        .map(text => ({ text, ink: getComputedStyle(text).color, ground: groundOf(text) }));
    return [...inPictures, ...inHtml].filter(({ ink, ground }) => contrast(ink, ground) < 4.5)
        .map(({ text, ink, ground }) => `${text.textContent}: ${ink} on ${ground}`);
}

/** Texts of pictures that run out of their box or over each other. */
export function findCollisions(): string[] {
    return [...document.querySelectorAll("svg")].flatMap(svg => {
        const texts = [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent !== "")
            .map(text => ({ text: text.textContent, area: text.getBBox(), box: text.closest(".box") }));
        const outside = texts.filter(({ area, box }) => {
            const frame = box?.querySelector<SVGRectElement>("rect:not(.tab)")?.getBBox() ?? svg.viewBox.baseVal;
            return area.x < frame.x || area.x + area.width > frame.x + frame.width;
        });
        // Heights of a font leave room above and below its letters.
        const isOver = (one: DOMRect, other: DOMRect) =>
            one.x < other.x + other.width && other.x < one.x + one.width
            && one.y + 3 < other.y + other.height - 3 && other.y + 3 < one.y + one.height - 3;
        const pairs = texts.flatMap((one, index) => texts.slice(index + 1)
            .filter(other => isOver(one.area, other.area)).map(other => `${one.text} is over ${other.text}`));
        return [...outside.map(({ text }) => `${text} runs out of its place`), ...pairs];
    });
}
