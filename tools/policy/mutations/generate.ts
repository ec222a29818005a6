import type { Subject } from "../../../policy/evaluate";
import { hasUnknown, unknownValue } from "../../host/properties";
import { isRequired } from "./required";
import {
    defaults,
    irrelevantInside,
    protectingTypes,
    refusedWithout,
    relevantInputs,
    requiredInside,
    safeWhenLeftOut,
    safeWhenOff,
} from "./relevant";

/** One change for the worse. */
export interface Mutation {
    /** Such as `lb/loadBalancer alb-prod-01 accessLogs.enabled flipped`. */
    name: string;
    isRelevant: boolean;
    /** The resources that are different in the mutated stack. */
    changed: Subject[];
    /** All resources of the mutated stack. */
    subjects: Subject[];
}

type Path = string[];
export interface Change {
    path: Path;
    kind: string;
    /** Undefined takes the input away. */
    value?: unknown;
    /** What the new value refers to, by URN. */
    dependencies?: string[];
}

const opposites: Record<string, string> = {
    Enabled: "Disabled", enabled: "disabled", ENABLED: "DISABLED", required: "optional", true: "false", ERROR: "OFF",
};
const wider: Record<string, unknown> = {
    accessString: "on ~* +@all", authorization: "NONE", cidrIpv4: "0.0.0.0/0", fromPort: 0, ipProtocol: "-1",
    objectOwnership: "ObjectWriter", policyArn: "arn:aws:iam::aws:policy/AdministratorAccess", principal: "*",
    toPort: 65_535, trafficType: "REJECT",
};

/** All mutations of a resource: inputs left out, switches flipped, ranges widened, and the resource itself removed. */
export function generateMutations(resource: Subject, subjects: Subject[]): Mutation[] {
    const short = resource.type.replace(/^aws:(.*):.*$/, "$1");
    const inputs = Object.keys(resource.props).filter(input => !["tags", "tagsAll"].includes(input));
    const changes = [
        ...inputs.flatMap(input => changesOf(resource.type, [input], resource.props[input])),
        ...openRoute(resource, subjects),
    ];
    return [
        ...changes.map(change => {
            const mutant = applyChange(resource, change);
            return {
                name: `${short} ${resource.name} ${change.path.join(".")} ${change.kind}`,
                isRelevant: isRelevant(short, change.path),
                changed: [mutant],
                subjects: subjects.map(subject => subject === resource ? mutant : subject),
            };
        }),
        {
            name: `${short} ${resource.name} removed`,
            isRelevant: protectingTypes.includes(short),
            ...removeResource(resource, subjects),
        },
    ];
}

/** A private route that leads to the internet. */
function openRoute({ props }: Subject, subjects: Subject[]): Change[] {
    const gateway = subjects.find(({ type }) => type === "aws:ec2/internetGateway:InternetGateway");
    return "natGatewayId" in props && gateway
        ? [
                {
                    path: ["gatewayId"],
                    kind: "widened to the internet gateway",
                    value: unknownValue,
                    dependencies: [gateway.urn],
                },
            ]
        : [];
}

/** Without the resource, and without the inputs that refer to it alone. */
export function removeResource(resource: Subject, subjects: Subject[]): Pick<Mutation, "changed" | "subjects"> {
    const others = subjects
        .filter(subject => subject !== resource)
        .map(subject => withoutReferences(subject, resource.urn));
    return { changed: others.filter(other => !subjects.includes(other)), subjects: others };
}

function withoutReferences(subject: Subject, urn: string): Subject {
    const inputs = Object.entries(subject.propertyDependencies).filter(([, urns]) => urns.includes(urn));
    if (inputs.length === 0) {
        return subject;
    }
    const props = { ...subject.props };
    const propertyDependencies = { ...subject.propertyDependencies };
    for (const [input, urns] of inputs) {
        const isOnly = urns.every(dependency => dependency === urn);
        propertyDependencies[input] = urns.filter(dependency => dependency !== urn);
        props[input] = isOnly ? withoutUnknowns(props[input]) : props[input];
    }
    const kept = Object.entries(props).filter(([, value]) => value !== undefined);
    return { ...subject, props: Object.fromEntries(kept), propertyDependencies };
}

function withoutUnknowns(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutUnknowns).filter(item => item !== undefined);
    }
    return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutUnknowns(item)])
                .filter(([, item]) => item !== undefined))
        : typeof value === "string" && value.includes(unknownValue) ? undefined : value;
}

function isRelevant(type: string, path: Path): boolean {
    const name = withoutIndexes(path);
    return (
        !irrelevantInside.has(path.at(-1) ?? "")
        && (relevantInputs[type] ?? "").split(" ").some(entry => entry !== "" && `${name}.`.startsWith(`${entry}.`))
    );
}

