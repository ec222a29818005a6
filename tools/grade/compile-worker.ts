import { createProgram, findProblems, findUnusedNames } from "./compile-program";

// A process of its own: the types of strangers' code can keep the compiler busy for ever.
const [folder = "", top = "", paths = "[]", tests = "[]"] = process.argv.slice(2);
const program = createProgram(folder, top, JSON.parse(paths) as string[]);
const problems = [...findProblems(program, top), ...findUnusedNames(folder, top, JSON.parse(tests) as string[])];
console.log(JSON.stringify(problems));
