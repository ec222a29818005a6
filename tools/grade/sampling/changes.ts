import ts from "typescript";
import { findNodes, isWithin, placeOf, type SourceFile } from "../sources";

/** A change of a program that tests ought to notice. */
export interface Change {
    kind: "flag" | "number" | "text" | "argument" | "resource" | "condition" | "output";
    path: string;
    /** File and line. */
    where: string;
    what: string;
    start: number;
    end: number;
    replacement: string;
}

type Kind = Change["kind"];
type Registration = ts.NewExpression & { arguments: ts.NodeArray<ts.Expression> };

/** All changes of one file that can be told from its text alone, in its order. */
export function listChanges(source: SourceFile, isEntryPoint: boolean): Change[] {
    const { tree, path } = source;
    const create = (kind: Kind, node: ts.Node, what: string, replacement = "", end = node.getEnd()): Change =>
        ({ kind, path, where: placeOf(source, node), what, start: node.getStart(tree), end, replacement });
    const registrations = findNodes(tree, ts.isNewExpression).filter(isRegistration);
    return [
        ...registrations.flatMap(({ arguments: [, args] }) => args ? changeArguments(args, source, create) : []),
        ...registrations.flatMap(node => ts.isExpressionStatement(node.parent)
            ? [create("resource", node.parent, `${node.expression.getText(tree)} removed`)]
            : []),
        ...registrations.length > 0 ? changeConditions(source, create) : [],
        ...isEntryPoint ? exchangeOutputs(source, create) : [],
    ].sort((one, other) => one.start - other.start);
}

/** A resource, or a component: its name comes first, as a text. */
function isRegistration(node: ts.NewExpression): node is Registration {
    const [name, args] = node.arguments ?? [];
    return name !== undefined && (args === undefined || ts.isObjectLiteralExpression(args))
        && (ts.isStringLiteralLike(name) || ts.isTemplateExpression(name) || ts.isIdentifier(name));
}

type Create = (kind: Kind, node: ts.Node, what: string, replacement?: string, end?: number) => Change;

/** What describes a thing may change without harm. */
const harmless = /description|comment/i;

function changeArguments(args: ts.Expression, { tree, text }: SourceFile, create: Create): Change[] {
    const properties = findNodes(args, ts.isPropertyAssignment)
        // Of functions in between, and of resources inside, others decide.
        .filter(({ name }) => !harmless.test(name.getText(tree)))
        .filter(node => !isWithin(node, above => above.pos > args.pos && above.end < args.end && isFunction(above)));
    return properties.flatMap(node => {
        const { initializer, name } = node;
        const change = (kind: Kind, replacement: string) =>
            [create(kind, initializer, `${node.getText(tree)} became ${replacement}`, replacement)];
        if (initializer.kind === ts.SyntaxKind.TrueKeyword || initializer.kind === ts.SyntaxKind.FalseKeyword) {
            return change("flag", initializer.kind === ts.SyntaxKind.TrueKeyword ? "false" : "true");
        }
        if (ts.isNumericLiteral(initializer)) {
            return change("number", String(Number(initializer.text) + 1));
        }
        if (ts.isStringLiteral(initializer)) {
            return change("text", JSON.stringify(`${initializer.text}-changed`));
        }
        const comma = /^\s*,/.exec(text.slice(node.getEnd()))?.[0].length ?? 0;
        return node.parent === args
            ? [create("argument", node, `${name.getText(tree)} removed`, "", node.getEnd() + comma)]
            : [];
    });
}

const isFunction = (node: ts.Node) => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Conditions other than those of complaints, which end every run when they are negated. */
function changeConditions({ tree }: SourceFile, create: Create): Change[] {
    const chosen = [
        ...findNodes(tree, ts.isConditionalExpression).map(({ condition }) => condition),
        ...findNodes(tree, ts.isIfStatement)
            .filter(({ thenStatement }) => findNodes(thenStatement, ts.isThrowStatement).length === 0)
            .map(({ expression }) => expression),
    ];
    return chosen.map(node => {
        const text = node.getText(tree);
        return create("condition", node, `${text} negated`, `!(${text})`);
    });
}

/** Each output gets the value of the next one that is of the same resource, such as `vpc.vpcId` and `vpc.cidr`. */
function exchangeOutputs({ tree }: SourceFile, create: Create): Change[] {
    const outputs = tree.statements.filter(ts.isVariableStatement)
        .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
        .flatMap(({ declarationList }) => declarationList.declarations)
        .flatMap(({ name, initializer }) => initializer && ts.isPropertyAccessExpression(initializer)
            ? [{ name: name.getText(tree), initializer, text: initializer.getText(tree) }]
            : []);
    return outputs.flatMap(({ name, initializer, text }, index) => {
        const other = outputs.slice(index + 1).find(next => next.text !== text);
        return other ? [create("output", initializer, `output ${name} became ${other.text}`, other.text)] : [];
    });
}
