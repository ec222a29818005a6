import assert from "node:assert/strict";
import type { Resource } from "../../host/monitor";
import { unknownValue } from "../../host/monitor";
import { compareResources, mayLoseData } from "../compare";
import { estimateCost } from "../cost";
import { estimateDuration } from "../duration";
import { sketchResource } from "../sketch";
import type { StackPlan } from "../stack-plan";
import type { Environment } from "./environments";
import { drawPage } from "./page";

const database = (stack: string, inputs: Resource["inputs"] = {}, name = "db") =>
    sketchResource("aws:rds/instance:Instance", `${name}-${stack}`, { inputs: {
        engine: "mysql", instanceClass: "db.t4g.micro", storageType: "gp3", allocatedStorage: 20, ...inputs } });

function environment(
    stack: string, resources: Resource[],
    { settings = {}, former }: { settings?: Record<string, string>; former?: Resource[] } = {},
): Environment {
    const list = Object.entries(settings).map(([key, value]) => ({ key, value, origin: "default" as const }));
    const plan: StackPlan = {
        project: "shop", stack, region: "us-east-1", resources, settings: list, unknowns: [],
        outputs: { address: unknownValue, zones: ["a", "b"] },
        cost: estimateCost(resources), duration: estimateDuration(resources),
    };
    const found = former && compareResources(former, resources);
    return {
        plan,
        comparison: found && { stack, ...found, refused: found.steps.filter(mayLoseData).map(({ name }) => name) },
    };
}

/** A page as a reader sees it: without tags, lines by paragraph. */
const read = (page: string) => page.replace(/<style>.*?<\/style>/s, "").replaceAll(/<[^>]+>/g, "\n")
    .replaceAll(/&(\w+);/g, (entity, name: string) => ({ lt: "<", gt: ">", amp: "&" })[name] ?? entity)
    .split("\n").map(line => line.trim()).filter(Boolean);

const bucket = sketchResource("aws:s3/bucket:Bucket", "files-prod");
const pair = [
    environment("dev", [database("dev")], { settings: { "size": "small", "aws:region": "us-east-1" } }),
    environment("prod", [database("prod", { multiAz: true }), bucket], {
        settings: { "size": "large", "aws:region": "us-east-1" } }),
];

