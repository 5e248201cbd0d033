import { strict as assert } from "node:assert";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sources } from "../../components/versions";
import { run } from "../../sandbox/shell";
import { temporaryFolder } from "../../testkit/temporaryFolder";

const RECIPE = join(__dirname, "../../images/spark");
const SCRIPT = join(RECIPE, "fasterStarts/java");

/** How Spark's launcher and entrypoint begin their class paths. */
describe("the Java of images with an archive of classes", () => {
    let folder: string;
    let home: string;

    before(() => {
        folder = temporaryFolder();
        home = join(folder, "spark");
        for (const jar of ["a.jar", "slf4j-api-2.0.jar", "spark.jar"]) {
            mkdirSync(join(home, "jars"), { recursive: true });
            writeFileSync(join(home, "jars", jar), "");
        }
        mkdirSync(join(folder, "bin"));
        cpSync(SCRIPT, join(folder, "bin/java"));
        const recorded = ["slf4j-api-2.0.jar", "a.jar", "spark.jar"];
        writeFileSync(
            join(folder, "jars.txt"),
            recorded.map((jar) => `${home}/jars/${jar}`).join(":"),
        );
        mkdirSync(join(folder, "jvm/bin"), { recursive: true });
        writeFileSync(join(folder, "jvm/bin/java"), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
        chmodSync(join(folder, "jvm/bin/java"), 0o755);
    });

    /** Arguments of the real Java, with short paths. */
    function started(...args: string[]): string[] {
        const env = { PATH: process.env.PATH, SPARK_HOME: home };
        const whole = args.map((argument) => argument.replaceAll("HOME", home));
        const printed = run(join(folder, "bin/java"), whole, { env });
        return printed.trimEnd().replaceAll(home, "HOME").replaceAll(folder, "").split("\n");
    }

    const JARS = "HOME/jars/slf4j-api-2.0.jar:HOME/jars/a.jar:HOME/jars/spark.jar";
    const ARCHIVE = [
        ...["-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0"],
        "-XX:SharedArchiveFile=/bin/../spark.jsa",
    ];

    const PATHS = {
        "the launcher's own": ["HOME/jars/*", JARS],
        "spark-submit's": [
            "HOME/conf/:HOME/jars/slf4j-api-2.0.jar:HOME/jars/*",
            `${JARS}:HOME/conf/`,
        ],
        "an executor's": [":HOME/jars/*:HOME/conf", `${JARS}::HOME/conf`],
        "with Hadoop's settings": [
            "HOME/conf:HOME/jars/*:/etc/hadoop",
            `${JARS}:HOME/conf:/etc/hadoop`,
        ],
    };

    for (const [whose, [asked = "", given]] of Object.entries(PATHS)) {
        it(`uses it for a class path like ${whose}`, () => {
            assert.deepEqual(started("-Xmx1g", "-cp", asked, "Main", "-cp", "x"), [
                ...[...ARCHIVE, "-Xmx1g", "-cp", given, "Main", "-cp", "x"],
            ]);
        });
    }

    it("leaves a class path alone that begins with somebody's own jars, or has none of Spark's", () => {
        for (const path of ["/opt/mine.jar:HOME/conf:HOME/jars/*", "/opt/mine.jar", ""]) {
            assert.deepEqual(started("-cp", path, "Main"), ["-cp", path, "Main"]);
        }
    });

    it("puts jars last that the image has got since", () => {
        writeFileSync(join(home, "jars/added.jar"), "");
        const args = started("-cp", "HOME/jars/*", "Main");
        rmSync(join(home, "jars/added.jar"));
        assert.deepEqual(args, [...ARCHIVE, "-cp", `${JARS}:HOME/jars/added.jar`, "Main"]);
    });

    it("passes arguments as they are", () => {
        const strange = ["-Dkey=a b", "", "*", "$(id)", "-version"];
        assert.deepEqual(started(...strange), strange);
    });
});

describe("the image that starts faster", () => {
    const [sparkImage, operatorImage] = [sources.sparkImage, sources.sparkOperatorImage].map(
        (image) => image.replace(/@.*$/, ""),
    );
    const read = (file: string) => readFileSync(file, "utf8");

    it("begins with the default image, and the docs with the operator's", () => {
        assert.ok(read(join(RECIPE, "Dockerfile")).includes(`\nARG BASE=${sparkImage}\n`));
        const docs = read(join(__dirname, "../../docs/how-to/start-jobs-faster.md"));
        assert.ok(docs.includes(`--build-arg BASE=${operatorImage} images/spark\n`));
    });
});
