import { ALL_SCHEMES, refusesEach } from "../checks/cases";

describe("the files of a job", () => {
    refusesEach([
        // main, language, mainClass
        [
            "a main that is not a string",
            { main: 1 },
            'main: 1 is not a path or URI (e.g. "jobs/pi.py")',
        ],
        [
            "a main of no known kind",
            { main: "jobs/pi.sh" },
            'main: "jobs/pi.sh" is neither a Python file (.py) nor an R file (.R) nor a jar (.jar)',
        ],
        [
            "a main that the driver cannot read",
            { main: "file:///apps/etl.py" },
            'main: "file:///apps/etl.py" cannot be read by the driver: use a file of this ' +
                "project or " +
                ALL_SCHEMES,
        ],
        [
            "a main that is two",
            { main: "local:///a.py,/etc/passwd.py" },
            'main: "local:///a.py,/etc/passwd.py" has a comma or a space, where Spark would ' +
                "end the URI",
        ],
        // deps
        [
            "an unknown kind of dependency",
            { deps: { jar: [] } },
            'deps.jar: unknown key "jar"; did you mean "jars"? (known: files, jars, pyFiles, ' +
                "archives, requirements, packages, excludePackages, repositories, ivySettings)",
        ],
        [
            "a settings file of Ivy elsewhere",
            { deps: { ivySettings: "s3a://b/ivy.xml" } },
            'deps.ivySettings: "s3a://b/ivy.xml" is neither a file of this project nor a file ' +
                'in the image ("local:///opt/app/…")',
        ],
        [
            "a jar that the driver cannot read",
            { deps: { jars: ["file:///opt/x.jar"] } },
            `deps.jars[0]: "file:///opt/x.jar" cannot be read by the driver: use a file of ` +
                `this project or ${ALL_SCHEMES}`,
        ],
        [
            "two archives in one text",
            { deps: { archives: ["s3a://b/a.zip,s3a://b/b.zip"] } },
            'deps.archives[0]: "s3a://b/a.zip,s3a://b/b.zip" has a comma or a space, where ' +
                "Spark would end the URI",
        ],
        [
            "an address without a host part",
            { deps: { pyFiles: ["local:/opt/x.zip"] } },
            'deps.pyFiles[0]: "local:/opt/x.zip" has no "//" after "local:" ' +
                '(e.g. "local:///opt/app/main.py")',
        ],
        [
            "a file of the image on a host",
            { deps: { files: ["local://opt/x.txt"] } },
            'deps.files[0]: "local://opt/x.txt" has a host, but files in the image have none: ' +
                'write three slashes (e.g. "local:///opt/app/main.py")',
        ],
        [
            "a settings file of Ivy in two places",
            {
                deps: { ivySettings: "local:///a.xml" },
                conf: { "spark.jars.ivySettings": "/b.xml" },
            },
            'conf["spark.jars.ivySettings"]: is set by `deps.ivySettings`; remove it here',
        ],
        [
            "a list of modules that is none",
            { deps: { pyFiles: ["https://example.com/lib.tar.gz"] } },
            'deps.pyFiles[0]: "https://example.com/lib.tar.gz" is not a file for pyFiles: use ' +
                ".py, .zip, .egg, " +
                "folders with modules",
        ],
        [
            "an archive that Spark does not unpack",
            { conf: { "spark.archives": "https://example.com/env.tar.bz2?x=1#env" } },
            'conf["spark.archives"]: "https://example.com/env.tar.bz2?x=1#env" is not a file ' +
                "for archives: use " +
                ".zip, .tar.gz, .tgz, .tar, .jar",
        ],
        [
            "an archive that leaves the working folder",
            { deps: { archives: ["https://example.com/env.zip#../../env"] } },
            'deps.archives[0]: "https://example.com/env.zip#../../env": the folder name may ' +
                'only contain letters, digits, "-", "_" and "." (e.g. "#env")',
        ],
        [
            "an archive that takes another's folder",
            {
                deps: {
                    archives: ["https://example.com/a.zip#env", "https://example.com/b.zip#env"],
                },
            },
            'deps.archives[1]: "https://example.com/b.zip#env" and ' +
                '"https://example.com/a.zip#env" are both ' +
                'unpacked as "env": give one of them another name (#name)',
        ],
        [
            "modules of Python for R, by property",
            {
                main: "local:///opt/x.R",
                conf: { "spark.submit.pyFiles": "https://example.com/a.py" },
            },
            'conf["spark.submit.pyFiles"]: applies only to Python jobs: remove it',
        ],
        [
            "a number for a file",
            { deps: { files: [1] } },
            "deps.files[0]: 1 is not the path or URI of a file (e.g. " +
                '"https://example.com/library.jar")',
        ],
        [
            "files of Python for a jar",
            {
                main: "local:///opt/app.jar",
                mainClass: "Main",
                deps: { pyFiles: ["local:///opt/x.zip"] },
            },
            "deps.pyFiles: applies only to Python jobs: remove it",
        ],
        [
            "a package without a version",
            { deps: { packages: ["org.apache.spark:spark-avro_2.13"] } },
            'deps.packages[0]: "org.apache.spark:spark-avro_2.13" does not have the form ' +
                'group:artifact:version (e.g. "org.example:library_2.13:1.0.0")',
        ],
        [
            "an exclusion with a version",
            { deps: { excludePackages: ["a:b:1"] } },
            'deps.excludePackages[0]: "a:b:1" does not have the form group:artifact ' +
                '(e.g. "org.example:library_2.13")',
        ],
        [
            "an option for a package",
            { deps: { packages: ["--conf:b:1"] } },
            'deps.packages[0]: "--conf:b:1" does not have the form group:artifact:version ' +
                '(e.g. "org.example:library_2.13:1.0.0")',
        ],
    ]);
});
