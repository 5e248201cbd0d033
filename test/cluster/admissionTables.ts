/** What must be rejected, as changes of an allowed SparkApplication. */

/** The spec of an application that a submitter writes by hand. */
export const ALLOWED_SPEC = {
    type: "Python",
    mode: "cluster",
    sparkVersion: "4.1.2",
    image: "none.invalid/spark:4.1.2",
    mainApplicationFile: "local:///opt/app/main.py",
    arguments: ["${env:HOME}", "--conf", "a=b"],
    sparkConf: { "spark.eventLog.enabled": "false" },
    driver: { serviceAccount: "spark", cores: 1, memory: "512m" },
    executor: { serviceAccount: "spark", cores: 1, memory: "512m", instances: 1 },
};

/** A rejected fragment: what it is, the spec's changed fields, and a part of the message. */
export type Fragment = readonly [what: string, spec: object, message: string];

const conf = (key: string, value = "x"): object => ({ sparkConf: { [key]: value } });
const template = (spec: object, labels = {}): object => ({ metadata: { labels }, spec });
const driver = (fields: object): object => ({ driver: { ...ALLOWED_SPEC.driver, ...fields } });
const executor = (fields: object): object => ({
    executor: { ...ALLOWED_SPEC.executor, ...fields },
});

const READ = "is read by spark-submit in the operator's pod";
const NO_NAME = "is not the name of a Spark property";
const MAIN = "mainApplicationFile: must be a URI";
const CLASS = "mainClass: must be a class of the program";
const REFERENCE = "refers to a variable";
const ACCOUNT = 'the only service account of a team\'s jobs is "spark"';
const LABEL = "has a label that Spark, the operator or the platform sets itself";
const URIS = "URIs without commas";
const RESOLVED = "are resolved in the operator's pod";
const EXPOSED = "the operator would expose";

/** Properties that the submission client reads, with a value that would do harm. */
const REFUSED_PROPERTIES: Record<string, string> = {
    "spark.master": "local[1]",
    "spark.master.rest.enabled": "true",
    "spark.remote": "sc://attacker:15002",
    "spark.api.mode": "connect",
    "spark.submit.deployMode": "client",
    "spark.submit.pyFiles": "/tmp/spark/x.py",
    "spark.jars": "file:///var/run/secrets/kubernetes.io/serviceaccount/token",
    "spark.jars.packages": "org.example:evil:1.0.0",
    "spark.jars.repositories": "http://attacker.invalid",
    "spark.jars.ivy": "/tmp/spark",
    "spark.jars.ivySettings": "/tmp/spark/settings.xml",
    "spark.files": "/var/run/secrets/kubernetes.io/serviceaccount/token",
    "spark.archives": "/etc/passwd",
    "spark.driver.userClassPathFirst": "true",
    "spark.driver.defaultExtraClassPath": "/tmp/spark/*",
    "spark.hadoop.fs.defaultFS": "s3a://attacker",
    "spark.hadoop.fs.file.impl": "org.example.Evil",
    "spark.hadoop.hadoop.security.authentication": "kerberos",
    "spark.hadoop.hadoop.security.group.mapping": "org.example.Evil",
    "spark.hadoop.hadoop.security.credential.provider.path": "jceks://file/etc/x",
    "spark.hadoop.yarn.resourcemanager.principal": "x",
    "spark.kerberos.access.hadoopFileSystems": "hdfs://attacker.invalid",
    "spark.yarn.keytab": "/var/run/secrets/kubernetes.io/serviceaccount/token",
    "spark.yarn.dist.files": "/etc/passwd",
    "spark.security.credentials.hive.enabled": "true",
    "spark.kubernetes.authenticate.driver.serviceAccountName": "default",
    "spark.kubernetes.authenticate.submission.oauthTokenFile": "/etc/passwd",
    "spark.kubernetes.authenticate.driver.caCertFile": "/etc/passwd",
    "spark.kubernetes.authenticate.driver.clientKeyFile": "/etc/passwd",
    "spark.kubernetes.container.image": "x",
    "spark.kubernetes.context": "other",
    "spark.kubernetes.driver.master": "https://attacker.invalid",
    "spark.kubernetes.driver.pod.excludedFeatureSteps": "org.example.Step",
    "spark.kubernetes.driver.pod.featureSteps": "org.example.Evil",
    "spark.kubernetes.driver.podTemplateFile": "/etc/passwd",
    "spark.kubernetes.executor.pod.featureSteps": "org.example.Evil",
    "spark.kubernetes.executor.podTemplateFile": "/etc/passwd",
    "spark.kubernetes.file.upload.path": "s3a://attacker/",
    "spark.kubernetes.kerberos.krb5.path": "/etc/passwd",
    "spark.kubernetes.namespace": "beta",
    "spark.kubernetes.scheduler.volcano.podGroupTemplateFile": "/etc/passwd",
    "spark.kubernetes.submission.waitAppCompletion": "true",
    "spark.kubernetes.submitInDriver": "true",
    "spark.kubernetes.trust.certificates": "true",
    "spark.kubernetes.driver.label.spark-role": "executor",
    "spark.kubernetes.executor.label.spark-platform.dev/job": "other",
    "spark.kubernetes.driver.label.sparkoperator.k8s.io/launched-by-spark-operator": "false",
};

