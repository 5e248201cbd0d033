import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { manifest } from "../../../components/job/manifest";
import { someJob } from "./someJob";

/** The part of an OpenAPI schema that says which fields there are. */
interface Schema {
    type?: string;
    properties?: Record<string, Schema>;
    required?: string[];
    additionalProperties?: Schema;
    items?: Schema;
    enum?: unknown[];
    "x-kubernetes-preserve-unknown-fields"?: boolean;
}

const CRD = "charts/spark-operator-crds/templates/sparkoperator.k8s.io_sparkapplications.yaml";

function specSchema(): Schema {
    const crd = parse(readFileSync(CRD, "utf8"));
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
    return type === schema.type ? [] : [`${path}: is ${type}, not ${schema.type}`];
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

describe("the operator's CRD", () => {
    const everything = someJob({
        args: {
            main: "jobs/pi.py",
            mainClass: "com.example.Main",
            arguments: ["100"],
            parameters: { a: "1" },
            imagePullSecrets: ["registry"],
            driver: { coreLimit: "1", labels: { a: "b" }, annotations: { a: "b" } },
            executor: { dynamicAllocation: { min: 1, max: 2 } },
            restart: { policy: "on-failure" },
            timeToLive: "1d",
        },
        log4j2ConfigMap: "log4j2-1",
        mainConfigMap: "pi-main-1",
    });

    it("knows every field of a job's manifest", () => {
        for (const parts of [everything, someJob()]) {
            const spec = JSON.parse(JSON.stringify(manifest(parts).spec));
            assert.deepEqual(misfits(spec, specSchema(), "spec"), []);
        }
    });

    it("would show a field that does not exist", () => {
        const spec = { ...JSON.parse(JSON.stringify(manifest(someJob()).spec)), ttl: 1, mode: 2 };
        assert.deepEqual(misfits(spec, specSchema(), "spec"), [
            "spec.mode: 2 is not one of cluster, client",
            "spec.ttl: unknown",
        ]);
    });
});
