import { manifest, ResolvedJobArgs } from "../../components/job/manifest/manifest";
import { jobWith } from "../../testkit/someJob";

/** A job that somebody reported or published, as a stack file says it. */
export interface ReportedJob {
    /** What was tried, and where it was reported. */
    title: string;
    job: Record<string, unknown>;
    /** Settings of its team. */
    team?: Record<string, unknown>;
    /** Paths that are refused, each with a part of the message; none where the job works. */
    refused?: Record<string, string>;
}

const IMAGE = { image: "registry.example.com/spark-aws:4.1.2", sparkVersion: "4.1.2" };
const OLDER = { image: "registry.example.com/team/spark-py:3.5.6", sparkVersion: "3.5.6" };
const PYTHON = { main: "local:///opt/app/main.py" };
const VOLUMES = "spark.kubernetes.executor.volumes";
const SCRATCH = { scratch: { mountPath: "/scratch", emptyDir: { sizeLimit: "20Gi" } } };

/** Those that work in a namespace with Pod Security "restricted", for a Spark version. */
export function reportedManifests(
    sparkVersion: string,
    reported: readonly ReportedJob[] = REPORTED_JOBS,
) {
    return reported.flatMap(({ job: args, team, refused }, index) => {
        if (refused !== undefined || team?.["podSecurity"] !== undefined) {
            return [];
        }
        const job = `reported-${index}-${sparkVersion.replaceAll(".", "-")}`;
        const parts = jobWith({ ...args, sparkVersion } as unknown as ResolvedJobArgs);
        return [manifest({ ...parts, job, sparkVersion, ownImage: true })];
    });
}

