import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The part of an OpenAPI schema that says which fields there are. */
export interface Schema {
    type?: string;
    format?: string;
    minimum?: number;
    properties?: Record<string, Schema>;
    required?: string[];
    additionalProperties?: Schema;
    items?: Schema;
    enum?: unknown[];
    "x-kubernetes-preserve-unknown-fields"?: boolean;
    "x-kubernetes-int-or-string"?: boolean;
}

const schemas = new Map<string, Schema>();

/** Where a spec does not fit the operator's CRD, e.g. of `sparkapplications`. */
export function misfitsOf(plural: string, spec: unknown): string[] {
    return misfits(spec, crdSpec(plural), "spec");
}

/** The schema of a kind's spec in the operator's CRD. */
export function crdSpec(plural: string): Schema {
    const schema = schemas.get(plural) ?? readSchema(plural);
    schemas.set(plural, schema);
    return schema;
}

function readSchema(plural: string): Schema {
    const file = `charts/spark-operator-crds/templates/sparkoperator.k8s.io_${plural}.yaml`;
    const crd = parse(readFileSync(file, "utf8"));
    const { schema } = crd.spec.versions.find(({ name }: { name: string }) => name === "v1beta2");
    return schema.openAPIV3Schema.properties.spec;
}

/** Where a value does not fit its schema. The API server would drop unknown fields silently. */
function misfits(value: unknown, schema: Schema, path: string): string[] {
    if (schema["x-kubernetes-preserve-unknown-fields"]) {
        return [];
    }
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
        return [`${path}: ${JSON.stringify(value)} is not one of ${schema.enum.join(", ")}`];
    }
    if (Array.isArray(value)) {
        const { items = {} } = schema;
        return schema.type === "array"
            ? value.flatMap((item, index) => misfits(item, items, `${path}[${index}]`))
            : [`${path}: is not a list in the CRD`];
    }
    if (typeof value === "object" && value !== null) {
        return objectMisfits(value as Record<string, unknown>, schema, path);
    }
    const type = Number.isInteger(value) ? "integer" : typeof value;
    if (schema["x-kubernetes-int-or-string"]) {
        const isOne = type === "integer" || type === "string";
        return isOne ? [] : [`${path}: is ${type}, not a whole number or a string`];
    }
    if (type !== schema.type) {
        return [`${path}: is ${type}, not ${schema.type}`];
    }
    return type === "integer" ? numberMisfits(value as number, schema, path) : [];
}

function numberMisfits(value: number, { minimum, format }: Schema, path: string): string[] {
    const largest = format === "int32" ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER;
    const fits = value >= (minimum ?? -largest) && value <= largest;
    return fits ? [] : [`${path}: ${value} is out of range`];
}

function objectMisfits(value: Record<string, unknown>, schema: Schema, path: string): string[] {
    const missing = (schema.required ?? []).filter((key) => value[key] === undefined);
    return [
        ...missing.map((key) => `${path}.${key}: is missing`),
        ...Object.entries(value).flatMap(([key, entry]) => {
            const field = schema.properties?.[key] ?? schema.additionalProperties;
            return field ? misfits(entry, field, `${path}.${key}`) : [`${path}.${key}: unknown`];
        }),
    ];
}
