import { createProgram, findProblems } from "./compile-program";

// A process of its own: the types of strangers' code can keep the compiler busy for ever.
const [folder = "", top = "", paths = "[]"] = process.argv.slice(2);
const program = createProgram(folder, top, JSON.parse(paths) as string[]);
console.log(JSON.stringify(findProblems(program, top)));
