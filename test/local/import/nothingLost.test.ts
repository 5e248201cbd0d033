import assert from "node:assert/strict";
import fc from "fast-check";
import { importedJob } from "../../../local/import/importedJob";
import { checkedJob } from "../../../local/import/libraryChecks";
import { propertyRuns } from "../../../testkit/propertyRuns";
import { anySpec } from "./anyApplication";

/** All values of a document, each with its path. */
function leaves(value: unknown, path: string): [path: string, value: unknown][] {
    if (typeof value !== "object" || value === null) {
        return [[path, value]];
    }
    return Object.entries(value).flatMap(([key, entry]) =>
        leaves(entry, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`),
    );
}

/** Fields without a note: they affect others, or are implied. */
const SILENT = [
    /^spec\.(mode|type|dynamicAllocation\.enabled|restartPolicy\.type)$/,
    /\.(secretType|fieldRef\.apiVersion|restartPolicy)$/,
    // Spark starts with the largest of three numbers.
    /\.(initialExecutors|minExecutors|instances)$/,
    // Mounts of ConfigMaps and Secrets are always read-only.
    /\.volumeMounts\[0\]\.readOnly$/,
];

function lost(spec: Record<string, unknown>): string[] {
    const { job, notes } = importedJob({ kind: "SparkApplication", metadata: { name: "a" }, spec });
    const text = JSON.stringify(job);
    const noted = notes.map(({ field }) => field);
    return leaves(spec, "spec")
        .filter(
            ([path, value]) =>
                !text.includes(typeof value === "string" ? value : JSON.stringify(value)) &&
                !noted.some((field) => path.startsWith(field) || field.startsWith(path)) &&
                !SILENT.some((pattern) => pattern.test(path)),
        )
        .map(([path, value]) => `${path}: ${JSON.stringify(value)}`);
}

describe("any application of the CRD", () => {
    it("loses nothing without a note", () => {
        fc.assert(
            fc.property(anySpec, (spec) => assert.deepEqual(lost(spec), [])),
            propertyRuns,
        );
    });

    it("becomes a job that can be checked", () => {
        fc.assert(
            fc.property(anySpec, (spec) => {
                const document = { kind: "SparkApplication", metadata: { name: "a" }, spec };
                assert.ok(Array.isArray(checkedJob(importedJob(document), "a", "b")));
            }),
            { ...propertyRuns, numRuns: Math.ceil(propertyRuns.numRuns / 25) },
        );
    });
});