function withoutIndexes(path: Path): string {
    return path.filter(part => !/^\d+$/.test(part)).join(".");
}

function changesOf(type: string, path: Path, value: unknown): Change[] {
    return [...leaveOut(type, path, value), ...weaken(path, value), ...changesInside(type, path, value)];
}

function leaveOut(type: string, path: Path, value: unknown): Change[] {
    const name = withoutIndexes(path);
    const last = path.at(-1) ?? "";
    const isItem = /^\d+$/.test(last);
    const isRefused
        = refusedWithout.has(name) || (path.length === 1 ? isRequired(type, name) : requiredInside.has(name));
    if (!isItem && (isRefused || safeWhenLeftOut.has(last))) {
        return [];
    }
    const byDefault = last in defaults ? defaults[last] : false;
    const isSwitch = typeof value === "boolean" || value === "true" || value === "false";
    const isSame = String(byDefault) === String(value) || (isSwitch && isSafe(last, byDefault)) || isEmpty(value);
    return isSame ? [] : [{ path, kind: "left out" }];
}

function isEmpty(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isSafe(name: string, value: unknown): boolean {
    return String(value) === String(!safeWhenOff.has(name));
}

function weaken(path: Path, value: unknown): Change[] {
    const last = path.at(-1) ?? "";
    if (typeof value === "boolean") {
        return isSafe(last, value) ? [{ path, kind: "flipped", value: !value }] : [];
    }
    if (last in wider && value !== wider[last]) {
        return [{ path, kind: "widened", value: wider[last] }];
    }
    if (last === "referencedSecurityGroupId") {
        return [{ path: ["cidrIpv4"], kind: "widened", value: wider.cidrIpv4 }];
    }
    return typeof value === "string" && value in opposites && !safeWhenOff.has(last)
        ? [{ path, kind: "flipped", value: opposites[value] }]
        : [];
}

function changesInside(type: string, path: Path, value: unknown): Change[] {
    if (typeof value === "string" && value.startsWith("{") && value.includes('"Statement"')) {
        return widenDocument(path, value);
    }
    // Code, and secrets' names.
    if (typeof value !== "object" || value === null || ["code", "environment"].includes(path[0] ?? "")) {
        return [];
    }
    return Object.entries(value).flatMap(([key, item]) => changesOf(type, [...path, key], item));
}

interface Statement {
    Effect: string;
    Principal?: unknown;
    Resource?: unknown;
    Condition?: unknown;
}

/** For each statement: any principal, any action, any resource, and no condition; one that denies is left out. */
function widenDocument(path: Path, text: string): Change[] {
    const document = JSON.parse(text) as { Statement: Statement[] };
    const replace = (index: number, kind: string, ...replacement: object[]): Change => ({
        path: [...path, String(index)],
        kind,
        value: JSON.stringify({ ...document, Statement: document.Statement.flatMap((statement, position) =>
            position === index ? replacement : statement) }),
    });
    return document.Statement.flatMap((statement, index) => {
        const { Condition: condition, ...unconditional } = statement;
        return statement.Effect === "Deny"
            ? [replace(index, "left out")]
            : [
                    replace(index, "widened to any action", { ...statement, Action: "*" }),
                    ...["Resource", "Principal"]
                        .filter(key => key in statement && statement[key as keyof Statement] !== "*")
                        .map(key =>
                            replace(index, `widened to any ${key.toLowerCase()}`, { ...statement, [key]: "*" })),
                    ...(condition === undefined ? [] : [replace(index, "widened to any condition", unconditional)]),
                ];
    });
}

export function applyChange(resource: Subject, { path, value, dependencies }: Omit<Change, "kind">): Subject {
    const [input = ""] = path;
    const props = { ...resource.props, [input]: structuredClone(resource.props[input]) };
    const propertyDependencies = { ...resource.propertyDependencies };
    // A document is a text, whose statement the path names.
    const isText = typeof resource.props[input] === "string";
    const steps = isText ? [input] : path;
    const last = steps.at(-1) ?? "";
    const target = steps.slice(0, -1).reduce<Record<string, unknown>>(
        (object, key) => object[key] as Record<string, unknown>, props);
    if (Array.isArray(target)) {
        target.splice(Number(last), 1, ...value === undefined ? [] : [value]);
    } else if (value === undefined) {
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the path is data
        delete target[last];
    } else {
        target[last] = value;
    }
    propertyDependencies[input] = hasUnknown(props[input])
        ? dependencies ?? propertyDependencies[input] ?? []
        : [];
    return { ...resource, props, propertyDependencies };
}
