import { strict as assert } from "node:assert";
import { versions } from "../../components/versions";
import { apply, kubectl, testSandbox } from "../../testkit/testSandbox";
import { reportedManifests } from "../program/reportedJobs";

const namespace = "processing";

/** They take turns with everything else on two cores. */
const MOST_MS = 600_000;

/** Submissions side by side: each is a JVM in the operator's pod. */
const AT_ONCE = 4;

/** Half of them for each Spark: what differs by version is in the properties. */
const applications = [versions.spark, versions.olderSpark]
    .flatMap((version, half) => reportedManifests(version).filter((_, index) => index % 2 === half))
    .map(({ metadata, spec }) => ({
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata,
        // Nobody has this image: the drivers never start, which costs nothing.
        spec: { ...spec, image: "registry.invalid/spark:1" },
    }));

/** The real spark-submit in the operator's pod takes what the library renders. */
export function reportedJobs(): void {
    it(`${applications.length} reported jobs are submitted by the operator`, async () => {
        const names = applications.map(({ metadata }) => metadata.name);
        const waiting = new Set(names);
        const failed: string[] = [];
        const left = [...applications];
        for (const end = Date.now() + MOST_MS; waiting.size > 0 && Date.now() < end;) {
            const next = left.splice(0, AT_ONCE - (waiting.size - left.length));
            if (next.length > 0) {
                apply(testSandbox(), ...next);
            }
            await new Promise((resolve) => setTimeout(resolve, 1000));
            const rows = kubectl(
                ...["get", "sparkapplications", "-n", namespace, "-o"],
                'jsonpath={range .items[*]}{.metadata.name} {.status.applicationState.state} {.status.applicationState.errorMessage}{"\\n"}{end}',
            );
            for (const row of rows.split("\n")) {
                const [name = "", state = ""] = row.split(" ");
                if (waiting.has(name) && state !== "" && state !== "NEW") {
                    waiting.delete(name);
                    failed.push(...(/FAILED/.test(state) ? [row] : []));
                }
            }
        }
        kubectl("delete", "sparkapplications", "-n", namespace, "--wait=false", ...names);
        assert.deepEqual(failed, []);
        assert.deepEqual([...waiting], []);
    }).timeout(MOST_MS + 60_000);
}
