import assert from "node:assert/strict";
import { join } from "node:path";
import { makeImage } from "../../../local/commands/image";
import { ImageOptions } from "../../../local/commands/imagePlan";
import { pathsOf } from "../../../local/paths";
import { UserError } from "../../../sandbox/shell";
import { StandIns } from "../support";

const paths = pathsOf(join(__dirname, "../../.."));
const RECIPE = join(paths.checkout, "images/spark");

/** An engine that builds anything; `cannot` is the reason why `push` fails. */
function engine(program = "docker", cannot = ""): StandIns {
    return new StandIns().add(
        program,
        `
case "$1" in
info) exit 0 ;;
build | buildx) [ "$DOCKER_BUILDKIT" = 1 ] || exit 1 ;;
image) echo 1234567890 ;;
push) ${cannot === "" ? "exit 0" : "exit 1"} ;;
save) exit 0 ;;
*) exit 125 ;;
esac`,
    );
}

/** What it prints, which programs it calls, and why it fails. */
function outcome(standIns: StandIns, options: ImageOptions = {}) {
    const printed: string[] = [];
    const { log } = console;
    console.log = (text: string) => printed.push(...text.split("\n"));
    const of = (failure?: string) => ({ printed, calls: standIns.calls, failure });
    try {
        makeImage(paths, options, standIns.env);
        return of();
    } catch (error) {
        assert.ok(error instanceof UserError, String(error));
        return of(error.message);
    } finally {
        console.log = log;
    }
}

/** The call of a build, with the list of jars left out. */
function build(options: ImageOptions): string {
    const { calls, failure } = outcome(engine(), options);
    assert.equal(failure, undefined);
    const found = calls.find((call) => call.includes(" build ")) ?? "";
    return found.replace(/ --label dev.spark-platform.jars=\S+/, "").replace(RECIPE, "RECIPE");
}

