import assert from "node:assert/strict";
import { manifest, ResolvedJobArgs } from "../../../../components/job/manifest/manifest";
import { someJob } from "../../../../testkit/someJob";
import { driverConf } from "../submission";

function rendered(args: Partial<ResolvedJobArgs> = {}) {
    const deps = { requirements: "local:///opt/app/requirements.txt", archives: ["s3a://b/x.zip"] };
    const job = someJob({ args: { main: "local:///opt/pi.py", deps, ...args } });
    return JSON.parse(JSON.stringify(manifest(job)));
}

function variable({ spec }: any, role: string, name: string): string | undefined {
    const { env } = spec[role].template.spec.containers[0];
    return env.find((one: any) => one.name === name)?.value;
}

describe("a job's Python requirements", () => {
    it("are installed before the driver starts, with its variables and volumes", () => {
        const job = rendered({
            driver: { cores: 2, memory: "1g", env: { PIP_INDEX_URL: "http://x" } },
        });
        const { initContainers, containers, volumes } = job.spec.driver.template.spec;
        const [driver] = containers;
        assert.deepEqual(initContainers, [
            {
                name: "python-requirements",
                image: "apache/spark:4.1.2",
                imagePullPolicy: "IfNotPresent",
                command: [
                    "/bin/sh",
                    "-c",
                    '"$0" -m pip install --no-cache-dir --disable-pip-version-check --no-input ' +
                        '--target "$1" --requirement "$2" && "$0" -c "$3" "$4" "$1"',
                    "python3",
                    "/etc/spark-platform/python/site-packages",
                    "/opt/app/requirements.txt",
                    'import shutil, sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])',
                    "/etc/spark-platform/python/requirements",
                ],
                // 1 GiB and 40 %: what the driver asks for.
                resources: {
                    requests: { cpu: "2", memory: "1433Mi" },
                    limits: { memory: "1433Mi" },
                },
                env: driver.env,
                volumeMounts: driver.volumeMounts,
                securityContext: driver.securityContext,
                terminationMessagePolicy: "FallbackToLogsOnError",
            },
        ]);
        assert.deepEqual(volumes, [{ name: "spark-python", emptyDir: {} }]);
        assert.deepEqual(driver.volumeMounts, [
            { name: "spark-python", mountPath: "/etc/spark-platform/python" },
        ]);
        assert.equal(variable(job, "driver", "PIP_INDEX_URL"), "http://x");
    });

    it("reach executors through the driver", () => {
        const job = rendered();
        assert.equal(
            driverConf(job)["spark.archives"],
            "s3a://b/x.zip,file:///etc/spark-platform/python/requirements.zip#python-requirements",
        );
        assert.equal("initContainers" in job.spec.executor.template.spec, false);
    });

    it("are found by Python, before the job's own folders", () => {
        const env = { PYTHONPATH: "/opt/app" };
        const job = rendered({ driver: { env }, executor: {} });
        const site = "/etc/spark-platform/python/site-packages";
        assert.equal(variable(job, "driver", "PYTHONPATH"), `${site}:/opt/app`);
        assert.equal(variable(job, "executor", "PYTHONPATH"), "python-requirements");
    });

    it("take precedence over folders in a team's property", () => {
        const sparkConf = { "spark.executorEnv.PYTHONPATH": "/opt/team" };
        const deps = { requirements: "local:///opt/app/requirements.txt" };
        const parts = someJob({ args: { main: "local:///opt/pi.py", deps }, sparkConf });
        const job = JSON.parse(JSON.stringify(manifest(parts)));
        assert.equal(variable(job, "executor", "PYTHONPATH"), "python-requirements:/opt/team");
        assert.equal("spark.executorEnv.PYTHONPATH" in job.spec.sparkConf, false);
    });

    it("are installed for the Python that runs the job", () => {
        const python = (conf: Record<string, string>) =>
            rendered({ conf }).spec.driver.template.spec.initContainers[0].command[3];
        assert.equal(
            python({ "spark.pyspark.python": "/opt/venv/bin/python" }),
            "/opt/venv/bin/python",
        );
        const conf = {
            "spark.pyspark.python": "/opt/venv/bin/python",
            "spark.pyspark.driver.python": "python3.12",
        };
        assert.equal(python(conf), "python3.12");
    });
});
