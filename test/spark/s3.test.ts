import { strict as assert } from "node:assert";
import { TestStack } from "../../testkit/stack";
import {
    apply,
    kubectl,
    sandboxConfig,
    SHORT_LIVED_JVMS,
    testSandbox,
} from "../../testkit/testSandbox";
import { requestsOf, startPackageServer, stopPackageServer } from "./dependencies/packageServer";
import { jobsOnS3 } from "./dependencies/s3Jobs";
import { objectsBelow, s3Secret, startS3Server, stopS3Server } from "./dependencies/s3Server";

interface JobOutput {
    application: string;
    state: string;
}

function config(jobs: object): Record<string, unknown> {
    return sandboxConfig({
        sparkConf: { ...SHORT_LIVED_JVMS, "spark.sql.shuffle.partitions": "3" },
        teams: { processing: {} },
        jobs,
    });
}

describe("jobs whose files are in S3", () => {
    let stack: TestStack;
    let outputs: Record<string, JobOutput>;

    const log = (job: string) =>
        kubectl("logs", "-n", "processing", `${outputs[job]?.application}-driver`);

    before(async () => {
        await startS3Server();
        await startPackageServer();
        stack = await TestStack.create({ config: config({}) });
        const platform = await stack.up();
        assert.equal(platform.code, 0, platform.output);
        apply(testSandbox(), s3Secret("processing"));
        stack.configure(config(jobsOnS3(["two words"])));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        outputs = (await stack.outputs()).jobs as Record<string, JobOutput>;
    });

    after(async () => {
        await stopPackageServer();
        await stopS3Server();
        await stack.remove();
    });

    it("the driver reads main file and dependencies, and executors have them", () => {
        const printed = (what: string): unknown =>
            JSON.parse(new RegExp(`^${what} (.*)$`, "m").exec(log("deps-s3"))?.[1] ?? "null");
        const files = { helper: "hello", file: "a note", archive: "unpacked", python: "yes" };
        assert.deepEqual(printed("ARGUMENTS"), ["two words"]);
        assert.deepEqual(printed("DRIVER"), files);
        assert.deepEqual(printed("EXECUTORS"), [
            { executor: "2", fetched: "ROW 0!", listed: "00", ...files },
            { executor: "2", fetched: "ROW 1!", listed: "11", ...files },
        ]);
    });

    it("the image has pip, which works without a home", () => {
        assert.match(log("pip"), /^SHOUTED FETCHED$/m);
        const wheels = requestsOf("pip").filter(({ path }) => path.endsWith(".whl"));
        assert.deepEqual(
            wheels.map(({ path }) => path),
            ["shouting", "words"].map((name) => `/pip/simple/${name}/${name}-1.0-py3-none-any.whl`),
        );
    });

    it("Parquet files are written there and read back", () => {
        assert.match(log("parquet-s3"), /^PARQUET 4950 in 3 parts$/m);
        const folders = objectsBelow("out").map((name) => name.replace(/\/.*/, ""));
        assert.deepEqual([...new Set(folders)], ["_SUCCESS", "part=0", "part=1", "part=2"]);
    });
});