describe("make image", () => {
    it("builds the default line with both formats, and says how to use it", () => {
        const { printed, calls, failure } = outcome(engine());
        assert.equal(failure, undefined);
        assert.deepEqual(printed, [
            "Image   spark-lakehouse:4.1.2, built with docker",
            "Spark   4.1.2, Scala 2.13, Hadoop 3.4.2",
            "Adds    s3a://, delta, iceberg",
            "Size    1235 MB unpacked",
            "In the stack:",
            "    spark-platform:lakehouse:",
            "        image: spark-lakehouse:4.1.2",
            "        imageFormats: [delta, iceberg]",
        ]);
        assert.match(
            calls[1] ?? "",
            / --label dev.spark-platform.jars=\S*,org.apache.hadoop:hadoop-aws:3.4.2,\S* /,
        );
        assert.equal(
            build({}),
            "docker build --tag spark-lakehouse:4.1.2 " +
                "--build-arg BASE=apache/spark:4.1.2-scala2.13-java17-python3-ubuntu " +
                "--build-arg FORMATS=delta,iceberg RECIPE",
        );
    });

    it("accepts another line, one format, a base, a mirror and an architecture", () => {
        const options = {
            line: "3.5",
            formats: "delta",
            tag: "registry.example.com/team/spark:a",
            base: "registry.example.com/spark:3.5.8",
            mirror: "https://maven.example.com/central",
            platform: "linux/arm64",
        };
        assert.equal(
            build(options),
            "docker build --tag registry.example.com/team/spark:a --platform linux/arm64 " +
                "--build-arg BASE=registry.example.com/spark:3.5.8 --build-arg FORMATS=delta " +
                "--build-arg DEFAULT_ARTIFACT_REPOSITORY=https://maven.example.com/central RECIPE",
        );
        assert.deepEqual(outcome(engine(), options).printed.slice(-5), [
            "    spark-platform:lakehouse:",
            "        image: registry.example.com/team/spark:a",
            "        imageFormats: [delta]",
            "And in the jobs, or in jobDefaults of their team:",
            "    sparkVersion: 3.5.8",
        ]);
    });

    it("builds an image for S3 only", () => {
        assert.match(build({ formats: "files" }), / --build-arg FORMATS=files RECIPE$/);
        assert.ok(outcome(engine(), { formats: "files" }).printed.includes("Adds    s3a:// only"));
    });

    it("pushes, also with podman and nerdctl", () => {
        for (const program of ["docker", "podman", "nerdctl"]) {
            const tag = "example/spark:1";
            const { calls, failure } = outcome(engine(program), { tag, push: true });
            assert.equal(failure, undefined);
            assert.ok(calls.includes(`${program} push ${tag}`));
        }
    });

    it("builds for several architectures at once, straight into a registry", () => {
        const options = { tag: "example/spark:1", push: true, platform: "linux/amd64,linux/arm64" };
        const { calls, printed } = outcome(engine(), options);
        assert.match(
            calls[1] ?? "",
            /^docker buildx build --push --tag \S+ --platform linux\/amd64,linux\/arm64 /,
        );
        assert.ok(calls.every((call) => !/^docker (push|image)/.test(call)));
        assert.ok(printed.every((line) => !line.startsWith("Size")));
        assert.equal(
            outcome(engine("podman"), options).failure,
            "PLATFORM: podman builds for one architecture at a time; use docker",
        );
    });

    it("loads it into kind, through a file unless the engine is Docker", () => {
        const kind = (program: string) => engine(program).add("kind");
        const of = (program: string) =>
            outcome(kind(program), { load: "kind" })
                .calls.filter((call) => / (load|save) /.test(call))
                .map((call) => call.replace(/\S+\/image.tar/, "FILE"));
        assert.deepEqual(of("docker"), [
            "kind load docker-image spark-lakehouse:4.1.2 --name spark-platform",
        ]);
        assert.deepEqual(of("podman"), [
            "podman save --output FILE spark-lakehouse:4.1.2",
            "kind load image-archive FILE --name spark-platform",
        ]);
        const { failure, calls } = outcome(engine(), { load: "kind" });
        assert.deepEqual([failure, calls], ["LOAD=kind: kind is not on PATH; install kind", []]);
    });

    it("says how to log in if a push fails", () => {
        const failed = (tag: string) =>
            outcome(engine("docker", "no"), { tag, push: true }).failure;
        const said = "docker push failed (exit code 1): see above\nLog in first: ";
        assert.equal(failed("example/spark:1"), `${said}docker login`);
        assert.equal(
            failed("registry.example.com/spark:1"),
            `${said}docker login registry.example.com`,
        );
        assert.equal(
            failed("111122223333.dkr.ecr.eu-central-1.amazonaws.com/team/spark:1"),
            `${said}aws ecr get-login-password --region eu-central-1 | docker login --username AWS ` +
                "--password-stdin 111122223333.dkr.ecr.eu-central-1.amazonaws.com; if the repository " +
                "does not exist: aws ecr create-repository --region eu-central-1 " +
                "--repository-name team/spark",
        );
    });

    const WRONG: [ImageOptions, string][] = [
        [{ line: "4.2" }, 'LINE: "4.2" is not one of 4.1, 4.0, 3.5'],
        [
            { formats: "delta,hudi" },
            "FORMATS: Hudi has no release for Spark 4.1.2: use Delta or Iceberg with it, or Spark 4.0 " +
                'or 3.5; "files" is S3 only',
        ],
        [
            { tag: "Spark" },
            'TAG: "Spark" is not an image reference with a tag (e.g. "example/spark:4.1.2")',
        ],
        [
            { push: true },
            "PUSH=1 needs a TAG with a registry or a Docker Hub account, not " +
                '"spark-lakehouse:4.1.2"',
        ],
        [{ load: "minikube" }, 'LOAD: "minikube" is not "kind"'],
        [
            { platform: "linux/amd64,linux/arm64" },
            "PLATFORM: an image for several architectures must be pushed to a registry; add PUSH=1, or name one architecture",
        ],
    ];
    for (const [options, failure] of WRONG) {
        it(`refuses ${JSON.stringify(options)}, and calls nothing`, () => {
            const found = outcome(engine(), options);
            assert.deepEqual([found.failure, found.calls], [failure, []]);
        });
    }

    it("says which engines it looked for", () => {
        assert.equal(
            outcome(new StandIns()).failure,
            "No container engine to build the image: none of docker, podman, nerdctl is on PATH; install one",
        );
    });
});
