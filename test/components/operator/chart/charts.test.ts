import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { crdChartPath, operatorChartSource } from "../../../../components/operator/chart/charts";
import { versions } from "../../../../components/versions";
import { chartFile, templateOf, withoutDescriptions } from "../../../../scripts/generateCrdChart";

const checkout = path.join(__dirname, "..", "..", "..", "..");

describe("the chart of the operator's CRDs", () => {
    const chart = path.join(checkout, "charts", "spark-operator-crds");

    it("is found by a path that is the same on every machine", () => {
        const before = process.cwd();
        try {
            process.chdir(checkout);
            assert.strictEqual(crdChartPath(), "./charts/spark-operator-crds");
            process.chdir(path.join(checkout, "test"));
            assert.strictEqual(crdChartPath(), "../charts/spark-operator-crds");
        } finally {
            process.chdir(before);
        }
    });

    it("is of the pinned version, as the operator is", () => {
        const file = fs.readFileSync(path.join(chart, "Chart.yaml"), "utf8");
        assert.strictEqual(file, chartFile());
        const { version, appVersion } = yaml.parse(file);
        assert.strictEqual(version, versions.sparkOperator);
        assert.strictEqual(appVersion, versions.sparkOperator);
        assert.strictEqual(operatorChartSource().version, versions.sparkOperator);
    });

    it("holds the three CRDs, small enough for a Helm release", () => {
        const folder = path.join(chart, "templates");
        const crds = fs
            .readdirSync(folder)
            .map((file) => fs.readFileSync(path.join(folder, file), "utf8"));
        assert.deepStrictEqual(
            crds.map((crd) => yaml.parse(crd).metadata.name),
            [
                "scheduledsparkapplications.sparkoperator.k8s.io",
                "sparkapplications.sparkoperator.k8s.io",
                "sparkconnects.sparkoperator.k8s.io",
            ],
        );
        assert.ok(crds.join("").length < 1024 * 1024);
        assert.ok(!crds.some((crd) => crd.includes("{{")), "Helm would take {{ as its own");
    });

    it("leaves out texts, but no property of that name", () => {
        const schema = {
            description: "a text",
            properties: { description: { type: "string", description: "another" } },
            required: ["description"],
        };
        assert.deepStrictEqual(withoutDescriptions([schema, 1, null]), [
            { properties: { description: { type: "string" } }, required: ["description"] },
            1,
            null,
        ]);
        assert.deepStrictEqual(yaml.parse(templateOf(yaml.stringify(schema))), {
            properties: { description: { type: "string" } },
            required: ["description"],
        });
    });
});
