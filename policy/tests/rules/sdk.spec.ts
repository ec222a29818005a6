import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { taggableTypes } from "../../rules/taggable";
import { compliant } from "./compliant";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const rules = join(__dirname, "../../rules");

/** The declaration of a type's arguments in the provider's SDK. */
function readArgs(type: string): string {
    const file = join(sdk, `${type.split(":")[1] ?? ""}.d.ts`);
    const [, args = ""] = existsSync(file)
        ? (/^export interface \w+Args \{\n(.*?)^\}/ms.exec(readFileSync(file, "utf8")) ?? [])
        : [];
    return args;
}

describe("Types and inputs that rules know", () => {
    it("are types of the provider", () => {
        const tokens = readdirSync(rules).flatMap(file =>
            readFileSync(join(rules, file), "utf8").match(/aws:\w+\/\w+:\w+/g) ?? []);
        const unknown = [...new Set(tokens)].filter(token =>
            !existsSync(join(sdk, `${token.split(":")[1] ?? ""}.js`)));
        assert.deepEqual(unknown, []);
        assert.ok(tokens.length > 100);
    });

    for (const { type, name, props } of compliant.filter(fixture => fixture.type.startsWith("aws:"))) {
        it(`are inputs of ${type} in the fixture ${name}`, () => {
            const args = readArgs(type);
            assert.deepEqual(
                Object.keys(props).filter(input => !new RegExp(`^ {4}${input}\\??: `, "m").test(args)),
                [],
            );
        });
    }

    it("have tags where rules ask for them", () => {
        assert.deepEqual([...taggableTypes].filter(type => !/^ {4}tags\?: /m.test(readArgs(type))), []);
    });
});
