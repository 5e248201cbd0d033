import assert from "node:assert/strict";
import fc from "fast-check";
import {
    ResolvedJobArgs,
    manifest,
    ManifestParts,
} from "../../../../components/job/manifest/manifest";
import { isRefusedProperty } from "../../../../components/spark/clientProperties";
import { PLATFORM_CONF } from "../../../../components/spark/defaults";
import { jobWith, someJob } from "../../../../testkit/someJob";
import { arbitraryJob } from "../arbitraryJob";
import { driverConf } from "../submission";

/** As Kubernetes gets it. */
function rendered(args: Partial<ResolvedJobArgs>, parts: Partial<ManifestParts> = {}) {
    const job = someJob({ args: { main: "local:///opt/pi.py", ...args }, ...parts });
    return JSON.parse(JSON.stringify(manifest(job)));
}

function argumentsOf({ spec }: { spec: any }): string[] | undefined {
    return spec.driver.template.spec.containers[0].args;
}

/** The same job, in Scala. */
function jarJob(args: Partial<ResolvedJobArgs>, sparkConf: Record<string, string> = {}) {
    const main = "https://example.com/main.jar";
    const language = "Scala";
    return rendered(
        { main, mainClass: "com.example.Main", ...args },
        { mainUri: main, language, sparkConf },
    );
}

const OF_ONE_EXECUTOR = { ...PLATFORM_CONF, "spark.scheduler.minRegisteredResourcesRatio": "0" };

