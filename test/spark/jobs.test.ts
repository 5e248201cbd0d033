import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { versions } from "../../components/versions";
import { clusterProgram } from "../../sandbox/tools";
import { nodesOf } from "../../testkit/applications";
import { bestRated, tableIn } from "../../testkit/movies";
import { checkout, TestStack } from "../../testkit/stack";
import {
    apply,
    kubectl,
    sandboxConfig,
    SHORT_LIVED_JVMS,
    testSandbox,
} from "../../testkit/testSandbox";
import { jobsWithDependencies } from "./dependencies/jobs";
import { requestsOf, startPackageServer, stopPackageServer } from "./dependencies/packageServer";
import {
    createCredentials,
    ivySettings,
    privateJobs,
    privateMain,
} from "./dependencies/privateRepository";
import { projectFiles, projectJobs, seenOfProject } from "./dependencies/projectJobs";
import { firstExample } from "./firstExample";
import { onS3 } from "./dependencies/onS3";
import { jobsOnS3, s3ProjectFiles } from "./dependencies/s3Jobs";
import { s3Secret, startS3Server, stopS3Server } from "./dependencies/s3Server";
import { jsonLogJobs, jsonLogs } from "./jsonLogs";

import { reportedJobs } from "./reported";

interface JobOutput {
    application: string;
    namespace: string;
    state: string;
    commands: { logs: string; describe: string };
}

const odd = ['two words "quoted"', "a=b=c", "größe ☂ 日本", "$HOME `id` \\n", "--conf"];

// Spark's distribution holds no jar with a small program, but it does hold Scala's compiler.
const scalaPi = `
val spark = org.apache.spark.sql.SparkSession.builder.getOrCreate()
val points = spark.range(0, 1000000, 1, 4).selectExpr("pow(rand(1), 2) + pow(rand(2), 2) AS distance")
println("Pi is roughly " + points.selectExpr("avg(if(distance <= 1, 4D, 0D))").head().get(0))
spark.stop()
`;

const jobs = {
    pi: { team: "processing", main: "jobs/pi.py", arguments: ["20"], wait: "completed" },
    // The first example of the page on jobs, as it is printed.
    ...firstExample().jobs,
    "scala-pi": {
        team: "processing",
        main: "local:///opt/spark/jars/scala-compiler-2.13.17.jar",
        mainClass: "scala.tools.nsc.MainGenericRunner",
        arguments: ["-usejavacp", "-e", scalaPi],
        logLevel: "WARN",
        wait: "completed",
    },
    echo: {
        team: "processing",
        main: "jobs/echo.py",
        arguments: odd,
        parameters: { a_key: "x=y z", day: "2026-11-22" },
        conf: { "spark.sql.shuffle.partitions": "7" },
        executor: { instances: 2, memory: "600m" },
        wait: "completed",
    },
};

function config(asked: object): Record<string, unknown> {
    return sandboxConfig({
        sparkConf: {
            ...SHORT_LIVED_JVMS,
            "spark.sql.shuffle.partitions": "3",
            "spark.eventLog.enabled": "false",
        },
        teams: { processing: { sparkConf: { "spark.locality.wait": "1s" } } },
        jobs: asked,
        scheduledJobs: firstExample().scheduledJobs,
    });
}

/** For updates that start many JVMs, beside other tests on two cores. */
const MOST_MS = 900_000;

/** A file of the Spark image, read by a pod. */
function fileInImage(path: string): string {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "reader" } };
    const image = testSandbox().artifacts.images.spark;
    const container = { name: "reader", image, command: ["cat", path] };
    apply(testSandbox(), { ...pod, spec: { restartPolicy: "Never", containers: [container] } });
    kubectl("wait", "--for=jsonpath={.status.phase}=Succeeded", "pod/reader", "--timeout=60s");
    const content = kubectl("logs", "reader");
    kubectl("delete", "pod", "reader", "--now");
    return content;
}

const file = (name: string) => readFileSync(join(checkout, name), "utf8");

