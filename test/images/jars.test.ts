import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    Artifact,
    connectorsOf,
    LakehouseLine,
    lakehouseLines,
    testedFormats,
} from "../../components/spark/lakehouseVersions";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const JARS = join(__dirname, "../../images/spark/jars");
const LINES = Object.values(lakehouseLines);

/** Coordinates by `group:artifact`. */
function listed({ spark }: LakehouseLine, list: string): Map<string, string> {
    const rows = readFileSync(join(JARS, spark, `${list}.txt`), "utf8")
        .trimEnd()
        .split("\n");
    return new Map(
        rows.map((row) => {
            const [, name = "", version = ""] =
                /^([\w.-]+:[\w.-]+):([\w.-]+) [0-9a-f]{64}$/.exec(row) ?? assert.fail(row);
            return [name, version];
        }),
    );
}

function has(jars: Map<string, string>, { name, version }: Artifact): void {
    assert.equal(jars.get(name), version, name);
}

describe("the lists of jars for images", () => {
    it("are there for each line of the catalogue, and no other", () => {
        const folders = readdirSync(JARS).filter((name) => /^\d/.test(name));
        assert.deepEqual(folders.sort(), LINES.map(({ spark }) => spark).sort());
        for (const line of LINES) {
            assert.deepEqual(
                readdirSync(join(JARS, line.spark)).sort(),
                ["files", ...testedFormats(line)].map((list) => `${list}.txt`).sort(),
            );
        }
    });

    for (const line of LINES) {
        it(`have the catalogue's versions for Spark ${line.spark}`, () => {
            connectorsOf(line).forEach((jar) => has(listed(line, "files"), jar));
            for (const format of testedFormats(line)) {
                has(listed(line, format), line.formats[format] ?? assert.fail(format));
            }
            const sdk = ["files", "iceberg"].flatMap((list) => [...listed(line, list)]);
            for (const [name, version] of sdk) {
                const own = [line.awsSdk, line.icebergSdk].find(({ name: group }) =>
                    name.startsWith(group),
                );
                assert.equal(version, own?.version ?? version, name);
            }
        });

        it(`have modules of AWS' SDK, not all of it, for Spark ${line.spark}`, () => {
            for (const list of ["files", "iceberg"]) {
                const names = [...listed(line, list).keys()];
                assert.ok(names.every((name) => !/bundle/.test(name)));
            }
        });
    }
});

describe("what adds the jars", () => {
    /** What the script says with a folder that looks like Spark's, and a Java that downloads nothing. */
    function added(formats: string, core: string) {
        const home = temporaryFolder();
        mkdirSync(join(home, "jars"));
        writeFileSync(join(home, "jars", `spark-core_2.13-${core}.jar`), "");
        writeFileSync(join(home, "jars/ivy-2.5.3.jar"), "");
        writeFileSync(
            join(home, "java"),
            '#!/bin/sh\necho "....... (9kB)"\necho "no way"\nexit 1\n',
            {
                mode: 0o755,
            },
        );
        const env = { PATH: `${home}:${process.env.PATH}`, SPARK_HOME: home, TMPDIR: home };
        const { status, stderr } = spawnSync("sh", [join(JARS, "add.sh"), formats], {
            env,
            encoding: "utf8",
        });
        return { status, stderr, left: readdirSync(join(home, "jars")).length };
    }

    it("adds nothing for the formats none", () => {
        assert.deepEqual(added("none", "4.2.0"), { status: 0, stderr: "", left: 2 });
    });

    it("names the Spark versions that it has lists for", () => {
        const { status, stderr } = added("delta", "4.2.0");
        assert.equal(status, 1);
        assert.equal(stderr, "no jars are listed for Spark 4.2.0, only for 3.5.8 4.0.2 4.1.2\n");
    });

    it("names the formats of the line", () => {
        const { status, stderr } = added("delta,hudi", "4.1.2");
        assert.equal(status, 1);
        assert.equal(stderr, 'FORMATS: "hudi" is not one of: delta files iceberg (Spark 4.1.2)\n');
    });

    it("ends where a download fails, and says why without its dots", () => {
        assert.deepEqual(added("files", "4.1.2"), { status: 1, stderr: "no way\n", left: 2 });
    });
});