/** Issues of kubeflow/spark-operator unless they name another repository. */
export const REPORTED_JOBS: ReportedJob[] = [
    {
        title: "packages by property, of job and team (#1132, #2208)",
        team: {
            sparkConf: { "spark.jars.packages": "org.apache.spark:spark-avro_2.13:4.1.2" },
        },
        job: { ...PYTHON, conf: { "spark.jars.packages": "org.example:library_2.13:1.0.0" } },
    },
    {
        title: "dependencies in S3 (#404, #639, #680)",
        job: {
            ...IMAGE,
            main: "s3a://apps/etl/main.py",
            deps: {
                pyFiles: ["s3a://apps/etl/lib.zip"],
                archives: ["s3a://apps/envs/etl.tar.gz#env"],
            },
            conf: { "spark.pyspark.python": "./env/bin/python" },
        },
    },
    {
        title: "a jar in Google's storage (#680)",
        job: {
            ...OLDER,
            main: "local:///opt/app/job.jar",
            mainClass: "com.example.Job",
            deps: { jars: ["gs://apps/udf.jar"] },
        },
    },
    {
        title: "a main file in S3 with Spark's own image (#2301, #843, #1508)",
        job: { main: "s3a://apps/sales.py" },
        refused: { main: "org.apache.hadoop:hadoop-aws" },
    },
    { title: "an image of docker-image-tool.sh (#1295, #2236)", job: { ...OLDER, ...PYTHON } },
    {
        title: "an image with a user of its own (#931)",
        job: { ...OLDER, ...PYTHON, user: 999, group: 1000 },
    },
    {
        title: "the user as the operator's fields have it (#931)",
        job: {
            ...OLDER,
            ...PYTHON,
            driver: { runAsUser: 1000 },
            executor: { securityContext: { runAsUser: 1000 } },
        },
        refused: { "driver.runAsUser": "`user`", "executor.securityContext": "`user`" },
    },
    {
        title: "the folder of a volume as spark.local.dir (#1000)",
        job: {
            ...PYTHON,
            conf: { "spark.local.dir": "/scratch" },
            driver: { volumes: SCRATCH },
            executor: { volumes: SCRATCH },
        },
    },
    {
        title: "disks of the node by property (awslabs/data-on-eks, #1273)",
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.hostPath.spark-local-dir-1.mount.path`]: "/data1",
                [`${VOLUMES}.hostPath.spark-local-dir-1.options.path`]: "/mnt/k8s-disks/0",
            },
        },
        refused: { [`conf["${VOLUMES}.hostPath.spark-local-dir-1"]`]: "Pod Security" },
    },
    {
        title: "disks of the node by property, where the team may (awslabs/data-on-eks)",
        team: { podSecurity: "privileged" },
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.hostPath.spark-local-dir-1.mount.path`]: "/data1",
                [`${VOLUMES}.hostPath.spark-local-dir-1.options.path`]: "/mnt/k8s-disks/0",
            },
        },
    },
    {
        title: "claims for executors by property (#1060)",
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.mount.path`]: "/data",
                [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.claimName`]:
                    "OnDemand",
                [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.storageClass`]: "gp3",
                [`${VOLUMES}.persistentVolumeClaim.spark-local-dir-1.options.sizeLimit`]: "50Gi",
            },
        },
    },
    {
        title: "claims with options that no argument has (#1060)",
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.persistentVolumeClaim.shared.mount.path`]: "/shared",
                [`${VOLUMES}.persistentVolumeClaim.shared.mount.subPath`]: "sales",
                [`${VOLUMES}.persistentVolumeClaim.shared.options.claimName`]: "shared",
                [`${VOLUMES}.persistentVolumeClaim.own.mount.path`]: "/own",
                [`${VOLUMES}.persistentVolumeClaim.own.label.owner`]: "sales",
                [`${VOLUMES}.persistentVolumeClaim.own.options.claimName`]: "OnDemand",
                [`${VOLUMES}.persistentVolumeClaim.own.options.storageClass`]: "gp3",
                [`${VOLUMES}.persistentVolumeClaim.own.options.sizeLimit`]: "50Gi",
            },
        },
    },
    {
        title: "claims of three executors beside a quota, with options that no argument has (#1060)",
        team: { quota: { storage: "100Gi" } },
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.persistentVolumeClaim.own.mount.path`]: "/own",
                [`${VOLUMES}.persistentVolumeClaim.own.label.owner`]: "sales",
                [`${VOLUMES}.persistentVolumeClaim.own.options.claimName`]: "OnDemand",
                [`${VOLUMES}.persistentVolumeClaim.own.options.storageClass`]: "gp3",
                [`${VOLUMES}.persistentVolumeClaim.own.options.sizeLimit`]: "50Gi",
            },
            executor: { instances: 3 },
        },
        refused: { "executor.instances": "150Gi in volume claims" },
    },
    {
        title: "properties that refer to a Secret (#2138, #559)",
        job: {
            ...PYTHON,
            conf: {
                "spark.hadoop.fs.azure.account.key.lake.dfs.core.windows.net": "${env.AZURE_KEY}",
                "spark.hadoop.javax.jdo.option.ConnectionPassword": "${env.METASTORE_PASSWORD}",
            },
            driver: { secretEnv: { AZURE_KEY: { name: "azure", key: "key" } } },
            executor: { secretEnv: { AZURE_KEY: { name: "azure", key: "key" } } },
        },
    },
    {
        title: "names of secrets, and limits (#559)",
        job: {
            ...PYTHON,
            arguments: ["--secret-id=prod/warehouse", "--password-secret=warehouse"],
            parameters: {
                secret_arn: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:warehouse",
            },
            driver: {
                env: {
                    DB_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x",
                    TOKEN_LIMIT: "4096",
                    SECRET_STORE: "vault",
                    API_KEY_HEADER: "X-Api-Key",
                },
            },
        },
    },
    {
        title: "a password in a URL, an option and an argument (#559)",
        job: {
            ...PYTHON,
            arguments: ["--password", "hunter22"],
            parameters: { url: "jdbc:postgresql://db/sales?user=etl&password=hunter22" },
            conf: {
                "spark.driver.extraJavaOptions": "-Djavax.net.ssl.trustStorePassword=hunter22",
            },
        },
        refused: {
            "arguments[1]": "$(NAME)",
            "parameters.url": "$(NAME)",
            'conf["spark.driver.extraJavaOptions"]': "Secret",
        },
    },
    {
        title: "Kerberos by properties (#2510, #302)",
        job: {
            ...PYTHON,
            conf: {
                "spark.kubernetes.driver.secrets.kafka-keystore": "/etc/kafka",
                "spark.kubernetes.hadoop.configMapName": "hadoop-conf",
                "spark.kubernetes.kerberos.krb5.configMapName": "krb5-conf",
                "spark.kerberos.keytab": "local:///etc/keytab/etl.keytab",
                "spark.kerberos.principal": "etl@EXAMPLE.COM",
            },
        },
    },
    {
        title: "an image of EMR and its scheme (#2537)",
        job: {
            main: "s3://scripts/emr-job.py",
            image: "public.ecr.aws/emr-on-eks/spark/emr-7.8.0:latest",
            sparkVersion: "3.5.4",
        },
    },
    {
        title: "Azure's older scheme (#2537)",
        job: { ...IMAGE, main: "wasbs://jobs@example.blob.core.windows.net/main.py" },
    },
    {
        title: "a scheme that a property maps (#2537)",
        job: {
            ...PYTHON,
            conf: { "spark.hadoop.fs.s3.impl": "org.apache.hadoop.fs.s3a.S3AFileSystem" },
            deps: { jars: ["s3://example/lib.jar"] },
        },
    },
    {
        title: "a file system of the image that a property maps (#2537)",
        job: {
            ...IMAGE,
            ...PYTHON,
            conf: { "spark.hadoop.fs.tos.impl": "io.proton.fs.RawFileSystem" },
            deps: { jars: ["tos://example/lib.jar"], files: ["webhdfs://namenode/a.txt"] },
        },
    },
    {
        title: "schemes that nothing reads (#404, #2537)",
        job: { ...IMAGE, ...PYTHON, conf: { "spark.files": "dbfs://a/b.txt" } },
        refused: { 'conf["spark.files"]': "spark.hadoop.fs.dbfs.impl" },
    },
    {
        title: "ports and tasks that do not fit (#538)",
        job: {
            ...PYTHON,
            conf: { "spark.ui.port": "7078", "spark.task.cpus": "4" },
            executor: { cores: 2 },
        },
        refused: {
            'conf["spark.ui.port"]': "spark.driver.port",
            'conf["spark.task.cpus"]': "executor.cores",
        },
    },
    {
        title: "properties copied from YARN (#758, #538)",
        team: { sparkConf: { "spark.sql.shuffle.partitions": "64" } },
        job: {
            ...PYTHON,
            conf: {
                "spark.shuffle.service.enabled": "true",
                "spark.driver.host": "10.0.0.7",
                "spark.driver.bindAddress": "0.0.0.0",
                "spark.executor.extraJavaOptions": "-Xmx4g -XX:+UseG1GC",
                "spark.driver.extraJavaOptions": "-Xmx4g",
                "spark.driver.memoryOverhead": "2Gi",
                "spark.kubernetes.allocation.pods.allocator": "statefulset",
            },
        },
        refused: {
            'conf["spark.shuffle.service.enabled"]': "shuffle",
            'conf["spark.driver.host"]': "remove it",
            'conf["spark.driver.bindAddress"]': "remove it",
            'conf["spark.executor.extraJavaOptions"]': "executor.memory",
            'conf["spark.driver.extraJavaOptions"]': "driver.memory",
            'conf["spark.driver.memoryOverhead"]': "2g",
            'conf["spark.kubernetes.allocation.pods.allocator"]': "remove it",
        },
    },
    {
        title: "logs in JSON by Spark 4's property (awslabs/data-on-eks#1033)",
        job: { ...PYTHON, conf: { "spark.log.structuredLogging.enabled": "true" } },
        refused: { 'conf["spark.log.structuredLogging.enabled"]': "logFormat" },
    },
    { title: "logs in JSON (awslabs/data-on-eks#1033)", job: { ...PYTHON, logFormat: "json" } },
    {
        title: "several modules of a project (#843)",
        job: { main: "jobs/pi.py", deps: { pyFiles: ["jobs/"] } },
    },
    {
        title: "a module as an archive (#843)",
        job: { main: "local:///opt/app/etl.zip" },
        refused: { main: "Python file (.py)" },
    },
    {
        title: "a jar in S3 whose connector is a package (apache/spark, SPARK-35084)",
        job: {
            main: "s3a://apps/sales.py",
            deps: { packages: ["org.apache.hadoop:hadoop-aws:3.4.2"] },
        },
    },
    {
        title: "servers as main classes (#1801, #1984)",
        job: {
            main: "local:///opt/spark/jars/spark-connect_2.13-4.1.2.jar",
            mainClass: "org.apache.spark.sql.connect.service.SparkConnectServer",
        },
        refused: { mainClass: "cluster mode" },
    },
];
