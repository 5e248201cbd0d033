import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { delivery } from "../../../../components/job/files/delivery";
import { LATIN1, projectWith } from "./project";

/** Names and texts of an archive in base64. */
function unzipped(archive: string | undefined): Record<string, string> {
    const entries = unzipSync(Buffer.from(archive ?? "", "base64"));
    return Object.fromEntries(
        Object.entries(entries).map(([name, bytes]) => [name, strFromU8(bytes)]),
    );
}

describe("the project files that are delivered with a job", () => {
    it("are its main file and the files in deps", () => {
        const projectFolder = projectWith({
            "jobs/count.py": "print('ü')\n",
            "conf/app.yaml": "rows: 7\n",
            "data/small.bin": LATIN1,
            "libs/udf.jar": "PK jar",
            "lib.egg": "PK egg",
            "jobs/requirements.txt": "numpy==2.2.0\n",
            "ivy.xml": "<ivysettings/>",
        });
        const job = {
            projectFolder,
            main: "jobs/count.py",
            deps: {
                files: ["conf/app.yaml#settings.yaml", "data/small.bin", "https://example.com/x"],
                jars: ["libs/udf.jar", "local:///opt/a.jar"],
                pyFiles: ["lib.egg"],
                requirements: "jobs/requirements.txt",
                ivySettings: "ivy.xml",
            },
        };
        const at = "/etc/spark-platform/main";
        assert.deepEqual(delivery(job), {
            uris: {
                main: { "jobs/count.py": `local://${at}/count.py` },
                files: {
                    "conf/app.yaml#settings.yaml": `file://${at}/app.yaml#settings.yaml`,
                    "data/small.bin": `file://${at}/small.bin`,
                },
                jars: { "libs/udf.jar": `file://${at}/udf.jar` },
                pyFiles: { "lib.egg": `file://${at}/lib.egg` },
                requirements: { "jobs/requirements.txt": `${at}/requirements.txt` },
                ivySettings: { "ivy.xml": `${at}/ivy.xml` },
            },
            content: {
                data: {
                    "count.py": "print('ü')\n",
                    "app.yaml": "rows: 7\n",
                    "udf.jar": "PK jar",
                    "lib.egg": "PK egg",
                    "requirements.txt": "numpy==2.2.0\n",
                    "ivy.xml": "<ivysettings/>",
                },
                binaryData: { "small.bin": LATIN1.toString("base64") },
            },
        });
    });

    it("include those in its own properties", () => {
        const projectFolder = projectWith({ "a.yaml": "a", "b.yaml": "b", "lib/x.py": "" });
        const conf = {
            "spark.files": "a.yaml, s3a://bucket/c.yaml,b.yaml",
            "spark.submit.pyFiles": "lib",
        };
        const { uris, content } = delivery({ projectFolder, main: "local:///opt/pi.py", conf });
        assert.deepEqual(uris, {
            files: {
                "a.yaml": "file:///etc/spark-platform/main/a.yaml",
                "b.yaml": "file:///etc/spark-platform/main/b.yaml",
            },
            pyFiles: { lib: "file:///etc/spark-platform/main/lib.zip" },
        });
        assert.deepEqual(Object.keys(content?.data ?? {}), ["a.yaml", "b.yaml"]);
    });

    it("are none if all files are elsewhere", () => {
        assert.deepEqual(delivery({ main: "local:///opt/pi.py" }), { uris: {} });
    });

    it("contain a folder of modules as an archive, for both ways to import them", () => {
        const projectFolder = projectWith({
            "jobs/lib/helpers.py": "x = 1\n",
            "jobs/lib/more/deep.py": "y = 2\n",
            "jobs/lib/__pycache__/helpers.cpython-311.pyc": "no",
            "jobs/lib/.git/config": "no",
        });
        const job = { projectFolder, main: "local:///x.py", deps: { pyFiles: ["jobs/lib/"] } };
        const { uris, content } = delivery(job);
        const uri = "file:///etc/spark-platform/main/lib.zip";
        assert.deepEqual(uris, { pyFiles: { "jobs/lib/": uri } });
        assert.deepEqual(unzipped(content?.binaryData?.["lib.zip"]), {
            "helpers.py": "x = 1\n",
            "lib/": "",
            "lib/helpers.py": "x = 1\n",
            "lib/more/": "",
            "lib/more/deep.py": "y = 2\n",
            "more/": "",
            "more/deep.py": "y = 2\n",
        });
        assert.deepEqual(delivery(job), { uris, content });
    });

    it("contain a package under its own name only", () => {
        const projectFolder = projectWith({ "etl/__init__.py": "", "etl/steps.py": "z = 3\n" });
        const job = { projectFolder, main: "local:///x.py", deps: { pyFiles: ["etl"] } };
        assert.deepEqual(unzipped(delivery(job).content?.binaryData?.["etl.zip"]), {
            "etl/": "",
            "etl/__init__.py": "",
            "etl/steps.py": "z = 3\n",
        });
    });

    it("contain a folder to unpack as an archive with its name", () => {
        const projectFolder = projectWith({ "data/a.csv": "1\n", "data/more/b.csv": "2\n" });
        const job = {
            projectFolder,
            main: "local:///x.py",
            deps: { archives: ["data"] },
        };
        const { uris, content } = delivery(job);
        const uri = "file:///etc/spark-platform/main/data.zip#data";
        assert.deepEqual(uris, { archives: { data: uri } });
        assert.deepEqual(unzipped(content?.binaryData?.["data.zip"]), {
            "a.csv": "1\n",
            "more/": "",
            "more/b.csv": "2\n",
        });
        const named = delivery({ ...job, deps: { archives: ["data#input"] } });
        assert.deepEqual(named.uris.archives, {
            "data#input": "file:///etc/spark-platform/main/data.zip#input",
        });
    });

    it("may be links within the project", () => {
        const projectFolder = projectWith({ "shared/x.py": "x = 1\n", "jobs/main.py": "" });
        symlinkSync("../shared/x.py", join(projectFolder, "jobs/x.py"));
        const job = { projectFolder, main: "jobs/main.py", deps: { pyFiles: ["jobs/x.py"] } };
        assert.equal(delivery(job).content?.data?.["x.py"], "x = 1\n");
    });
});
