import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { listProjects } from "../../host/house";
import { root } from "../../host/project";
import { allStacks } from "../../host/settings";
import { compareResources } from "../compare";
import { planStack } from "../stack-plan";
import { findChromium, itInBrowser } from "./chromium";
import type { Environment } from "./environments";
import { findCollisions, findFaintTexts } from "./measure";
import { drawPage } from "./page";

/** A project's first and last stack, as if the former had no NAT gateway and another load balancer. */
async function planProject(project: string): Promise<Environment[]> {
    const folder = join(root, project);
    const stacks = allStacks(folder);
    return Promise.all([...new Set([stacks[0] ?? "", stacks.at(-1) ?? ""])].map(async stack => {
        const plan = await planStack(folder, stack);
        const former = plan.resources.filter(({ type }) => !/NatGateway|Table$/.test(type)).map(resource =>
            /LoadBalancer$|Function$/.test(resource.type)
                ? { ...resource, inputs: { ...resource.inputs, name: "former" } }
                : resource);
        return {
            plan,
            comparison: { stack, ...compareResources(former, plan.resources), refused: [] } };
    }));
}

describe("page of a plan in a browser", function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "plan-page-"));
    let browser: Browser | undefined;

    before(async function () {
        this.timeout(240_000);
        const executablePath = findChromium();
        if (executablePath !== undefined) {
            // Chromium's sandbox doesn't work for the superuser, as which CI may run.
            browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
        }
    });
    after(async () => {
        await browser?.close();
        rmSync(folder, { recursive: true, force: true });
    });

    /** Writes the page of a project, and opens it. */
    async function open(project: string): Promise<Page> {
        const file = join(folder, `${project.replaceAll(/\W/g, "-")}.html`);
        pages.set(project, pages.get(project) ?? drawPage(await planProject(project), "v1"));
        writeFileSync(file, pages.get(project) ?? "");
        assert(browser, "there is no Chromium: install one, or name it in the environment variable CHROMIUM");
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        await page.goto(pathToFileURL(file).href);
        await page.evaluate(() => document.querySelectorAll("details").forEach(details => details.open = true));
        return page;
    }
    const pages = new Map<string, string>();

    for (const project of listProjects()) {
        itInBrowser(`is readable at any width and in both schemes: ${project}`, async () => {
            const page = await open(project);
            for (const width of [360, 768, 1280]) {
                await page.setViewportSize({ width, height: 800 });
                const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
                assert.equal(overflow, 0, `at ${width} pixels it is ${overflow} too wide`);
            }
            assert.deepEqual(await page.evaluate(findCollisions), []);
            for (const colorScheme of ["light", "dark"] as const) {
                await page.emulateMedia({ colorScheme });
                assert.deepEqual(await page.evaluate(findFaintTexts), []);
            }
            await page.close();
        });

        itInBrowser(`has a name for each picture, table and region: ${project}`, async () => {
            const page = await open(project);
            const count = await page.locator("svg").count();
            assert.equal(await page.getByRole("img", { name: /^Architecture of \w+/ }).count(), count);
            assert(count > 0);
            for (const role of ["region", "table"] as const) {
                const [all, named] = [page.getByRole(role), page.getByRole(role, { name: /\w/ })];
                assert.deepEqual(await all.count(), await named.count());
            }
            const bare = await page.locator("th:not([scope]), table:not(:has(caption))").count();
            assert.equal(bare, 0);
            await page.close();
        });
    }

    itInBrowser("requests nothing but itself, could not if it would, and logs no error", async () => {
        const page = await open(".");
        const heard: string[] = [];
        page.on("request", request => heard.push(request.url()));
        page.on("console", message => heard.push(message.text()));
        page.on("pageerror", ({ message }) => heard.push(message));
        await page.reload();
        assert.deepEqual(heard, [page.url()]);
        const answer = await page.evaluate(() => fetch("data:,x").then(() => "loaded", () => "refused"));
        assert.equal(answer, "refused");
        await page.close();
    });

    itInBrowser("can be used with the keyboard alone, in the order in which it is read", async () => {
        const page = await open(".");
        await page.evaluate(() => document.querySelectorAll("details").forEach(details => details.open = false));
        const visited: { tag: string; place: number; outline: string }[] = [];
        for (;;) {
            await page.keyboard.press("Tab");
            const at = await page.evaluate(() => {
                const element = document.activeElement ?? document.body;
                const { outlineStyle, outlineWidth } = getComputedStyle(element);
                const place = [...document.querySelectorAll("*")].indexOf(element);
                return { tag: element.tagName, place, outline: `${outlineStyle} ${outlineWidth}` };
            });
            if (at.tag === "BODY" || visited.length > 200) {
                break;
            }
            visited.push(at);
        }
        const tags = visited.map(({ tag }) => tag);
        assert.equal(tags.length, await page.locator("a[href], summary, [tabindex='0']:visible").count());
        const places = visited.map(({ place }) => place);
        assert.deepEqual(places, [...places].sort((a, b) => a - b));
        assert(tags.includes("SUMMARY") && tags.includes("DIV"));
        assert.deepEqual([...new Set(visited.map(({ outline }) => outline))], ["solid 3px"]);
        await page.close();
    });

    itInBrowser("leads to its content, and opens what is closed, by a key", async () => {
        const page = await open(".");
        await page.evaluate(() => document.querySelectorAll("details").forEach(details => details.open = false));
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
        const summary = page.locator("summary").first();
        await summary.focus();
        await page.keyboard.press("Enter");
        assert.equal(await page.locator("details").first().getAttribute("open"), "");
        await page.close();
    });

    itInBrowser("is dark on light in print", async () => {
        const page = await open(".");
        await page.emulateMedia({ colorScheme: "dark" });
        const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.notEqual(await ground(), "rgb(255, 255, 255)");
        await page.emulateMedia({ media: "print", colorScheme: "dark" });
        assert.equal(await ground(), "rgb(255, 255, 255)");
        assert.equal(await page.locator("nav").isVisible(), false);
        await page.close();
    });
});
