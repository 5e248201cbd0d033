import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { FieldGroup, FieldRow } from "../local/import/fieldRow";

const TEMPLATES = path.join(__dirname, "..", "charts", "spark-operator-crds", "templates");

interface Schema {
    type?: string;
    properties?: Record<string, Schema>;
    items?: Schema;
    additionalProperties?: Schema | boolean;
    "x-kubernetes-int-or-string"?: boolean;
}

interface Crd {
    spec: { versions: { name: string; schema: { openAPIV3Schema: Schema } }[] };
}

const known = new Map<string, Map<string, string>>();

/** Every field of a CRD by its path: `spec.driver.env[].name`, and `.*` for keys that are free. */
export function crdFields(plural: string): Map<string, string> {
    const fields = known.get(plural) ?? readFields(plural);
    known.set(plural, fields);
    return fields;
}

function readFields(plural: string): Map<string, string> {
    const file = path.join(TEMPLATES, `sparkoperator.k8s.io_${plural}.yaml`);
    const crd = yaml.parse(fs.readFileSync(file, "utf8")) as Crd;
    const [version] = crd.spec.versions;
    const fields = new Map<string, string>();
    addFields(version?.schema.openAPIV3Schema ?? {}, "", fields);
    return fields;
}

function addFields(schema: Schema, at: string, fields: Map<string, string>): void {
    if (at !== "") {
        fields.set(at, typeOf(schema));
    }
    for (const [name, below] of Object.entries(schema.properties ?? {})) {
        addFields(below, at === "" ? name : `${at}.${name}`, fields);
    }
    if (schema.items !== undefined) {
        addFields(schema.items, `${at}[]`, fields);
    }
    if (typeof schema.additionalProperties === "object") {
        addFields(schema.additionalProperties, `${at}.*`, fields);
    }
}

function typeOf(schema: Schema): string {
    const type = schema["x-kubernetes-int-or-string"] ? "quantity" : (schema.type ?? "any");
    return type === "array" ? "list" : type === "object" ? "map" : type;
}

/** Paths of a row's fields in the CRD; fields of one role are only in its place. */
export function pathsOf({ places }: FieldGroup, { field, only }: FieldRow): string[] {
    return places
        .filter((place) => only === undefined || place === `spec.${only}`)
        .map((place) => (place === "" ? field : `${place}.${field}`));
}

/** A row at one of its places. */
export interface PlacedRow {
    at: string;
    row: FieldRow;
}

/** All rows of some groups, once per place. */
export function rowsByPath(groups: readonly FieldGroup[]): PlacedRow[] {
    return groups.flatMap((group) =>
        group.rows.flatMap((row) => pathsOf(group, row).map((at) => ({ at, row }))),
    );
}

/** Whether a field is the row's own at a path, or a nested one that shares its answer. */
export function covers(at: string, { below }: FieldRow, field: string): boolean {
    if (!field.startsWith(at)) {
        return false;
    }
    const after = field.slice(at.length);
    if (after === "" || after === "[]") {
        return true;
    }
    if (!/^[.[]/.test(after) || below === undefined) {
        return false;
    }
    const rest = after.replace(/^(\[\])?\.?/, "");
    return below === true || below.some((name) => isPart(rest, name));
}

function isPart(field: string, name: string): boolean {
    return field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`);
}

/** Mismatches between rows and the CRD. */
export interface Coverage {
    /** Fields without a row. */
    missing: string[];
    /** Rows without a field. */
    unknown: string[];
    /** Fields with several rows. */
    ambiguous: string[];
}

/** Compares rows with the fields of a CRD. */
export function coverage(groups: readonly FieldGroup[], fields: Iterable<string>): Coverage {
    const all = [...fields];
    const rows = rowsByPath(groups);
    const paths = rows.map(({ at }) => at);
    const isParent = (field: string) =>
        paths.some((at) => at.startsWith(`${field}.`) || at.startsWith(`${field}[]`));
    return {
        missing: all.filter(
            (field) => !isParent(field) && !rows.some(({ at, row }) => covers(at, row, field)),
        ),
        // `metadata` belongs to Kubernetes: the CRD only declares it as a map.
        unknown: paths.filter((at) => !all.includes(at) && !at.startsWith("metadata.")),
        ambiguous: paths.filter((at, index) => paths.indexOf(at) !== index),
    };
}
