import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import {
    jobProblems,
    scheduledJobProblems,
    teamNamed,
} from "../../../../components/job/checks/jobProblems";
import {
    ResolvedJobArgs,
    manifest,
    scheduledManifest,
} from "../../../../components/job/manifest/manifest";
import { Problems } from "../../../../components/validation/problems";
import { propertyRuns } from "../../../../testkit/propertyRuns";
import { jobWith } from "../../../../testkit/someJob";
import { arbitraryJob, arbitrarySchedule, broken } from "../arbitraryJob";

const TEAM = { team: "processing", namespace: "processing", serviceAccount: "spark" };
const MAIN = "local:///opt/spark/examples/src/main/python/pi.py";

function problemsOf(args: Record<string, unknown>, name = "pi", teams?: string[]): string[] {
    const problems = new Problems();
    const all = { main: MAIN, ...(teams === undefined && { team: TEAM }), ...args };
    jobProblems(`jobs.${name}`, name, all, problems, teams && teamNamed(teams));
    return problems.list();
}

function scheduledProblemsOf(args: Record<string, unknown>, teams?: string[]): string[] {
    const problems = new Problems();
    const team = teams === undefined && { team: TEAM };
    const all = { main: MAIN, schedule: "@daily", ...team, ...args };
    scheduledJobProblems("jobs.daily", "daily", all, problems, teams && teamNamed(teams));
    return problems.list();
}

const SECRET_ADVICE =
    ", which whoever may see the job can read: keep it in a Kubernetes Secret, " +
    "and name that in `secretEnv` of driver and executor";

/** Arguments of an executor with one volume. */
function volume(args: object, name = "data"): Record<string, unknown> {
    return { executor: { volumes: { [name]: args } } };
}

const SCHEDULE_IS_UNKNOWN =
    'schedule: unknown key "schedule" (known: team, main, language, mainClass, arguments, ' +
    "parameters, deps, sparkVersion, image, imagePullPolicy, imagePullSecrets, driver, executor, " +
    "zonePolicy, zone, conf, logLevel, restart, wait, trigger, timeToLive)";

/** Arguments and the only problem that they have. */
type Case = [what: string, args: Record<string, unknown>, problem: string];