export const FRAGMENTS: Fragment[] = [
    ["a program in the operator's pod", { mode: "client" }, "mode: must be"],
    ["a mode of the operator's own", { mode: "in-cluster-client" }, "mode"],
    ...[
        ["an option as the main file", "--conf"],
        ["a shell of Spark", "pyspark-shell-main"],
        ["R's shell", "sparkr-shell-main"],
        ["no file at all", "spark-internal"],
        ["an example of Spark's", "run-example"],
        ["a file of the operator's pod", "file:///opt/spark/examples/src/main/python/pi.py"],
        ["a path in the operator's pod", "/opt/spark/examples/src/main/python/pi.py"],
        ["two files", "local:///a.py,/etc/passwd"],
    ].map(([what, uri]): Fragment => [`${what} (main)`, { mainApplicationFile: uri }, MAIN]),
    ...[
        "org.apache.spark.repl.Main",
        "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
        "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver",
        "org.apache.spark.sql.connect.service.SparkConnectServer",
        "--conf",
    ].map((name): Fragment => [`class ${name}`, { type: "Scala", mainClass: name }, CLASS]),
    ["an option as the user", { proxyUser: "--conf" }, "proxyUser"],
    ...Object.entries(REFUSED_PROPERTIES).map(([key, value]): Fragment => [
        `${key}=${value}`,
        conf(key, value),
        READ,
    ]),
    [
        "a keytab of the operator's pod",
        conf("spark.kerberos.keytab", "/etc/passwd"),
        "must be a file",
    ],
    ...[
        "spark.a=b",
        "spark.kubernetes.driver.master=https://attacker.invalid#",
        "spark.x\nspark.master",
        "spark.x y",
        "--conf",
        "x",
        `spark.${"x".repeat(260)}`,
    ].map((key): Fragment => [
        `the property ${JSON.stringify(key).slice(0, 60)}`,
        conf(key),
        NO_NAME,
    ]),
    ["a Hadoop property with =", { hadoopConf: { "fs.s3a.x=y": "z" } }, NO_NAME],
    ["a Hadoop property of the client", { hadoopConf: { "fs.defaultFS": "s3a://x" } }, READ],
    [
        "security of the client as a Hadoop property",
        { hadoopConf: { "hadoop.security.authentication": "kerberos" } },
        READ,
    ],
    [
        "the operator's environment",
        conf("spark.app.note", "${env:KUBERNETES_SERVICE_HOST}"),
        REFERENCE,
    ],
    ["a property of the client's JVM", conf("spark.app.note", "a${system:user.home}b"), REFERENCE],
    ["it as a Hadoop property", { hadoopConf: { "fs.s3a.x": "${env:PATH}" } }, REFERENCE],
    ["it in the image", { image: "none.invalid/${env:HOSTNAME}" }, REFERENCE],
    ["it in a pull secret", { imagePullSecrets: ["${env:HOSTNAME}"] }, REFERENCE],
    ["it in Java options", driver({ javaOptions: "-Da=${env:PATH}" }), REFERENCE],
    ["it in the driver's memory", driver({ memory: "${env:PATH}" }), REFERENCE],
    ["it in an executor's image", executor({ image: "${system:user.name}" }), REFERENCE],
    ["another account of the driver", driver({ serviceAccount: "airflow" }), ACCOUNT],
    ["another account of executors", executor({ serviceAccount: "default" }), ACCOUNT],
    [
        "another account in the driver's template",
        driver({ template: template({ serviceAccountName: "airflow", containers: [] }) }),
        ACCOUNT,
    ],
    [
        "it by the field's old name",
        executor({ template: template({ serviceAccount: "airflow", containers: [] }) }),
        ACCOUNT,
    ],
    ["a label of executors on a driver", driver({ labels: { "spark-role": "executor" } }), LABEL],
    ["another job's label", driver({ labels: { "spark-platform.dev/job": "pi" } }), LABEL],
    [
        "the webhook's label",
        executor({ labels: { "sparkoperator.k8s.io/launched-by-spark-operator": "no" } }),
        LABEL,
    ],
    [
        "a label in a template",
        driver({ template: template({ containers: [] }, { "spark-role": "executor" }) }),
        LABEL,
    ],
    ["packages", { deps: { packages: ["org.example:evil:1.0.0"] } }, RESOLVED],
    ["repositories", { deps: { repositories: ["http://attacker.invalid"] } }, RESOLVED],
    ["excluded packages", { deps: { excludePackages: ["org.example:other"] } }, RESOLVED],
    ["a jar of the operator's pod", { deps: { jars: ["file:///etc/passwd"] } }, URIS],
    ["a file of the operator's pod", { deps: { files: ["/etc/passwd"] } }, URIS],
    ["a Python file in a bucket", { deps: { pyFiles: ["s3a://attacker/x.zip"] } }, URIS],
    ["an option as an archive", { deps: { archives: ["--conf"] } }, URIS],
    ["two files as one", { deps: { files: ["local:///a,/etc/passwd"] } }, URIS],
    [
        "another API server",
        driver({ kubernetesMaster: "https://attacker.invalid" }),
        "kubernetesMaster",
    ],
    ["a load balancer", { sparkUIOptions: { serviceType: "LoadBalancer" } }, EXPOSED],
    ["a port on every node", { sparkUIOptions: { serviceType: "NodePort" } }, EXPOSED],
    ["an ingress' annotations", { sparkUIOptions: { ingressAnnotations: { a: "b" } } }, EXPOSED],
    ["an ingress' certificates", { sparkUIOptions: { ingressTLS: [{ hosts: ["a.b"] }] } }, EXPOSED],
    [
        "an ingress to the driver",
        {
            driverIngressOptions: [
                { servicePort: 80, servicePortName: "a", ingressURLFormat: "a.invalid" },
            ],
        },
        EXPOSED,
    ],
    [
        "too many properties",
        {
            sparkConf: Object.fromEntries(
                Array.from({ length: 501 }, (_, index) => [`spark.x.p${index}`, "x"]),
            ),
        },
        "more than 500 properties",
    ],
];

