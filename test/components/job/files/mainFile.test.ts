import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mainFile, mainProblem } from "../../../../components/job/files/mainFile";

describe("a job's main file", () => {
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "main-"));
    });

    after(() => rmSync(folder, { recursive: true }));

    function file(name: string, content: string): string {
        const path = join(folder, name);
        writeFileSync(path, content);
        return path;
    }

    it("is delivered if it is a file of the project", () => {
        const path = file("count.py", "print('ü')\n");
        assert.equal(mainProblem(path), undefined);
        assert.deepEqual(mainFile(path), {
            uri: "local:///etc/spark-platform/main/count.py",
            language: "Python",
            script: { name: "count.py", text: "print('ü')\n" },
        });
    });

    for (const uri of ["local:///opt/app.py", "s3a://bucket/app.py", "https://example.com/a.py"]) {
        it(`is left to Spark at ${uri}`, () => {
            assert.equal(mainProblem(uri), undefined);
            assert.deepEqual(mainFile(uri), { uri, language: "Python" });
        });
    }

    for (const name of ["count.R", "count.r"]) {
        it(`may be an R file, as ${name}`, () => {
            const path = file(name, "sparkR.session()\n");
            assert.equal(mainProblem(path), undefined);
            assert.deepEqual(mainFile(path), {
                uri: `local:///etc/spark-platform/main/${name}`,
                language: "R",
                script: { name, text: "sparkR.session()\n" },
            });
        });
    }

    it("may be a jar of another language than its ending says", () => {
        const uri = "s3a://bucket/app.jar";
        assert.deepEqual(mainFile(uri, "Java"), { uri, language: "Java" });
    });

    it("is no folder", () => {
        mkdirSync(join(folder, "package.py"));
        assert.equal(
            mainProblem(join(folder, "package.py")),
            `"${folder}/package.py" is a folder (${folder}/package.py): name the file in it`,
        );
    });

    it("may be a jar elsewhere", () => {
        const uri = "local:///opt/spark/examples/jars/spark-examples.jar";
        assert.equal(mainProblem(uri), undefined);
        assert.deepEqual(mainFile(uri), { uri, language: "Scala" });
    });

    it("fits into a ConfigMap", () => {
        assert.equal(mainProblem(file("fits.py", "#".repeat(1024 * 1024 - 8192))), undefined);
        const path = file("large.py", "#".repeat(1024 * 1024 - 8191));
        assert.match(mainProblem(path) ?? "", /has 1040385 bytes, more than the 1040384 that can/);
    });

    const refused: [string, RegExp][] = [
        [
            "jobs/nothing.py",
            /^"jobs\/nothing.py" does not exist \(looked for \/.*jobs\/nothing.py\)/,
        ],
        ["jobs/pi", /is neither a Python file \(\.py\) nor an R file \(\.R\) nor a jar \(\.jar\)$/],
        ["jobs/pi.PY", /is neither a Python file/],
        [
            "target/app.jar",
            /too big .* put the jar into the image \("local:\/\/\/opt\/app\/app.jar"\)/,
        ],
        [
            "file:///home/me/pi.py",
            /out of the driver's reach: use a file of this project or local:/,
        ],
        ["local:/opt/pi.py", /has no "\/\/" after "local:"/],
        ["jobs/my job.py", /the file's name may have letters, digits/],
    ];
    for (const [main, message] of refused) {
        it(`is refused as "${main}"`, () => assert.match(mainProblem(main) ?? "", message));
    }
});