describe("page of a plan", () => {
    it("asks nobody for anything, and runs no script", () => {
        const page = drawPage(pair);
        assert(page.includes("<meta http-equiv=\"Content-Security-Policy\" "
            + "content=\"default-src 'none'; style-src 'unsafe-inline'\">"));
        assert.doesNotMatch(page, /<(script|link|img|iframe|object|form)\b|@import|url\((?!#)|\bon\w+="|https?:/);
    });

    it("names what is not known here", () => {
        const [dev] = pair as [Environment];
        const unknowns = [{ kind: "function" as const, name: "x:index:ask" }];
        const page = drawPage([{ ...dev, plan: { ...dev.plan, unknowns } }]);
        assert(read(page).includes("x:index:ask: its results are unknown"));
    });

    it("is the same each time", () => assert.equal(drawPage(pair), drawPage(pair)));

    it("escapes whatever comes from a program", () => {
        const evil = "<script>alert(1)</script>\"'&";
        const resource = database("dev", { engine: evil, instanceClass: evil }, evil);
        const other = sketchResource(`x:${evil}:y`, evil);
        const page = drawPage([
            environment(evil, [resource, other], { settings: { [evil]: evil }, former: [database("dev"), other] }),
            environment("prod", [], { settings: { [evil]: "" }, former: [] }),
        ], evil);
        assert(page.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert.doesNotMatch(page, /<script/);
    });

    it("answers what the last environment has that the first has not", () => {
        const lines = read(drawPage(pair));
        const start = lines.indexOf("What does prod have that dev has not?");
        assert.deepEqual(lines.slice(start + 1, start + 4), [
            "1 resource more, 1 other size", "only prod: files (s3.Bucket)", "db multiAz: true instead of none"]);
        assert.equal(read(drawPage(pair.slice(0, 1))).filter(line => line.includes("has not?")).length, 0);
    });

    it("says that nothing differs where nothing does", () => {
        const lines = read(drawPage([environment("dev", [database("dev")]), environment("prod", [database("prod")])]));
        assert(lines.includes("No other resource") && lines.includes("No setting differs."));
        assert(lines.includes("All have the same resources."));
    });

    it("answers what costs most", () => {
        const lines = read(drawPage(pair));
        const start = lines.indexOf("What costs most?");
        assert.match(lines[start + 1] ?? "", /^db in prod: \$\d+\.\d\d \(100\u00a0%\)$/);
        assert(lines.some(line => /^prod costs \$[\d.]+ a month, dev \$[\d.]+\.$/.test(line)));
        const unpriced = read(drawPage([environment("dev", [sketchResource("aws:new/thing:Thing", "thing-dev")])]));
        assert(unpriced.includes("no price known here: thing"));
    });

    it("answers what a change would destroy, and by which input", () => {
        const former = [database("dev", { username: "one" })];
        const lines = read(drawPage([environment("dev", [database("dev", { username: "two" })], { former })], "v1"));
        const start = lines.indexOf("What would this change destroy?");
        assert.deepEqual(lines.slice(start + 1, start + 3), [
            "Data of 1 resource may be lost", "db-dev: replaced by username"]);
        assert(lines.includes("1 resource replaced or deleted, 0 updated or new, 0 unchanged."));
        assert(lines.includes("Changes since v1"));
    });

    it("names what ends without data, and says so where nothing does", () => {
        const role = (name: string) => sketchResource("aws:iam/role:Role", name);
        const answer = (former: Resource[], now: Resource[]) => {
            const lines = read(drawPage([environment("dev", now, { former })], "v1"));
            return lines[lines.indexOf("What would this change destroy?") + 1];
        };
        assert.equal(answer([role("a")], [role("b")]), "1 resource, none with data");
        assert.equal(answer([role("a")], [role("a"), role("b")]), "Nothing");
        assert(read(drawPage(pair)).includes("Not compared"));
    });

    it("tells in the changes what is known of each step", () => {
        const options = { deleteBeforeReplace: true };
        const [before, after] = [database("dev", { username: "one" }), database("dev", { username: "two" })]
            .map(resource => ({ ...resource, options: { ...resource.options, ...options, protect: true } }));
        const lines = read(drawPage([environment("dev", [after as Resource], { former: [before as Resource] })], "v1"));
        assert(lines.some(line => line.startsWith("its data may be lost; deleted first; fails: ")));
    });

    it("compares settings and resources in tables", () => {
        const page = drawPage(pair);
        assert.match(page, /<th scope="row">size<\/th><td>small<\/td><td>large<\/td>/);
        assert.match(page,
            /<th scope="row">files \(s3.Bucket\)<\/th><td><span class="quiet">none<\/span><\/td><td>yes<\/td>/);
        assert.match(page, /<th scope="row">db \(rds.Instance\) multiAz<\/th>/);
    });

    it("shortens what is longer than a reader wants, and leaves out what only names the environment", () => {
        const inputsOf = (stack: string) => ({
            name: `x-${stack}`, userData: Buffer.from(`echo /${stack}/`).toString("base64") });
        const page = drawPage([environment("dev", [database("dev", { text: "a".repeat(500), ...inputsOf("dev") })]),
            environment("prod", [database("prod", { text: "b", ...inputsOf("prod") })])]);
        assert(page.includes(`<td>${"a".repeat(120)}… (500 characters)</td><td>b</td>`));
        assert.doesNotMatch(page, /\(rds.Instance\) (name|userData)/);
    });

    it("lists outputs, counts and settings", () => {
        const page = drawPage(pair);
        assert.match(page, /<th scope="row">address<\/th><td>known after deployment<\/td>/);
        assert.match(page, /<th scope="row">zones<\/th><td>\[&quot;a&quot;,&quot;b&quot;\]<\/td>/);
        assert.match(page, /<th scope="row">rds.Instance<\/th><td>1<\/td><td>1<\/td>/);
        assert.match(page, /<th scope="row">aws:region<\/th><td>us-east-1 \(default\)<\/td>/);
    });

    it("says what each resource costs, the dearest first, with the sum and what is not in it", () => {
        const lines = read(drawPage(pair));
        const start = lines.lastIndexOf("Cost by resource");
        const [names, sum] = [lines.slice(start), lines.slice(start).indexOf("sum")];
        assert(names.indexOf("db") < sum && /^\$\d+\.\d\d$/.test(names[sum + 1] ?? ""));
        assert(lines.includes("s3.Bucket: gigabytes stored, requests") && lines.includes("tax, discounts, free tiers"));
    });

    it("has bars along the time of the longest chain", () => {
        const page = drawPage(pair);
        assert.match(page,
            /<th scope="row">db-prod<\/th><td class="number">\d+ min<\/td><td><div style="margin-left: min\(0%/);
    });

    it("has headings in order, and each link and label leads to something", () => {
        const page = drawPage(pair, "v1");
        const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
        assert.equal(levels.filter(level => level === 1).length, 1);
        assert.deepEqual(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1), []);
        const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
        assert.equal(new Set(ids).size, ids.length, "an id is there twice");
        const used = [...page.matchAll(/(?:href="#|aria-labelledby=")([^"]+)"/g)]
            .flatMap(([, list = ""]) => list.split(" "));
        assert.deepEqual(used.filter(id => !ids.includes(id)), []);
    });

    it("says what a picture shows for those who don't see it", () => {
        assert.match(drawPage(pair),
            /<desc id="scene-1-description">Region us-east-1. Outside the VPC: [^<]*Bucket files/);
    });
});
