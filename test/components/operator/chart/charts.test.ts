import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { crdChartPath, operatorChartSource } from "../../../../components/operator/chart/charts";
import { versions } from "../../../../components/versions";
import { chartFile, templateOf, withoutDescriptions } from "../../../../scripts/generateCrdChart";
import { temporaryFolder } from "../../../../testkit/temporaryFolder";

const checkout = path.join(__dirname, "..", "..", "..", "..");

describe("the chart of the operator's CRDs", () => {
    const chart = path.join(checkout, "charts", "spark-operator-crds");

    it("is found in the checkout from wherever the program runs", () => {
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

    describe("in a project that depends on the package", () => {
        const byName = "node_modules/spark-platform/charts/spark-operator-crds";
        let project: string;

        beforeEach(() => {
            project = path.join(temporaryFolder(), "project");
            fs.mkdirSync(path.join(project, "src"), { recursive: true });
        });

        /** The package's files; returns the folder that its compiled files are in. */
        function unpack(folder: string): string {
            const compiled = path.join(folder, "bin", "components", "operator", "chart");
            fs.mkdirSync(compiled, { recursive: true });
            fs.mkdirSync(path.join(folder, "charts", "spark-operator-crds"), { recursive: true });
            fs.writeFileSync(path.join(folder, "package.json"), '{ "name": "spark-platform" }');
            const file = path.join(folder, "charts", "spark-operator-crds", "Chart.yaml");
            fs.writeFileSync(file, "name: spark-operator-crds");
            return compiled;
        }

        function link(target: string): void {
            const modules = path.join(project, "node_modules");
            fs.mkdirSync(modules, { recursive: true });
            const relative = path.relative(modules, target);
            fs.symlinkSync(relative, path.join(modules, "spark-platform"), "dir");
        }

        it("npm and yarn: by the package's name", () => {
            const from = unpack(path.join(project, "node_modules", "spark-platform"));
            assert.strictEqual(crdChartPath(project, from), `./${byName}`);
        });

        it("pnpm: by the same name, which is a link into its store", () => {
            const store = path.join(
                ...[project, "node_modules", ".pnpm", "spark-platform@0.1.0_ab12"],
                ...["node_modules", "spark-platform"],
            );
            const from = unpack(store);
            link(store);
            const found = crdChartPath(project, from);
            assert.strictEqual(found, `./${byName}`);
            assert.ok(fs.existsSync(path.join(project, found, "Chart.yaml")));
        });

        it("npm link: by the same name, wherever the checkout is", () => {
            const from = unpack(path.join(path.dirname(project), "elsewhere"));
            link(path.join(path.dirname(project), "elsewhere"));
            assert.strictEqual(crdChartPath(project, from), `./${byName}`);
        });

        it("with `main: src/`, and in a workspace: from the folder that the program runs in", () => {
            const from = unpack(path.join(project, "node_modules", "spark-platform"));
            assert.strictEqual(crdChartPath(path.join(project, "src"), from), `../${byName}`);
        });

        it("not by another copy of that name", () => {
            unpack(path.join(project, "node_modules", "spark-platform"));
            const from = unpack(path.join(path.dirname(project), "elsewhere"));
            assert.strictEqual(
                crdChartPath(project, from),
                "../elsewhere/charts/spark-operator-crds",
            );
        });

        it("reports an incomplete package", () => {
            assert.throws(() => crdChartPath(project, path.join(project, "src")), {
                message:
                    `charts/spark-operator-crds is missing from the package of ` +
                    path.join(project, "src"),
            });
        });
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

    it("omits descriptions, but no property of that name", () => {
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
