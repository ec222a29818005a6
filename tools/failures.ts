import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { runCommand } from "./host/command";

/** Failures seen in real stacks, by id. Titles of the tests that guard against one begin with its id. */
const failures: Record<string, string> = {
    C1: "the documented entry point is missing",
    C2: "the program runs from one working directory only",
    C3: "no output tells which stack was deployed",
    C4: "lists are exported as text",
    C5: "Pulumi.yaml gives aws:region a default, at which every command of the CLI fails",
    C6: "resources hang below no component",
    C7: "passwords in code, configuration or state",
    C8: "buckets without encryption, versions or public access block",
    C9: "load balancer in private subnets, or instances and database in public ones",
    C10: "names that collide between environments or copies",
    C11: "the stack can't be destroyed, or leaves things behind",
    C12: "the database has a standby everywhere or nowhere",
    C13: "numbers and switches are read as texts",
    C14: "outputs that tests need are missing",
    D1: "placeholder tests",
    D2: "no coverage report, no gate",
    D3: "long lines, missing newlines",
    D4: "components register outputs that nobody can read",
    D5: "a key of another namespace, or a mistyped one, falls back to a default in silence",
    D9: "documentation repeated in comments",
    D10: "documents name scripts that don't exist",
    F2: "the database's master user has a reserved name",
    F3: "an Output inside the JSON of another resource",
    F4: "test files with Markdown in them, or that check only that functions exist",
    F5: "integration tests on mocks or on configuration",
    F6: "several styles of import",
    F7: "passing tests that run no code",
    H1: "tests that are commented out",
    H2: "no tests on deployed resources",
    H3: "the environment falls back to a wrong default",
    H5: "the quick start leaves out backend, passphrase or stack",
    H8: "arguments of an older provider",
    H10: "tests that compare Outputs instead of their values, or that can't fail",
    H11: "a VPC's DNS attributes are read where AWS doesn't show them",
    H12: "lint errors",
    M1: "an Output inside JSON.stringify",
    M3: "options among the arguments",
    M4: "no exports",
    M5: "placeholder tests",
    M7: "long lines",
    M8: "Windows line ends",
};

const root = resolve(__dirname, "..");

/** `npm run failures`: lists the tests that guard against each failure, and fails where there is none. */
function main(): number {
    const titles = ["tests", "tools"]
        .flatMap(folder => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
            .map(file => `${folder}/${file}`))
        .filter(file => file.endsWith(".spec.ts"))
        .sort()
        .flatMap(file => titlesIn(join(root, file)).map(title => ({ title, file })));
    let unguarded = 0;
    for (const [id, description] of Object.entries(failures)) {
        const guards = titles.filter(({ title }) => title.split(" ").includes(id));
        unguarded += guards.length === 0 ? 1 : 0;
        console.log(`${id}  ${description}`);
        guards.forEach(({ title, file }) => console.log(`      ${file}: ${title}`));
        if (guards.length === 0) {
            console.log("      NO TEST");
        }
    }
    const known = new Set(Object.keys(failures));
    const strays = titles.flatMap(({ title }) => title.match(/\b[CDFHM]\d{1,2}\b/g) ?? []).filter(id => !known.has(id));
    strays.forEach(id => console.log(`${id}  is in a title, but not in the list`));
    return unguarded + strays.length > 0 ? 1 : 0;
}

function titlesIn(file: string): string[] {
    const titles = readFileSync(file, "utf8").matchAll(/\b(?:it|itLive)\(\s*(["'`])(.*?)\1,/g);
    return [...titles].map(([, , title = ""]) => title);
}

void runCommand(() => Promise.resolve().then(main));