describe("jobs", () => {
    let stack: TestStack;
    let asked: object = jobs;
    let outputs: Record<string, JobOutput>;

    /** The log of a job's driver. */
    const log = (job: string) =>
        kubectl("logs", "-n", "processing", `${outputs[job]?.application}-driver`);

    before(async () => {
        // The stack's own folder holds the program, so that a test can change its jobs.
        stack = await TestStack.create({
            program: `export * from "../../../index";\n`,
            files: {
                "jobs/pi.py": file("jobs/pi.py"),
                "jobs/movie_ratings.py": file("jobs/movie_ratings.py"),
                "jobs/echo.py": file("test/spark/programs/echo.py"),
                ...projectFiles,
                ...s3ProjectFiles,
                "jobs/private.py": privateMain,
                "conf/ivysettings.xml": ivySettings(),
                "jobs/fails_once.py": file("test/spark/programs/failsOnce.py"),
            },
            config: config(jobs),
        });
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        outputs = (await stack.outputs()).jobs as Record<string, JobOutput>;
    });

    after(() => stack.remove());

    /** An update with further jobs: a few at a time, since each starts three JVMs. */
    async function upWith(added: object): Promise<void> {
        asked = { ...asked, ...added };
        stack.configure(config(asked));
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        outputs = (await stack.outputs()).jobs as Record<string, JobOutput>;
    }

    it("have all succeeded", () => {
        assert.deepEqual(
            Object.entries(outputs).map(([job, { namespace, state }]) => [job, namespace, state]),
            Object.keys(outputs).map((job) => [job, "processing", "COMPLETED"]),
        );
        assert.deepEqual(Object.keys(outputs).sort(), Object.keys(jobs).sort());
    });

    it("SparkPi prints pi, in Python and on the JVM", () => {
        assert.match(log("pi"), /^Pi is roughly 3\.1\d+$/m);
        assert.match(log("scala-pi"), /^Pi is roughly 3\.1\d+$/m);
    });

    it("movie ratings equal those computed without Spark, row by row", () => {
        const sample = fileInImage("/opt/spark/data/mllib/als/sample_movielens_ratings.txt");
        const expected = bestRated(sample, 12);
        assert.equal(expected.length, 10);
        assert.deepEqual(tableIn(log("movie-ratings")), expected);
    });

    it("arguments and parameters arrive unchanged", () => {
        const line = /^ARGUMENTS (.*)$/m.exec(log("echo"))?.[1] ?? "";
        assert.deepEqual(JSON.parse(line), [...odd, "a_key=x=y z", "day=2026-11-22"]);
    });

    it("driver and executors use the image's archive of classes and compiled modules", () => {
        const line = /^STARTS (.*)$/m.exec(log("echo"))?.[1] ?? "";
        const expected = { classes: true, modules: true };
        assert.deepEqual(JSON.parse(line), new Array(5).fill(expected));
    });

    it("Spark properties of platform, team and job arrive; the job's own win", () => {
        const line = /^CONF (.*)$/m.exec(log("echo"))?.[1] ?? "";
        const conf = JSON.parse(line) as Record<string, string>;
        assert.equal(conf["spark.eventLog.enabled"], "false");
        assert.equal(conf["spark.locality.wait"], "1s");
        assert.equal(conf["spark.sql.shuffle.partitions"], "7");
        assert.equal(conf["spark.executor.instances"], "2");
        assert.match(log("echo"), /^SUM 4950$/m);
    });

    it("the log level applies: INFO for the environment dev, WARN for the job that sets it", () => {
        assert.match(log("pi"), / INFO SparkContext: /);
        assert.doesNotMatch(log("scala-pi"), / INFO /);
    });

    it("run on the nodes of their role, in one zone a job", () => {
        for (const [job, { application }] of Object.entries(outputs)) {
            const selector = `sparkoperator.k8s.io/app-name=${application}`;
            const rows = kubectl(
                ...["get", "pods", "-n", "processing", "-l", selector, "--no-headers"],
                ...["-o", "custom-columns=ROLE:.metadata.labels.spark-role,NODE:.spec.nodeName"],
            );
            assert.match(rows, /^driver +[ab]-on-demand/m, job);
            assert.doesNotMatch(rows, /^executor +[ab]-on-demand/m, job);
        }
        const places = [...nodesOf("processing")];
        for (const [job, { application }] of Object.entries(outputs)) {
            const nodes = places
                .filter(([pod]) => pod.startsWith(application))
                .map(([, node]) => node[0]);
            assert.equal(new Set(nodes).size, 1, `${job}: ${nodes.join()}`);
        }
    });

    it("kubectl works with the outputs alone", async () => {
        const { kubeconfig } = await stack.outputs();
        const path = join(stack.folder, "kubeconfig");
        writeFileSync(path, kubeconfig as string, { mode: 0o600 });
        const env = {
            KUBECONFIG: path,
            PATH: `${dirname(clusterProgram("kubectl"))}:/usr/bin:/bin`,
            HOME: stack.folder,
        };
        const shell = (command: string) => execFileSync("sh", ["-c", command], { env }).toString();
        assert.match(shell(outputs.pi?.commands.logs ?? ""), /^Pi is roughly 3\.1/m);
        assert.match(shell(outputs.pi?.commands.describe ?? ""), /COMPLETED/);
    });

    it("another platform is added to the cluster and removed; this one still runs its next jobs", async () => {
        const ours = () =>
            kubectl(
                ...["get", "priorityclasses,namespaces", "-o"],
                `jsonpath={range .items[*]}{.metadata.name} {.metadata.uid}{"\\n"}{end}`,
            );
        const before = ours();
        const operator = { install: false };
        const other = await TestStack.create({
            name: "other",
            config: sandboxConfig({ operator, teams: { visitors: {} } }),
        });
        try {
            const { code, output } = await other.up();
            assert.equal(code, 0, output);
            assert.notEqual(ours(), before);
        } finally {
            const { code, output } = await other.destroy();
            other.forget();
            assert.equal(code, 0, output);
        }
        assert.equal(ours(), before);
    });

    it("dependencies are fetched over HTTP by the driver only", async () => {
        await startPackageServer();
        createCredentials();
        const further = { ...jobsWithDependencies(odd), ...privateJobs };
        await upWith(further).finally(stopPackageServer);

        const maven = ["base", "fetched"].flatMap((name) =>
            ["jar", "pom"].map((ending) => `maven/org/example/${name}/1.0/${name}-1.0.${ending}`),
        );
        const files = ["env.tar.gz", "helper.py", "listed.jar", "main.py", "note.txt", ...maven];
        const expected = {
            deps: files,
            "deps-older": files,
            "deps-jar": ["main.jar", "listed.jar"],
        };
        for (const [job, paths] of Object.entries(expected)) {
            const requests = requestsOf(job);
            const found = requests.filter(({ found }) => found).map(({ path }) => path);
            const address = kubectl(
                ...["get", "pod", "-n", "processing", `${outputs[job]?.application}-driver`],
                ...["-o", "jsonpath={.status.podIP}"],
            );
            assert.deepEqual([...new Set(requests.map(({ from }) => from))], [address], job);
            assert.deepEqual(
                [...new Set(found)].sort(),
                paths.map((path) => `/${job}/${path}`).sort(),
            );
        }
    }).timeout(MOST_MS);

    for (const [job, version] of [
        ["deps", versions.spark],
        ["deps-older", versions.olderSpark],
    ] as const) {
        it(`dependencies are on driver and executors of Spark ${version}, also on a replaced one`, () => {
            const printed = (what: string): unknown =>
                JSON.parse(new RegExp(`^${what} (.*)$`, "m").exec(log(job))?.[1] ?? "null");
            const files = { helper: "hello", file: "a note", archive: "unpacked", python: "yes" };
            assert.equal(/^VERSION (.*)$/m.exec(log(job))?.[1], version);
            assert.deepEqual(printed("ARGUMENTS"), odd);
            assert.deepEqual(printed("DRIVER"), files);
            assert.deepEqual(printed("EXECUTORS"), [
                { executor: "2", fetched: "ROW 0!", listed: "00", ...files },
                { executor: "2", fetched: "ROW 1!", listed: "11", ...files },
            ]);
        });
    }

    it("files in S3 and in the project reach their jobs", async () => {
        await startPackageServer();
        await startS3Server();
        apply(testSandbox(), s3Secret("processing"));
        const further = { ...jobsOnS3(), ...projectJobs, ...jsonLogJobs };
        await upWith(further).finally(stopPackageServer).finally(stopS3Server);
    }).timeout(MOST_MS);

    onS3(log);

    reportedJobs();

    it("files of the project are on driver and executors, whether arguments or properties name them", () => {
        const printed = /^PROJECT (.*)$/m.exec(log("project-older"))?.[1] ?? "null";
        assert.deepEqual(JSON.parse(printed), [seenOfProject, seenOfProject, seenOfProject]);
        assert.match(log("project-jar"), /^TWICE \[threethree\]$/m);
    });

    it("a package comes from a repository with a password, which is in no property", () => {
        assert.match(log("private"), /^PRIVATE PRIVATE!$/m);
        const applications = kubectl("get", "sparkapplications", "-n", "processing", "-o", "yaml");
        assert.doesNotMatch(applications, /s3same/);
    });

    it("a main jar fetched over HTTP reaches the executors, with the job's other jars", () => {
        assert.match(log("deps-jar"), /^TWICE \[oneone, two wordstwo words\]$/m);
    });

    jsonLogs((job) => outputs[job]?.application ?? "");

    it("a second update changes nothing", async () => {
        const { code, output } = await stack.up("--expect-no-changes");
        assert.equal(code, 0, output);
        assert.match(output, /^ +\d+ unchanged$/m);
    });

    it("a changed script shows in the preview: that job alone runs again", async () => {
        const script = join(stack.folder, "jobs/pi.py");
        writeFileSync(script, `${readFileSync(script, "utf8")}\n# changed\n`);
        const { output } = await stack.pulumi("preview", "--json");
        const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as {
            steps: { op: string; urn: string }[];
        };
        const changed = steps
            .filter(({ op }) => op !== "same")
            .map(({ op, urn }) => `${op} ${urn.split("::").slice(-2).join(" ")}`);
        assert.ok(changed.length > 0);
        assert.deepEqual(
            changed.filter((line) => !/ pi(-main)?$/.test(line)),
            [],
        );
        assert.ok(
            changed.some((line) => /replace.*SparkApplication pi$/.test(line)),
            changed.join(),
        );
    });

    it("leave nothing behind", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        assert.doesNotMatch(kubectl("get", "namespaces"), /processing|spark-operator/);
        assert.doesNotMatch(kubectl("get", "crds"), /sparkoperator/);
        assert.doesNotMatch(kubectl("get", "clusterroles,clusterrolebindings"), /spark-operator/);
        const webhooks = "mutatingwebhookconfigurations,validatingwebhookconfigurations";
        assert.doesNotMatch(kubectl("get", webhooks), /spark/);
    });
});