/** What stays allowed, so that no rule is broader than necessary. */
export const ALLOWED: readonly (readonly [what: string, spec: object])[] = [
    ["an application as docs/how-to/submit-jobs-from-airflow-and-ci.md has it", {}],
    ...["https://example.com/x.py", "s3a://apps/x.py", "s3://apps/x.py", "gs://apps/x.py"].map(
        (uri) => [`main ${uri}`, { mainApplicationFile: uri }] as const,
    ),
    [
        "a class",
        { type: "Scala", mainClass: "com.example.Main$", mainApplicationFile: "local:///a.jar" },
    ],
    [
        "properties of the driver's file systems, of pods and of Spark itself",
        {
            sparkConf: {
                "spark.hadoop.fs.s3a.endpoint.region": "eu-central-1",
                "spark.hadoop.fs.s3a.bucket.*.committer.magic.enabled": "true",
                "spark.hadoop.fs.gs.auth.type": "APPLICATION_DEFAULT",
                "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "1",
                "spark.hadoop.parquet.block.size": "1024",
                "spark.files.maxPartitionBytes": "128m",
                "spark.kubernetes.executor.volumes.persistentVolumeClaim.a.mount.path": "/a",
                "spark.kubernetes.driver.annotation.example.com/owner": "me",
                "spark.kubernetes.executor.label.example.com/owner": "me",
                "spark.kubernetes.allocation.batch.size": "10",
                "spark.kubernetes.hadoop.configMapName": "hadoop-conf",
                "spark.kerberos.keytab": "local:///etc/keytab/etl.keytab",
                "spark.kerberos.principal": "etl@EXAMPLE.COM",
                "spark.pyspark.python": "./env/bin/python",
                "spark.metrics.conf.*.sink.prometheusServlet.path": "/metrics",
                "spark.metrics.namespace": "${spark.app.name}",
                "spark.sql.catalog.my_lake.warehouse": "s3a://lake/warehouse",
            },
            hadoopConf: { "fs.s3a.connection.maximum": "200" },
        },
    ],
    [
        "dependencies that spark-submit hands on",
        { deps: { jars: ["https://example.com/a.jar"], files: ["local:///etc/a.conf"] } },
    ],
    [
        "a template and labels of one's own",
        driver({
            labels: { team: "x" },
            template: template(
                { serviceAccountName: "spark", containers: [{ name: "spark-kubernetes-driver" }] },
                { "example.com/owner": "me" },
            ),
        }),
    ],
    ["the pages' own service", { sparkUIOptions: { serviceType: "ClusterIP" } }],
];
