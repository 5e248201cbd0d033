import assert from "node:assert/strict";
import { importFile } from "../../../local/import/importFile";

const HEAD = "apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\n";

function refusal(text: string): string {
    try {
        importFile(text, "app.yaml");
    } catch (error) {
        return (error as Error).message;
    }
    return "";
}

describe("files for make import", () => {
    it("are refused without an application, listing what they contain", () => {
        const text = "apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: b }\n";
        assert.equal(
            refusal(text),
            "app.yaml: contains no SparkApplication or ScheduledSparkApplication of " +
                "sparkoperator.k8s.io/v1beta2 (found: Secret b/a)",
        );
        assert.match(refusal(""), /^app\.yaml: contains no SparkApplication [^(]*$/);
    });

    for (const apiVersion of ["spark.stackable.tech/v1alpha1", "spark.apache.org/v1"]) {
        it(`are refused with a SparkApplication of ${apiVersion}`, () => {
            const text = `apiVersion: ${apiVersion}\nkind: SparkApplication\nmetadata: { name: a }\n`;
            assert.match(
                refusal(text),
                /contains no SparkApplication .* \(found: SparkApplication a\)$/,
            );
        });
    }

    it("are refused with an older API version of the operator", () => {
        const text = HEAD.replace("v1beta2", "v1beta1");
        assert.match(refusal(text), /"sparkoperator\.k8s\.io\/v1beta1" is not .*v1beta2/);
    });

    it("are refused if they are not YAML, with a hint for Helm templates", () => {
        assert.match(refusal("a: [1"), /^app\.yaml: /);
        assert.doesNotMatch(refusal("a: [1"), /helm/);
        const template = `${HEAD}metadata:\n  name: {{ .Release.Name }}-x\n`;
        assert.match(refusal(template), /render it first \(helm template\)/);
    });

    it("may be JSON", () => {
        const application = {
            ...{ apiVersion: "sparkoperator.k8s.io/v1beta2", kind: "SparkApplication" },
            metadata: { name: "a", namespace: "b" },
            spec: {
                mainApplicationFile: "local:///a.py",
                type: "Python",
                driver: {},
                executor: {},
            },
        };
        const { jobs } = importFile(JSON.stringify(application), "app.json");
        assert.deepEqual(
            jobs.map(({ name, team, problems }) => [name, team, problems]),
            [["a", "b", []]],
        );
    });

    it("survive without a spec, and report what a preview would", () => {
        const { jobs } = importFile(`${HEAD}metadata: { name: a }\n`, "app.yaml");
        assert.deepEqual(jobs[0]?.problems, ["main: is missing"]);
        assert.equal(jobs[0]?.team, "spark-jobs");
    });

    it("accept another team", () => {
        const { jobs } = importFile(`${HEAD}metadata: { name: a, namespace: b }\n`, "a", "sales");
        assert.equal(jobs[0]?.team, "sales");
    });
});