describe("dependencies of a job", () => {
    it("are passed only to the driver", () => {
        const job = rendered({
            deps: {
                files: ["s3a://b/x.conf", "https://example.com/y.conf#z.conf"],
                jars: ["gs://b/a.jar", "local:///opt/b.jar"],
                pyFiles: ["abfss://c@account/x.zip"],
                archives: ["hdfs://names/env.tar.gz#env"],
                packages: ["org.example:library_2.13:1.0.0", "org.example:more:2"],
                excludePackages: ["org.example:other"],
                repositories: ["https://repo.example.com/maven2"],
            },
        });
        assert.deepEqual(argumentsOf(job), [
            "driver",
            ...["--conf", "spark.archives=hdfs://names/env.tar.gz#env"],
            ...["--conf", "spark.files=s3a://b/x.conf,https://example.com/y.conf#z.conf"],
            ...["--conf", "spark.jars=gs://b/a.jar,local:///opt/b.jar"],
            ...["--conf", "spark.jars.excludes=org.example:other"],
            ...["--conf", "spark.jars.ivy=/tmp/.ivy2"],
            ...["--conf", "spark.jars.packages=org.example:library_2.13:1.0.0,org.example:more:2"],
            ...["--conf", "spark.jars.repositories=https://repo.example.com/maven2"],
            ...["--conf", "spark.submit.pyFiles=abfss://c@account/x.zip"],
            "--queue",
        ]);
        assert.equal("deps" in job.spec, false);
        assert.deepEqual(job.spec.sparkConf, OF_ONE_EXECUTOR);
        assert.equal("args" in job.spec.executor.template.spec.containers[0], false);
    });

    it("are passed the same way if properties of any layer name them", () => {
        const job = rendered(
            { conf: { "spark.jars.packages": "a:b:1", "spark.sql.shuffle.partitions": "7" } },
            {
                sparkConf: {
                    "spark.submit.pyFiles": "s3a://b/x.zip",
                    "spark.rdd.compress": "true",
                },
                platformConf: { "spark.jars.ivySettings": "/opt/ivy.xml" },
            },
        );
        assert.deepEqual(driverConf(job), {
            "spark.jars.ivy": "/tmp/.ivy2",
            "spark.jars.ivySettings": "/opt/ivy.xml",
            "spark.jars.packages": "a:b:1",
            "spark.submit.pyFiles": "s3a://b/x.zip",
        });
        assert.deepEqual(job.spec.sparkConf, {
            ...OF_ONE_EXECUTOR,
            "spark.rdd.compress": "true",
            "spark.sql.shuffle.partitions": "7",
        });
    });

    it("and everything else that spark-submit must not read in the operator's pod go to the driver", () => {
        const own = {
            "spark.api.mode": "connect",
            "spark.driver.userClassPathFirst": "true",
            "spark.hadoop.fs.defaultFS": "s3a://b",
            "spark.kerberos.access.hadoopFileSystems": "hdfs://names",
            "spark.security.credentials.hive.enabled": "false",
            "spark.submit.callSystemExitOnMainExit": "true",
        };
        const conf = {
            "spark.hadoop.fs.s3a.endpoint": "https://s3",
            "spark.files.overwrite": "true",
        };
        const job = rendered({ conf: { ...own, ...conf } });
        assert.deepEqual(driverConf(job), own);
        assert.deepEqual(job.spec.sparkConf, { ...OF_ONE_EXECUTOR, ...conf });
    });

    it("do not depend on the order of properties", () => {
        const some = { "spark.files": "s3a://b/x" };
        const other = { "spark.archives": "s3a://b/y" };
        const named = (conf: Record<string, string>) => rendered({ conf }).metadata.name;
        assert.equal(named({ ...some, ...other }), named({ ...other, ...some }));
    });

    it("use the Ivy folder that the job sets", () => {
        const deps = { packages: ["a:b:1"] };
        const own = rendered({ deps, conf: { "spark.jars.ivy": "/cache" } });
        assert.equal(driverConf(own)["spark.jars.ivy"], "/cache");
        assert.deepEqual(driverConf(rendered({ deps: { packages: [] } })), {});
    });

    it("are added to those of the team", () => {
        const job = rendered(
            { deps: { packages: ["a:b:1", "c:d:2"], files: ["s3a://b/job"] } },
            { sparkConf: { "spark.jars.packages": "x:y:1, a:b:1", "spark.files": "s3a://b/team" } },
        );
        const conf = driverConf(job);
        assert.equal(conf["spark.jars.packages"], "x:y:1,a:b:1,c:d:2");
        assert.equal(conf["spark.files"], "s3a://b/team,s3a://b/job");
    });

    it("keep a main jar in the list of jars, which would replace it", () => {
        const main = "https://example.com/main.jar";
        const jarsOf = (job: any) => driverConf(job)["spark.jars"];
        assert.equal(
            jarsOf(jarJob({ deps: { jars: ["s3a://b/a.jar"] } })),
            `s3a://b/a.jar,${main}`,
        );
        assert.equal(
            jarsOf(jarJob({}, { "spark.jars": "s3a://b/t.jar" })),
            `s3a://b/t.jar,${main}`,
        );
        assert.equal(jarsOf(jarJob({ conf: { "spark.jars": "" } })), main);
        assert.equal(jarsOf(jarJob({ deps: { jars: [main] } })), main);
        // Spark's own list stays in force.
        assert.equal(jarsOf(jarJob({ deps: { packages: ["a:b:1"] } })), undefined);
        // Files of Python and R are delivered otherwise.
        const r = { main: "s3a://b/x.R", deps: { jars: ["s3a://b/a.jar"] } };
        assert.equal(jarsOf(rendered(r, { language: "R", mainUri: r.main })), "s3a://b/a.jar");
    });

    it("arrive as they are written", () => {
        const odd = "s3a://b/$(SPARK_USER)/$$/a=b/--conf/'\"größe☂$";
        const job = rendered({ deps: { files: [odd] } });
        assert.equal(driverConf(job)["spark.files"], odd);
        assert.ok(!argumentsOf(job)?.some((one) => /(^|[^$])(\$\$)*\$\(/.test(one)));
    });

    it("pass nothing to the operator that admission refuses", () => {
        fc.assert(
            fc.property(arbitraryJob, (args) => {
                const { spec } = manifest(jobWith(args));
                assert.deepEqual(Object.keys(spec.sparkConf).filter(isRefusedProperty), []);
                assert.equal("deps" in spec, false);
            }),
        );
    });

    it("and nothing else change the driver's container", () => {
        fc.assert(
            fc.property(arbitraryJob, (args) => {
                const own = Object.entries(args.conf ?? {}).filter(
                    ([key]) => !isRefusedProperty(key),
                );
                const conf = Object.fromEntries(own);
                const job = manifest(jobWith({ ...args, deps: undefined, conf }));
                const plain = JSON.parse(JSON.stringify(job));
                assert.equal("args" in plain.spec.driver.template.spec.containers[0], false);
                assert.equal("deps" in plain.spec, false);
            }),
        );
    });
});
