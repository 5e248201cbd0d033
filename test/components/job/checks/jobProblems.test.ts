import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { jobProblems, teamNamed } from "../../../../components/job/checks/jobProblems";
import { ResolvedJobArgs, manifest } from "../../../../components/job/manifest/manifest";
import { Problems } from "../../../../components/validation/problems";
import { propertyRuns } from "../../../../testkit/propertyRuns";
import { jobWith } from "../../../../testkit/someJob";
import { arbitraryJob, broken } from "../arbitraryJob";
import { problemsOf, SECRET_ADVICE, TEAM } from "./cases";

describe("jobProblems", () => {
    it("accepts a job with all settings", () => {
        const args = {
            team: "processing",
            main: "s3a://apps/etl.jar",
            language: "Java",
            mainClass: "com.example.Etl",
            arguments: ["--verbose", ""],
            parameters: { day: "2024-01-01", "output.path": "s3a://x/?a=b" },
            sparkVersion: "3.5.9",
            image: "registry.example.com/etl:1",
            user: 999,
            group: 0,
            imagePullPolicy: "Always",
            imagePullSecrets: ["registry"],
            deps: {
                files: ["s3a://apps/etl.conf"],
                jars: ["local:///opt/a.jar", "https://example.com/b.jar"],
                archives: ["hdfs://files/env.tar.gz#env"],
                packages: ["org.apache.spark:spark-avro_2.13:4.1.2"],
                excludePackages: ["org.slf4j:slf4j-api"],
                repositories: ["https://repo.example.com/maven2"],
            },
            driver: {
                cores: 2,
                coreRequest: "1500m",
                coreLimit: "2",
                memory: "4g",
                memoryOverhead: "100m",
                secretEnv: { DB_PASSWORD: { name: "warehouse", key: "password" } },
                configMapEnv: { DB_HOST: { name: "hosts.example", key: "db_host" } },
                volumes: { models: { mountPath: "/models", claim: "models", readOnly: true } },
            },
            executor: {
                dynamicAllocation: { min: 0, max: 8, initial: 2 },
                env: { TZ: "UTC" },
                volumes: {
                    fast: {
                        mountPath: "/fast",
                        localDir: true,
                        emptyDir: { sizeLimit: "1Gi", memory: true },
                    },
                    disk: {
                        mountPath: "/disk",
                        localDir: true,
                        claimPerExecutor: {
                            size: "100Gi",
                            storageClass: "gp3",
                            accessMode: "ReadWriteOnce",
                        },
                    },
                    node: { mountPath: "/node", hostPath: "/mnt/k8s-disks/0" },
                },
            },
            zonePolicy: "single",
            zone: "a",
            conf: { "spark.sql.shuffle.partitions": "64" },
            logLevel: "WARN",
            logFormat: "json",
            restart: { policy: "on-failure", retries: 2, interval: "30s" },
            wait: "completed",
            trigger: "2",
            timeToLive: "7d",
        };
        assert.deepEqual(problemsOf(args, "nightly-etl", ["processing"]), []);
    });

    it("lists all problems at once, each with its fix", () => {
        const args = {
            team: "procesing",
            main: "jobs/missing.py",
            argument: ["1"],
            arguments: [100],
            parameters: { "a=b": "c", minimum: 10 },
            image: "spark:mine",
            driver: { memory: "14GB", cores: 0 },
            executor: { instances: 2, dynamicAllocation: { min: 3, max: 2 } },
        };
        const problems = problemsOf(args, "pi", ["processing", "reporting"]);
        const missing = `${process.cwd()}/jobs/missing.py`;
        assert.deepEqual(problems, [
            `jobs.pi.main: "jobs/missing.py" does not exist (looked for ${missing}); paths ` +
                "are relative to the project's folder",
            'jobs.pi.team: unknown team "procesing"; did you mean "processing"? ' +
                "(known: processing, reporting)",
            'jobs.pi.argument: unknown key "argument"; did you mean "arguments"? (known: team, ' +
                "main, projectFolder, language, mainClass, arguments, parameters, deps, sparkVersion, image, " +
                "user, group, imagePullPolicy, imagePullSecrets, driver, executor, zonePolicy, zone, tableFormat, conf, " +
                "logLevel, logFormat, restart, timeout, scheduler, ingress, labels, annotations, wait, " +
                "trigger, suspend, timeToLive)",
            'jobs.pi.arguments[0]: 100 is not a string: write it in quotes (e.g. "100")',
            'jobs.pi.parameters["a=b"]: "a=b" cannot be the key of key=value: use a word ' +
                'without "=" or spaces',
            'jobs.pi.parameters.minimum: 10 is not a string: write it in quotes (e.g. "10")',
            'jobs.pi.driver.memory: "14GB" is not a Spark memory size: ' +
                'a whole number and k, m, g or t (e.g. "512m", "14g")',
            "jobs.pi.driver.cores: 0 is not a whole number of 1 or more",
            "jobs.pi.executor.dynamicAllocation.min: 3 is more than max (2)",
            "jobs.pi.executor.instances: cannot be combined with dynamicAllocation: keep one " +
                "of them",
            "jobs.pi.sparkVersion: is missing: set the image's Spark version " + '(e.g. "4.1.2")',
        ]);
    });

    for (const name of ["Pi", "1pi", "pi_2", "pi-", "", "a".repeat(64)]) {
        it(`refuses "${name}" as a name`, () => {
            const [problem, ...others] = problemsOf({}, name);
            assert.match(problem ?? "", /is not a valid job name: use 1-63 lower-case letters/);
            assert.deepEqual(others, []);
        });
    }

    it("never throws, whatever a stack file contains", () => {
        fc.assert(
            fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
                const args = { main: a, driver: b, executor: c, restart: a, conf: b, arguments: c };
                assert.ok(problemsOf(args, "pi", ["processing"]).length > 0);
                const problems = new Problems();
                jobProblems("jobs.pi", "pi", a, problems, teamNamed([]));
                assert.ok(problems.list().length > 0);
            }),
            // An object that cannot be made a text of.
            { examples: [[null, [], [{ toString: "" }]]] },
        );
    });

    it("accepts values that are not known yet", () => {
        const secret = { name: pulumi.output("x"), key: "a" };
        const args = {
            image: pulumi.output("x"),
            sparkVersion: "4.1.2",
            arguments: [pulumi.output("a")],
            conf: { "spark.a": pulumi.output("b") },
            driver: { env: { A: pulumi.output("b") }, secretEnv: { B: secret } },
            executor: { volumes: { a: { mountPath: "/a", claim: pulumi.output("c") } } },
        };
        assert.deepEqual(problemsOf(args), []);
    });

    it("refuses a property by its name, whatever its value", () => {
        const value = pulumi.output("x");
        const conf = { "spark.master": value, "spark.hadoop.fs.s3a.secret.key": value, a: value };
        assert.deepEqual(problemsOf({ conf }), [
            'jobs.pi.conf["spark.master"]: is set by the cluster connection; remove it here',
            `jobs.pi.conf["spark.hadoop.fs.s3a.secret.key"]: looks like a credential${SECRET_ADVICE.hadoop}`,
            'jobs.pi.conf.a: Spark ignores properties that do not begin with "spark." ' +
                '(Hadoop\'s take "spark.hadoop.")',
        ]);
    });

    it("accepts every valid job", () => {
        fc.assert(
            fc.property(arbitraryJob, (args) => {
                assert.deepEqual(problemsOf({ ...args }), []);
            }),
        );
    });

    it("either refuses a job or can build its manifest", () => {
        const jobs = fc.sample(broken(arbitraryJob), propertyRuns);
        const outcomes = jobs.map((args) => {
            const problems = new Problems();
            jobProblems("jobs.pi", "pi", Object.assign({ team: TEAM }, args), problems);
            if (problems.list().length > 0) {
                return "refused";
            }
            assert.match(manifest(jobWith(args as ResolvedJobArgs)).metadata.name, /^pi-/);
            return "made";
        });
        const made = outcomes.filter((outcome) => outcome === "made").length;
        assert.ok(
            made > jobs.length / 10 && made < jobs.length * 0.9,
            `${made} of ${jobs.length} were made`,
        );
    });
});
