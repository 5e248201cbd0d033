import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
    Artifact,
    connectorsOf,
    formatProblem,
    lakehouseLine,
    lakehouseLines,
    LakehouseLine,
    podIdentityProblem,
    testedFormats,
} from "../../../components/spark/lakehouseVersions";
import { versions } from "../../../components/versions";

describe("the catalogue of versions that belong together", () => {
    it("has the default line first, and those before it", () => {
        assert.deepEqual(
            Object.entries(lakehouseLines).map(([line, { spark }]) => [line, spark]),
            [
                ["4.1", versions.spark],
                ["4.0", "4.0.2"],
                ["3.5", versions.olderSpark],
            ],
        );
        assert.equal(Object.keys(lakehouseLines)[0], "4.1");
    });

    it("finds the line of a version, and none for others", () => {
        assert.equal(lakehouseLine("4.1.3"), lakehouseLines["4.1"]);
        assert.equal(lakehouseLine("3.5"), lakehouseLines["3.5"]);
        assert.equal(lakehouseLine("4.2.0"), undefined);
        assert.equal(lakehouseLine("new"), undefined);
    });

    it("names connectors in the versions of Hadoop and of Spark", () => {
        assert.deepEqual(connectorsOf(lakehouseLine("3.5") as LakehouseLine), [
            { name: "org.apache.hadoop:hadoop-aws", version: "3.3.4" },
            { name: "org.apache.spark:spark-hadoop-cloud_2.12", version: versions.olderSpark },
        ]);
    });

    it("has Delta and Iceberg for each line", () => {
        for (const line of Object.values(lakehouseLines)) {
            assert.deepEqual(testedFormats(line), ["delta", "iceberg"]);
        }
    });

    const PROBLEMS: [string, string, string | undefined][] = [
        ["4.1.2", "delta", undefined],
        ["3.5.8", "iceberg", undefined],
        [
            "4.2.0",
            "iceberg",
            "Iceberg has no release that is tested with Spark 4.2.0 (Delta alone supports it): use Spark 4.1, 4.0 or 3.5",
        ],
        [
            "3.4.1",
            "delta",
            "Delta has no release that is tested with Spark 3.4.1: use Spark 4.1, 4.0 or 3.5",
        ],
        [
            "4.1.2",
            "hudi",
            "Hudi has no release for Spark 4.1.2: use Delta or Iceberg with it, or Spark 4.0 or 3.5",
        ],
        [
            "4.0.2",
            "hudi",
            "Hudi is not tested here: put org.apache.hudi:hudi-spark4.0-bundle_2.13:1.2.0 into an " +
                "image of your own, or use Delta or Iceberg",
        ],
        [
            "4.1.2",
            "paimon",
            '"paimon" has no release for Spark 4.1.2: use Delta or Iceberg with it, or one of Delta or Iceberg or Hudi',
        ],
    ];
    for (const [spark, format, problem] of PROBLEMS) {
        it(`${problem === undefined ? "has" : "refuses"} ${format} with Spark ${spark}`, () => {
            assert.equal(formatProblem(spark, format), problem);
        });
    }

    it("refuses EKS Pod Identity with the jars of Spark 3.5, and names lines that support it", () => {
        assert.equal(
            podIdentityProblem("3.5.8"),
            "Spark 3.5.8, whose S3A has AWS' SDK 1.12.262, does not support EKS Pod Identity " +
                '(SDK 1.12.746 or 2.21.30): use identity "irsa", or Spark 4.1 or 4.0',
        );
        assert.equal(podIdentityProblem("4.0.2"), undefined);
    });
});

describe("the table of the docs", () => {
    it("is the catalogue's", () => {
        const docs = readFileSync(
            join(__dirname, "../../../docs/how-to/build-a-lakehouse-image.md"),
            "utf8",
        );
        const cell = (jar?: Artifact) =>
            jar === undefined ? "none" : `\`${jar.name.replace(/.*:/, "")}\` ${jar.version}`;
        const rows = Object.entries(lakehouseLines).map(([name, line]) => {
            const { spark, hadoop, awsSdk, formats } = line;
            const generation = awsSdk.name.startsWith("com.amazonaws") ? 1 : 2;
            const cells = [name, spark, hadoop, `version ${generation}, ${awsSdk.version}`];
            const jars = [connectorsOf(line)[1], formats.delta, formats.iceberg, formats.hudi];
            return `| ${[...cells, ...jars.map(cell)].join(" | ")} |`;
        });
        const lines = docs.split("\n").map((line) => line.replace(/ +/g, " "));
        for (const row of rows) {
            assert.ok(lines.includes(row), row);
        }
    });
});
