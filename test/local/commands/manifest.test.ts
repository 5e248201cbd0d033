import assert from "node:assert/strict";
import { parse } from "yaml";
import { manifestOf } from "../../../local/commands/manifest";

const urn = (name: string) => `urn:pulumi:local::spark-platform::any$type::${name}`;

const resources = [
    { urn: urn("processing"), type: "kubernetes:core/v1:Namespace", inputs: {} },
    { urn: urn("pi"), type: "spark-platform:index:SparkApplication", inputs: {} },
    {
        urn: urn("pi"),
        type: "kubernetes:sparkoperator.k8s.io/v1beta2:SparkApplication",
        inputs: {
            __fieldManager: "of the engine",
            apiVersion: "sparkoperator.k8s.io/v1beta2",
            kind: "SparkApplication",
            metadata: {
                name: "pi-12345678",
                namespace: "processing",
                annotations: { "pulumi.com/skipAwait": "true", "spark-platform.dev/trigger": "2" },
            },
            spec: { type: "Python" },
        },
    },
    {
        urn: urn("daily"),
        type: "kubernetes:sparkoperator.k8s.io/v1beta2:ScheduledSparkApplication",
        inputs: {},
    },
];

describe("make manifest", () => {
    it("shows a job's object without what belongs to the engine", () => {
        assert.deepEqual(parse(manifestOf(resources, "pi")), {
            apiVersion: "sparkoperator.k8s.io/v1beta2",
            kind: "SparkApplication",
            metadata: {
                name: "pi-12345678",
                namespace: "processing",
                annotations: { "spark-platform.dev/trigger": "2" },
            },
            spec: { type: "Python" },
        });
    });

    for (const [job, shown] of [
        ["processing", '"processing"'],
        [undefined, '""'],
    ] as const) {
        it(`refuses JOB=${job ?? ""}, which is not a job`, () => {
            assert.throws(() => manifestOf(resources, job), {
                message: `JOB: ${shown} is not one of pi, daily`,
            });
        });
    }
});