const ALL_SCHEMES =
    "local://, http://, https://, s3a://, gs://, abfs://, abfss://, hdfs://, s3://, wasb://, " +
    "wasbs://, viewfs://, oss://, cosn://, obs://";

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
            restart: { policy: "on-failure", retries: 2, interval: "30s" },
            wait: "completed",
            trigger: "2",
            timeToLive: "7d",
        };
        assert.deepEqual(problemsOf(args, "nightly-etl", ["processing"]), []);
    });

    it("lists everything that is wrong at once, with the way to mend it", () => {
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
            `jobs.pi.main: "jobs/missing.py" does not exist (looked for ${missing}); ` +
                "paths begin at the project's folder",
            'jobs.pi.team: unknown team "procesing"; did you mean "processing"? ' +
                "(known: processing, reporting)",
            'jobs.pi.argument: unknown key "argument"; did you mean "arguments"? (known: team, ' +
                "main, language, mainClass, arguments, parameters, deps, sparkVersion, image, " +
                "imagePullPolicy, imagePullSecrets, driver, executor, zonePolicy, zone, conf, " +
                "logLevel, restart, wait, trigger, timeToLive)",
            'jobs.pi.arguments[0]: 100 is not a text: write it in quotes (e.g. "100")',
            'jobs.pi.parameters["a=b"]: "a=b" cannot be a key of key=value: ' +
                'use a word without "=" and spaces',
            'jobs.pi.parameters.minimum: 10 is not a text: write it in quotes (e.g. "10")',
            'jobs.pi.driver.memory: "14GB" is not a Spark memory size: ' +
                'a whole number and k, m, g or t (e.g. "512m", "14g")',
            "jobs.pi.driver.cores: 0 is not a whole number of 1 or more",
            "jobs.pi.executor.dynamicAllocation.min: 3 is more than max (2)",
            "jobs.pi.executor.instances: does not go with dynamicAllocation: keep one of them",
            "jobs.pi.sparkVersion: is missing: say which Spark the image has " + '(e.g. "4.1.2")',
        ]);
    });

    const single: Case[] = [
        // main, language, mainClass
        ["a main that is no text", { main: 1 }, "main: 1 is not a text"],
        [
            "a main of no known kind",
            { main: "jobs/pi.sh" },
            'main: "jobs/pi.sh" is neither a Python file (.py) nor an R file (.R) nor a jar (.jar)',
        ],
        [
            "a main that the driver cannot read",
            { main: "file:///apps/etl.py" },
            'main: "file:///apps/etl.py" is out of the driver\'s reach: use a file of this project or ' +
                ALL_SCHEMES,
        ],
        [
            "a main that the platform's image cannot read",
            { main: "s3://apps/etl.py" },
            'main: "s3://apps/etl.py" needs an image that can read s3://: set image, or use another ' +
                'URI (e.g. "s3a://…" for Amazon S3)',
        ],
        [
            "a jar that the platform's image cannot read",
            { deps: { jars: ["s3a://b/a.jar", "wasbs://b/a.jar"] } },
            'deps.jars[1]: "wasbs://b/a.jar" needs an image that can read wasbs://: set image, or ' +
                'use another URI (e.g. "s3a://…" for Amazon S3)',
        ],
        [
            "a main that is two",
            { main: "local:///a.py,/etc/passwd.py" },
            'main: "local:///a.py,/etc/passwd.py" has a comma or a space, which Spark takes for the ' +
                "end of the address",
        ],
        [
            "a shell of Spark as the class of a jar",
            { main: "local:///a.jar", mainClass: "org.apache.spark.repl.Main" },
            'mainClass: "org.apache.spark.repl.Main" does not run in cluster mode: name the main ' +
                "class of a program",
        ],
        [
            "an image by a variable of the operator",
            { image: "example/${env:NAME}", sparkVersion: "4.1.2" },
            'image: refers to a variable ("${env:…}", "${system:…}"), which spark-submit replaces ' +
                "in the operator's pod: write the value itself, or read the variable in the program",
        ],
        [
            "a property that spark-submit reads",
            { conf: { "spark.kubernetes.file.upload.path": "s3a://b/uploads" } },
            'conf["spark.kubernetes.file.upload.path"]: is read by spark-submit in the operator\'s ' +
                "pod, with the operator's permissions: remove it (docs/security.md lists what a job " +
                "may set)",
        ],
        [
            "an unknown language",
            { language: "python" },
            'language: unknown language "python"; did you mean "Python"? ' +
                "(known: Python, Scala, Java, R)",
        ],
        [
            "a language that the file is not in",
            { language: "R" },
            'language: "R" does not fit main, which Spark runs as Python',
        ],
        [
            "a language that no jar is in",
            { main: "local:///opt/app.jar", mainClass: "Main", language: "Python" },
            'language: "Python" does not fit main, which Spark runs as Scala',
        ],
        [
            "a jar without a class",
            { main: "local:///opt/app.jar" },
            "mainClass: is missing: name the class in the jar that has the main method",
        ],
        [
            "a class for Python",
            { mainClass: "com.example.Etl" },
            "mainClass: is for jars; a job in Python has none: remove it",
        ],
        [
            "a class for R",
            { main: "local:///opt/x.R", mainClass: "com.example.Etl" },
            "mainClass: is for jars; a job in R has none: remove it",
        ],
        [
            "a class that is none",
            { main: "local:///opt/app.jar", mainClass: "com/example/Etl" },
            'mainClass: "com/example/Etl" is not the name of a class ' +
                '(e.g. "org.apache.spark.examples.SparkPi")',
        ],
        // arguments, parameters
        ["arguments in one text", { arguments: "a b" }, 'arguments: "a b" is not a list'],
        [
            "a number for an argument",
            { arguments: ["a", 1] },
            'arguments[1]: 1 is not a text: write it in quotes (e.g. "1")',
        ],
        [
            "a password in an argument",
            { arguments: ["--db-password=hunter2"] },
            `arguments[0]: looks like a credential${SECRET_ADVICE}`,
        ],
        [
            "an access key in an argument",
            { arguments: ["AKIAIOSFODNN7EXAMPLE"] },
            `arguments[0]: holds an AWS access key${SECRET_ADVICE}`,
        ],
        [
            "a key of a parameter with a space",
            { parameters: { "a b": "c" } },
            'parameters["a b"]: "a b" cannot be a key of key=value: use a word without "=" and spaces',
        ],
        [
            "a password in a parameter",
            { parameters: { password: "hunter2" } },
            `parameters.password: looks like a credential${SECRET_ADVICE}`,
        ],
        // deps
        [
            "an unknown kind of dependency",
            { deps: { jar: [] } },
            'deps.jar: unknown key "jar"; did you mean "jars"? (known: files, jars, pyFiles, ' +
                "archives, packages, excludePackages, repositories)",
        ],
        [
            "a file of the project as dependency",
            { deps: { files: ["jobs/x.conf"] } },
            'deps.files[0]: "jobs/x.conf" is not delivered with the job, only main is: put it into ' +
                'the image ("local:///opt/app/…") or an object store ("s3a://…")',
        ],
        [
            "a jar that the driver cannot read",
            { deps: { jars: ["file:///opt/x.jar"] } },
            `deps.jars[0]: "file:///opt/x.jar" is out of the driver's reach: use ${ALL_SCHEMES}`,
        ],
        [
            "two archives in one text",
            { deps: { archives: ["s3a://b/a.zip,s3a://b/b.zip"] } },
            'deps.archives[0]: "s3a://b/a.zip,s3a://b/b.zip" has a comma or a space, which Spark ' +
                "takes for the end of the address",
        ],
        [
            "an address without a host part",
            { deps: { pyFiles: ["local:/opt/x.zip"] } },
            'deps.pyFiles[0]: "local:/opt/x.zip" has no "//" after "local:" ' +
                '(e.g. "local:///opt/app/main.py")',
        ],
        [
            "a number for a file",
            { deps: { files: [1] } },
            'deps.files[0]: 1 is not an address of a file (e.g. "s3a://bucket/library.jar")',
        ],
        [
            "files of Python for a jar",
            {
                main: "local:///opt/app.jar",
                mainClass: "Main",
                deps: { pyFiles: ["local:///opt/x.zip"] },
            },
            "deps.pyFiles: is for jobs in Python: remove it",
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
            "a repository that is none",
            { deps: { repositories: ["repo.example.com"] } },
            'deps.repositories[0]: "repo.example.com" is not the address of a Maven repository ' +
                '(e.g. "https://repo.example.com/maven2")',
        ],
        [
            "an option for a package",
            { deps: { packages: ["--conf:b:1"] } },
            'deps.packages[0]: "--conf:b:1" does not have the form group:artifact:version ' +
                '(e.g. "org.example:library_2.13:1.0.0")',
        ],
        [
            "packages twice",
            { deps: { packages: [] }, conf: { "spark.jars.packages": "a:b:1" } },
            'conf["spark.jars.packages"]: is decided by `deps.packages`; remove it here',
        ],
        // sparkVersion, image
        [
            "a Spark version without an image of it",
            { sparkVersion: "3.5.9" },
            'sparkVersion: "3.5.9" needs an image of that version: set image, too ' +
                "(the platform's has 4.1.2)",
        ],
        [
            "a Spark before log4j2",
            { image: "x", sparkVersion: "3.2.4" },
            'sparkVersion: "3.2.4" is too old: 3.3 or newer',
        ],
        [
            "a version that is none",
            { image: "x", sparkVersion: "latest" },
            'sparkVersion: "latest" is not a Spark version (e.g. "4.1.2")',
        ],
        ["an empty image", { image: "", sparkVersion: "4.1.2" }, 'image: "" is not a text'],
        [
            "an unknown pull policy",
            { imagePullPolicy: "always" },
            'imagePullPolicy: unknown image pull policy "always"; did you mean "Always"? ' +
                "(known: IfNotPresent, Always, Never)",
        ],
        [
            "one pull secret outside of a list",
            { imagePullSecrets: "registry" },
            'imagePullSecrets: "registry" is not a list',
        ],
        // sizes
        [
            "a heap that Spark refuses",
            { driver: { memory: "256m" } },
            'driver.memory: "256m" is too little: Spark needs a heap of 450m or more (e.g. "512m")',
        ],
        [
            "an overhead in units of Kubernetes",
            { executor: { memoryOverhead: "1Gi" } },
            'executor.memoryOverhead: "1Gi" is not a Spark memory size: ' +
                'a whole number and k, m, g or t (e.g. "512m", "14g")',
        ],
        [
            "an overhead twice",
            { executor: { memoryOverhead: "1g" }, conf: { "spark.executor.memoryOverhead": "2g" } },
            'conf["spark.executor.memoryOverhead"]: is decided by `executor.memoryOverhead`; ' +
                "remove it here",
        ],
        [
            "half a core",
            { executor: { cores: 0.5 } },
            "executor.cores: 0.5 is not a whole number of 1 or more",
        ],
        [
            "CPU in units of memory",
            { driver: { coreRequest: "1Gi" } },
            'driver.coreRequest: "1Gi" is not an amount of CPU (e.g. "2", "0.5", "500m")',
        ],
        [
            "a limit of CPU that is a number",
            { driver: { coreLimit: 2 } },
            'driver.coreLimit: 2 is not an amount of CPU (e.g. "2", "0.5", "500m")',
        ],
        [
            "a limit below the request",
            { executor: { cores: 2, coreLimit: "1200m" } },
            'executor.coreLimit: "1200m" is less than the CPU that the pod requests ("2")',
        ],
        [
            "a limit below the default request",
            { driver: { coreLimit: "0.2" } },
            'driver.coreLimit: "0.2" is less than the CPU that the pod requests ("250m")',
        ],
        // numbers of executors
        [
            "no executors",
            { executor: { instances: 0 } },
            "executor.instances: 0 is not a whole number of 1 or more",
        ],
        [
            "instances of a driver",
            { driver: { instances: 2 } },
            'driver.instances: unknown key "instances" (known: cores, coreRequest, coreLimit, ' +
                "memory, memoryOverhead, pool, labels, annotations, env, secretEnv, configMapEnv, " +
                "volumes)",
        ],
        [
            "a range without an end",
            { executor: { dynamicAllocation: { min: 1 } } },
            "executor.dynamicAllocation.max: is missing",
        ],
        [
            "a start outside of the range",
            { executor: { dynamicAllocation: { min: 1, max: 2, initial: 3 } } },
            "executor.dynamicAllocation.initial: 3 is not between min (1) and max (2)",
        ],
        // labels, variables
        [
            "a label of the platform",
            { driver: { labels: { "spark-platform.dev/team": "b" } } },
            'driver.labels["spark-platform.dev/team"]: is set by Spark or the platform; ' +
                "choose another key",
        ],
        [
            "an annotation that is a number",
            { executor: { annotations: { a: 1 } } },
            'executor.annotations.a: 1 is not a text: write it in quotes (e.g. "1")',
        ],
        [
            "a variable with a dash",
            { driver: { env: { "A-B": "c" } } },
            'driver.env.A-B: "A-B" is not the name of a variable (e.g. "TZ")',
        ],
        [
            "a variable that is a number",
            { driver: { env: { A: 1 } } },
            'driver.env.A: 1 is not a text: write it in quotes (e.g. "1")',
        ],
        [
            "a password in a variable",
            { executor: { env: { DB_PASSWORD: "hunter2" } } },
            `executor.env.DB_PASSWORD: looks like a credential${SECRET_ADVICE}`,
        ],
        [
            "a text for a key of a Secret",
            { driver: { secretEnv: { DB_PASSWORD: "warehouse" } } },
            'driver.secretEnv.DB_PASSWORD: "warehouse" is not a map of keys and values',
        ],
        [
            "a Secret without a key",
            { driver: { secretEnv: { DB_PASSWORD: { name: "warehouse" } } } },
            "driver.secretEnv.DB_PASSWORD.key: is missing",
        ],
        [
            "a Secret of no name",
            { driver: { secretEnv: { A: { name: "Ware House", key: "a" } } } },
            'driver.secretEnv.A.name: "Ware House" is not the name of a Secret or ConfigMap ' +
                '(e.g. "warehouse")',
        ],
        [
            "a ConfigMap's key with a slash",
            { driver: { configMapEnv: { A: { name: "a", key: "b/c" } } } },
            'driver.configMapEnv.A.key: "b/c" is not a key of a Secret or ConfigMap ' +
                '(e.g. "password")',
        ],
        [
            "a variable of a Secret with a dot",
            { executor: { secretEnv: { "a.b": { name: "a", key: "b" } } } },
            'executor.secretEnv["a.b"]: "a.b" is not the name of a variable (e.g. "TZ")',
        ],
        [
            "a variable twice",
            { driver: { env: { A: "1" }, configMapEnv: { A: { name: "a", key: "b" } } } },
            "driver.configMapEnv.A: is in env already: keep one of them",
        ],
        // volumes
        [
            "volumes in a list",
            { driver: { volumes: [] } },
            "driver.volumes: [] is not a map of keys and values",
        ],
        [
            "a volume without a folder",
            volume({ emptyDir: {} }),
            "executor.volumes.data.mountPath: is missing",
        ],
        [
            "a folder that is relative",
            volume({ mountPath: "data", emptyDir: {} }),
            'executor.volumes.data.mountPath: "data" is not the absolute path of a folder ' +
                '(e.g. "/data")',
        ],
        [
            "a folder with dots",
            volume({ mountPath: "/data/../opt", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/data/../opt" is not the absolute path of a folder ' +
                '(e.g. "/data")',
        ],
        [
            "a folder in Spark's",
            volume({ mountPath: "/opt/spark/jars", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/opt/spark/jars" would hide what is in /opt/spark: ' +
                "choose another folder",
        ],
        [
            "a folder around the platform's",
            volume({ mountPath: "/etc", emptyDir: {} }),
            'executor.volumes.data.mountPath: "/etc" would hide what is in /etc/spark-platform: ' +
                "choose another folder",
        ],
        [
            "a folder twice",
            {
                driver: {
                    volumes: {
                        a: { mountPath: "/data", emptyDir: {} },
                        b: { mountPath: "/data", claim: "b" },
                    },
                },
            },
            'driver.volumes.b.mountPath: "/data" is the folder of volume "a" already',
        ],
        [
            "a volume of nothing",
            volume({ mountPath: "/data" }),
            "executor.volumes.data: says not what it is: give one of emptyDir, claimPerExecutor, " +
                "claim, hostPath",
        ],
        [
            "a volume of two things",
            volume({ mountPath: "/data", emptyDir: {}, claim: "a" }),
            "executor.volumes.data.claim: does not go with emptyDir: keep one of them",
        ],
        [
            "a volume of an unknown kind",
            volume({ mountPath: "/data", emptyDir: {}, nfs: {} }),
            'executor.volumes.data.nfs: unknown key "nfs" (known: mountPath, readOnly, localDir, ' +
                "emptyDir, claimPerExecutor, claim, hostPath)",
        ],
        [
            "a volume named like Spark's",
            volume({ mountPath: "/data", emptyDir: {} }, "spark-local-dir-1"),
            "executor.volumes.spark-local-dir-1: is a name that Spark or the platform uses: " +
                "choose another",
        ],
        [
            "a volume named like the platform's",
            volume({ mountPath: "/data", emptyDir: {} }, "metrics"),
            "executor.volumes.metrics: is a name that Spark or the platform uses: choose another",
        ],
        [
            "a volume with a name that Kubernetes refuses",
            volume({ mountPath: "/data", emptyDir: {} }, "Data"),
            'executor.volumes.Data: "Data" is not a DNS label: use 1-63 lower-case letters, digits ' +
                'and "-", beginning and ending with a letter or digit (e.g. "data-science")',
        ],
        [
            "memory without a limit",
            volume({ mountPath: "/data", emptyDir: { memory: true } }),
            "executor.volumes.data.emptyDir.sizeLimit: is missing: it is added to the pod's " +
                "memory, which tmpfs uses",
        ],
        [
            "a limit without a unit",
            volume({ mountPath: "/data", emptyDir: { sizeLimit: "20" } }),
            'executor.volumes.data.emptyDir.sizeLimit: "20" is not an amount of storage with its ' +
                'unit (e.g. "20Gi")',
        ],
        [
            "a volume to be read only that is empty",
            volume({ mountPath: "/data", emptyDir: {}, readOnly: true }),
            "executor.volumes.data.readOnly: is for claim and hostPath: nobody could put anything " +
                "into this volume",
        ],
        [
            "a folder for Spark's data to be read only",
            volume({ mountPath: "/data", claim: "a", localDir: true, readOnly: true }),
            "executor.volumes.data.readOnly: is for claim and hostPath: nobody could put anything " +
                "into this volume",
        ],
        [
            "a flag in words",
            volume({ mountPath: "/data", emptyDir: {}, localDir: "yes" }),
            'executor.volumes.data.localDir: "yes" is not true or false',
        ],
        [
            "a claim for each driver",
            {
                driver: {
                    volumes: {
                        data: {
                            mountPath: "/data",
                            claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                        },
                    },
                },
            },
            "driver.volumes.data.claimPerExecutor: is for executors: use emptyDir or claim for " +
                "the driver",
        ],
        [
            "a claim without a class, which Spark would not make",
            volume({ mountPath: "/data", claimPerExecutor: { size: "1Gi" } }),
            "executor.volumes.data.claimPerExecutor.storageClass: is missing",
        ],
        [
            "a claim of nothing",
            volume({ mountPath: "/data", claimPerExecutor: { size: "0Gi", storageClass: "gp3" } }),
            'executor.volumes.data.claimPerExecutor.size: "0Gi" is not an amount of storage with ' +
                'its unit (e.g. "20Gi")',
        ],
        [
            "an unknown access mode",
            volume({
                mountPath: "/data",
                claimPerExecutor: {
                    size: "1Gi",
                    storageClass: "gp3",
                    accessMode: "ReadWriteMany",
                },
            }),
            "executor.volumes.data.claimPerExecutor.accessMode: unknown access mode " +
                '"ReadWriteMany"; did you mean "ReadWriteOnce"? ' +
                "(known: ReadWriteOncePod, ReadWriteOnce)",
        ],
        [
            "claims of two access modes",
            {
                executor: {
                    volumes: {
                        a: {
                            mountPath: "/a",
                            claimPerExecutor: { size: "1Gi", storageClass: "gp3" },
                        },
                        b: {
                            mountPath: "/b",
                            claimPerExecutor: {
                                size: "1Gi",
                                storageClass: "gp3",
                                accessMode: "ReadWriteOnce",
                            },
                        },
                    },
                },
            },
            'executor.volumes.b.claimPerExecutor.accessMode: "ReadWriteOnce" differs from that of ' +
                'volume "a" ("ReadWriteOncePod"): Spark has one for all claims of a job',
        ],
        [
            "a pool that cannot be a label",
            { executor: { pool: "on demand" } },
            'executor.pool: "on demand" is not a name: use up to 63 letters, digits, "-", "_" and "."',
        ],
        [
            "a folder of the node that is relative",
            volume({ mountPath: "/data", hostPath: "mnt" }),
            'executor.volumes.data.hostPath: "mnt" is not the absolute path of a folder (e.g. "/data")',
        ],
        // the rest
        [
            "an unknown zone policy",
            { zonePolicy: "all" },
            'zonePolicy: unknown zone policy "all" (known: single, any)',
        ],
        ["an empty zone", { zone: "" }, 'zone: "" is not a text'],
        [
            "a zone and no zone rule",
            { zone: "a", zonePolicy: "any" },
            'zone: does not go with zonePolicy "any": keep one of them',
        ],
        [
            "a property that is a number",
            { conf: { "spark.sql.shuffle.partitions": 64 } },
            'conf["spark.sql.shuffle.partitions"]: 64 is not a text: write it in quotes (e.g. "64")',
        ],
        [
            "a property that a key decides",
            { conf: { "spark.executor.memory": "1g" } },
            'conf["spark.executor.memory"]: is decided by `executor.memory`; remove it here',
        ],
        [
            "an unknown log level",
            { logLevel: "warn" },
            'logLevel: unknown log level "warn"; did you mean "WARN"? ' +
                "(known: TRACE, DEBUG, INFO, WARN, ERROR)",
        ],
        ["a restart without a policy", { restart: { retries: 1 } }, "restart.policy: is missing"],
        [
            "no retries",
            { restart: { policy: "on-failure", retries: 0 } },
            "restart.retries: 0 is not a whole number of 1 or more",
        ],
        [
            "a pause without a unit",
            { restart: { policy: "on-failure", interval: "10" } },
            'restart.interval: "10" is not a duration: a whole number and s, m, h or d ' +
                '(e.g. "90s", "7d")',
        ],
        [
            "a wait without an end",
            { wait: "completed", restart: { policy: "always" } },
            'wait: "completed" never comes for a job that always restarts: use "running"',
        ],
        [
            "an unknown wait",
            { wait: "finished" },
            'wait: unknown wait "finished" (known: none, running, completed)',
        ],
        [
            "a trigger that is a number",
            { trigger: 2 },
            'trigger: 2 is not a text: write it in quotes (e.g. "2")',
        ],
        [
            "a time without a unit",
            { timeToLive: "3600" },
            'timeToLive: "3600" is not a duration: a whole number and s, m, h or d ' +
                '(e.g. "90s", "7d")',
        ],
        ["a schedule, which is another kind of job", { schedule: "@daily" }, SCHEDULE_IS_UNKNOWN],
    ];
    for (const [what, args, expected] of single) {
        it(`refuses ${what}`, () => assert.deepEqual(problemsOf(args), [`jobs.pi.${expected}`]));
    }

    for (const name of ["Pi", "1pi", "pi_2", "pi-", "", "a".repeat(64)]) {
        it(`refuses "${name}" as a name`, () => {
            const [problem, ...others] = problemsOf({}, name);
            assert.match(problem ?? "", /cannot name a job: use 1-63 lower-case letters/);
            assert.deepEqual(others, []);
        });
    }

    it("accepts every memory size from 450m, and no other text", () => {
        const unit = fc.constantFrom("m", "g", "t");
        fc.assert(
            fc.property(fc.integer({ min: 450, max: 99999 }), unit, (amount, suffix) => {
                // Spark keeps it as MiB in an int.
                fc.pre(suffix !== "t" || amount < 2048);
                assert.deepEqual(problemsOf({ driver: { memory: `${amount}${suffix}` } }), []);
            }),
        );
        fc.assert(
            fc.property(fc.string(), (text) => {
                fc.pre(!/^[1-9][0-9]*[kmgt]$/.test(text));
                assert.equal(problemsOf({ driver: { memory: text } }).length, 1);
            }),
        );
    });

    it("never throws, whatever stands in a stack file", () => {
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

    it("lets values pass that are not known yet", () => {
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

    it("finds nothing wrong with a job that is right in every way", () => {
        fc.assert(
            fc.property(arbitraryJob, (args) => {
                assert.deepEqual(problemsOf({ ...args }), []);
            }),
        );
    });

    it("refuses a job, or a manifest can be made of it", () => {
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

describe("scheduledJobProblems", () => {
    it("accepts a schedule with all settings", () => {
        const args = {
            team: "processing",
            schedule: "0 2 * * mon-fri",
            timeZone: "Europe/Lisbon",
            concurrency: "replace",
            history: { successful: 0, failed: 30 },
            suspend: true,
            timeToLive: "30d",
            restart: { policy: "on-failure" },
            executor: { instances: 2 },
        };
        assert.deepEqual(scheduledProblemsOf(args, ["processing"]), []);
    });

    const single: Case[] = [
        ["no schedule", { schedule: undefined }, "schedule: is missing"],
        [
            "a schedule that is none",
            { schedule: "0 25 * * *" },
            'schedule: "0 25 * * *" is not a schedule: hour "25": use 0-23, "*", ranges, steps or ' +
                "lists of them",
        ],
        [
            "an unknown time zone",
            { timeZone: "Europe/Lisboa" },
            'timeZone: "Europe/Lisboa" is not a time zone; did you mean "Europe/Lisbon"? ' +
                '(e.g. "UTC", "Europe/Lisbon")',
        ],
        [
            "an unknown concurrency",
            { concurrency: "Forbid" },
            'concurrency: unknown concurrency "Forbid"; did you mean "forbid"? ' +
                "(known: allow, forbid, replace)",
        ],
        [
            "a history of less than nothing",
            { history: { failed: -1 } },
            "history.failed: -1 is not a whole number of 0 or more",
        ],
        [
            "an unknown history",
            { history: { success: 1 } },
            'history.success: unknown key "success"; did you mean "successful"? ' +
                "(known: successful, failed)",
        ],
        ["a suspension in words", { suspend: "no" }, 'suspend: "no" is not true or false'],
        [
            "a time without a unit",
            { timeToLive: "30" },
            'timeToLive: "30" is not a duration: a whole number and s, m, h or d (e.g. "90s", "7d")',
        ],
        [
            "runs without an end",
            { restart: { policy: "always" } },
            'restart: with policy "always" a run never ends, and a schedule makes no sense: ' +
                'use "on-failure", or no schedule',
        ],
        [
            "a class for Python, as for any job",
            { mainClass: "Main" },
            "mainClass: is for jars; a job in Python has none: remove it",
        ],
        [
            "a wait, which no update does for a schedule",
            { wait: "completed" },
            'wait: unknown key "wait" (known: team, main, language, ' +
                "mainClass, arguments, parameters, deps, sparkVersion, image, imagePullPolicy, " +
                "imagePullSecrets, driver, executor, zonePolicy, zone, conf, logLevel, restart, " +
                "schedule, timeZone, concurrency, history, suspend, timeToLive)",
        ],
    ];
    for (const [what, args, expected] of single) {
        it(`refuses ${what}`, () => {
            assert.deepEqual(scheduledProblemsOf(args), [`jobs.daily.${expected}`]);
        });
    }

    it("refuses names and teams as for any job", () => {
        const problems = new Problems();
        scheduledJobProblems("", "Daily", { main: MAIN, team: "x" }, problems, teamNamed(["y"]));
        assert.deepEqual(problems.list(), [
            '"Daily" cannot name a job: use 1-63 lower-case letters, digits and "-", ' +
                'beginning with a letter (e.g. "movie-ratings")',
            'team: unknown team "x"; did you mean "y"? (known: y)',
            "schedule: is missing",
        ]);
    });

    it("finds nothing wrong with a schedule that is right in every way", () => {
        fc.assert(
            fc.property(arbitrarySchedule, (args) => {
                assert.deepEqual(scheduledProblemsOf({ ...args }), []);
            }),
        );
    });

    it("refuses a schedule, or a manifest can be made of it", () => {
        for (const args of fc.sample(broken(arbitrarySchedule), propertyRuns)) {
            const problems = new Problems();
            scheduledJobProblems("jobs.daily", "daily", args, problems);
            if (problems.list().length === 0) {
                const { metadata } = scheduledManifest(jobWith(args as ResolvedJobArgs));
                assert.equal(metadata.name, "pi");
            }
        }
    });
});
