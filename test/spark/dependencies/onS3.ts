import { strict as assert } from "node:assert";
import { kubectl } from "../../../testkit/testSandbox";
import { requestsOf } from "./packageServer";
import { objectsBelow } from "./s3Server";

/**
 * @param log the log of a job's driver
 * @param programArguments what the jobs were given
 */
export function onS3(log: (job: string) => string, programArguments: string[]): void {
    it("the driver reads main file and dependencies from S3, as a user that the image does not name", () => {
        const printed = (what: string): unknown =>
            JSON.parse(new RegExp(`^${what} (.*)$`, "m").exec(log("deps-s3"))?.[1] ?? "null");
        const files = { helper: "hello", file: "a note", archive: "unpacked", python: "yes" };
        assert.deepEqual(printed("ARGUMENTS"), programArguments);
        assert.deepEqual(printed("DRIVER"), files);
        assert.deepEqual(printed("EXECUTORS"), [
            { executor: "2", fetched: "ROW 0!", listed: "00", ...files },
            { executor: "2", fetched: "ROW 1!", listed: "11", ...files },
        ]);
    });

    it("Parquet files are written to S3 and read back, as the image's own user", () => {
        assert.match(log("parquet-s3"), /^PARQUET 4950 in 3 parts$/m);
        const folders = objectsBelow("out").map((name) => name.replace(/\/.*/, ""));
        assert.deepEqual([...new Set(folders)], ["_SUCCESS", "part=0", "part=1", "part=2"]);
    });

    it("references to a Secret are filled in, and nobody else sees the values", () => {
        assert.match(log("parquet-s3"), /^KEY lake-reader as 1000:1000$/m);
        const seen = kubectl(
            "get",
            "sparkapplications,configmaps",
            "-n",
            "processing",
            "-o",
            "yaml",
        );
        assert.doesNotMatch(seen, /lake-reader|not-a-secret/);
    });

    it("Python requirements are installed once, in the driver's pod, and executors have them", () => {
        assert.match(log("requirements"), /^DRIVER FETCHED$/m);
        assert.match(log("requirements"), /^EXECUTORS FETCHED FETCHED$/m);
        const wheels = requestsOf("requirements").filter(({ path }) => path.endsWith(".whl"));
        const wheel = (name: string) => `/requirements/simple/${name}/${name}-1.0-py3-none-any.whl`;
        assert.deepEqual(
            wheels.map(({ path }) => path),
            ["shouting", "words"].map(wheel),
        );
    });
}
