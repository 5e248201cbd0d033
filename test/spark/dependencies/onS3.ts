import { strict as assert } from "node:assert";
import { kubectl } from "../../../testkit/testSandbox";
import { requestsOf } from "./packageServer";
import { objectsBelow } from "./s3Server";

/** @param log the log of a job's driver */
export function onS3(log: (job: string) => string): void {
    const seen = {
        s3: ["hello", "a note", "unpacked"],
        project: ["größe", "rows: 7\n"],
        requirement: "FETCHED",
    };

    it("files of S3, files of the project and requirements are on driver and executors, for a user that the image does not name", () => {
        const printed = (what: string): unknown =>
            JSON.parse(new RegExp(`^${what} (.*)$`, "m").exec(log("deps-s3"))?.[1] ?? "null");
        assert.deepEqual(printed("DRIVER"), seen);
        assert.deepEqual(printed("EXECUTORS"), [
            { fetched: "ROW 0!", ...seen },
            { fetched: "ROW 1!", ...seen },
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

    it("requirements are installed once, in the driver's pod", () => {
        const wheels = requestsOf("requirements").filter(({ path }) => path.endsWith(".whl"));
        const wheel = (name: string) => `/requirements/simple/${name}/${name}-1.0-py3-none-any.whl`;
        assert.deepEqual(
            wheels.map(({ path }) => path),
            ["shouting", "words"].map(wheel),
        );
    });
}
