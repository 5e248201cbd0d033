import { parseAllDocuments } from "yaml";
import { UserError } from "../../sandbox/shell";
import { isMap, mapsIn, textOf, Values } from "./document";

const GROUP = "sparkoperator.k8s.io/";
const VERSION = `${GROUP}v1beta2`;

/** The applications in a file, and what else it contains. */
export interface Documents {
    applications: Values[];
    /** Kind and name of each other object. */
    others: string[];
}

/** Reads a file of YAML documents or JSON. */
export function readDocuments(text: string, file: string): Documents {
    const objects = parsed(text, file).flatMap((document) =>
        isMap(document) && document["kind"] === "List" ? mapsIn(document["items"]) : [document],
    );
    const maps = objects.filter(isMap);
    const applications = maps.filter(isApplication);
    for (const { apiVersion } of applications) {
        if (apiVersion !== VERSION) {
            throw new UserError(
                `${file}: apiVersion ${JSON.stringify(apiVersion)} is not ${VERSION}, the only ` +
                    "supported version; convert its fields to that version",
            );
        }
    }
    if (applications.length === 0) {
        throw new UserError(
            `${file}: contains no SparkApplication or ScheduledSparkApplication of ${VERSION}` +
                (maps.length === 0 ? "" : ` (found: ${maps.map(titleOf).join(", ")})`),
        );
    }
    return { applications, others: maps.filter((one) => !isApplication(one)).map(titleOf) };
}

function parsed(text: string, file: string): unknown[] {
    const documents = parseAllDocuments(text);
    return (Array.isArray(documents) ? documents : []).map((document) => {
        const [error] = document.errors;
        if (error !== undefined) {
            const isTemplate = /\{\{|\{%/.test(text);
            throw new UserError(
                `${file}: ${error.message.split("\n")[0]}` +
                    (isTemplate
                        ? "\nThis looks like a template; render it first (helm template)."
                        : ""),
            );
        }
        return document.toJS() as unknown;
    });
}

function isApplication({ apiVersion, kind }: Values): boolean {
    const isKind = kind === "SparkApplication" || kind === "ScheduledSparkApplication";
    return isKind && String(apiVersion).startsWith(GROUP);
}

/** Kind and name of an object, as shown to the user. */
export function titleOf({ kind, metadata }: Values): string {
    const { name, generateName, namespace } = isMap(metadata) ? metadata : {};
    const path = [namespace, name ?? generateName].filter((part) => part !== undefined).map(textOf);
    return `${textOf(kind ?? "an object without a kind")} ${path.join("/")}`.trim();
}
