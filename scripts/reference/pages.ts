import * as ts from "typescript";
import { Library } from "./library";
import { ComponentModel, componentsOf } from "./componentModel";
import { EnumModel, InterfaceModel, modelOf } from "./model";
import { namedIn } from "./types";

/** A page of the reference, and the interfaces and lists of values that have their tables there. */
export interface Page {
    file: string;
    component?: ComponentModel;
    types: (InterfaceModel | EnumModel)[];
}

/** The page of what three components or more share, and of what components hand to each other. */
export const TYPES_PAGE = "types.md";

/** The order of the index. */
const ORDER = [
    "SparkPlatform",
    "SparkTeam",
    "SparkApplication",
    "ScheduledSparkApplication",
    "SparkOperator",
    "LakehouseBucket",
    "KubeContextCluster",
    "EksCluster",
    "ExistingEksCluster",
    "Network",
    "Karpenter",
    "ClusterAutoscaler",
];

/** `SparkApplication` → `spark-application.md`. */
function fileOf(component: string): string {
    return `${component.replace(/(?<!^)(?=[A-Z])/g, "-").toLowerCase()}.md`;
}

/**
 * What a component names in its arguments, outputs and methods, with the number of steps to each.
 * What an interface extends is no step further.
 *
 * @param through whether to go on from a type
 */
function reachable(
    component: ComponentModel,
    library: Library,
    through: (symbol: ts.Symbol) => boolean,
): Map<ts.Symbol, number> {
    const found = new Map<ts.Symbol, number>();
    const visit = (symbol: ts.Symbol, depth: number) => {
        if ((found.get(symbol) ?? Infinity) <= depth) {
            return;
        }
        found.set(symbol, depth);
        const model = modelOf(symbol, library);
        if (model.kind === "interface" && through(symbol)) {
            model.bases.forEach((base) => visit(base, depth));
            const below = model.own.flatMap(({ type }) => namedIn(type));
            below.forEach((named) => visit(named, depth + 1));
        }
    };
    component.takes.forEach((symbol) => visit(symbol, 0));
    const given = [...component.outputs, ...component.methods].flatMap(({ type }) => namedIn(type));
    given.forEach((symbol) => visit(symbol, 1));
    return found;
}

/** What components hand to each other: nobody writes it by hand. */
const isHandedOn = ({ name }: ts.Symbol) =>
    /(Connection|Facts)$/.test(name) || ["PriorityClasses", "NodeRoom"].includes(name);

/** All pages of components, and the one of shared types. */
export function pagesOf(library: Library): Page[] {
    const components = componentsOf(library).sort((a, b) => rank(a) - rank(b));
    const users = components.map((component) => ({
        component,
        file: fileOf(component.name),
        depths: reachable(component, library, (symbol) => !isHandedOn(symbol)),
    }));
    const pageOf = (symbol: ts.Symbol): string => {
        const found = users.filter(({ depths }) => depths.has(symbol));
        const depth = ({ depths }: { depths: Map<ts.Symbol, number> }) => depths.get(symbol) ?? 0;
        const nearest = found.sort((a, b) => depth(a) - depth(b))[0];
        const isShared = isHandedOn(symbol) || found.length > 2;
        return nearest === undefined || isShared ? TYPES_PAGE : nearest.file;
    };
    const typesOn = (file: string, symbols: ts.Symbol[]) =>
        symbols.filter((one) => pageOf(one) === file).map((one) => modelOf(one, library));
    const everything = components.flatMap((one) => [...reachable(one, library, () => true).keys()]);
    return [
        ...users.map(({ component, file, depths }) => ({
            ...{ file, component },
            types: typesOn(file, [...depths.keys()]),
        })),
        { file: TYPES_PAGE, types: typesOn(TYPES_PAGE, [...new Set(everything)]) },
    ];
}

function rank({ name }: ComponentModel): number {
    return ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length;
}
