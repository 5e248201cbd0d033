import { ReportedJob } from "./reportedJobs";

/** A report with what else its stack has, and what is refused outside of the job. */
export interface ReportedStack extends ReportedJob {
    /** Settings of the stack beside its cluster, team and job. */
    stack?: Record<string, unknown>;
    /** Paths of the stack that are refused, each with a part of the message. */
    refusedElsewhere?: Record<string, string>;
}

const PYTHON = { main: "local:///opt/app/main.py" };
const IMAGE = { image: "registry.example.com/spark-gpu:4.1.2", sparkVersion: "4.1.2" };
const JAR = "local:///opt/spark/jars/spark-hive-thriftserver_2.13-4.1.2.jar";
const GPU = "spark.executor.resource.gpu";
const VOLUMES = "spark.kubernetes.executor.volumes";

/** About pods, identities, placement and deadlines; issues as in {@link ReportedJob}'s list. */
export const REPORTED_PODS: ReportedStack[] = [
    {
        title: "a ConfigMap and a Secret as folders (#764, #1188, #1470, #2055)",
        job: {
            ...PYTHON,
            driver: {
                volumes: { settings: { mountPath: "/etc/app", configMap: "windower-settings" } },
            },
            executor: {
                volumes: { keystore: { mountPath: "/etc/kafka", secret: "kafka-keystore" } },
            },
        },
    },
    {
        title: "single keys of a ConfigMap, for the owner to read (#1470)",
        job: {
            ...PYTHON,
            driver: {
                volumes: {
                    settings: {
                        ...{ mountPath: "/etc/app", configMap: "settings", defaultMode: 0o440 },
                        ...{ items: { "app.yaml": "conf/app.yaml" }, optional: true },
                    },
                },
            },
        },
    },
    {
        title: "tolerations and GPUs by property (#1381, #1006, stackabletech/spark-k8s-operator#240)",
        job: {
            ...IMAGE,
            main: "local:///opt/app/train.py",
            conf: {
                [`${GPU}.amount`]: "1",
                [`${GPU}.vendor`]: "nvidia.com",
                [`${GPU}.discoveryScript`]:
                    "/opt/spark/examples/src/main/scripts/getGpusResources.sh",
                "spark.task.resource.gpu.amount": "1",
                "spark.kubernetes.executor.node.selector.accelerator": "a10g",
            },
            executor: {
                ...{ cores: 4, memory: "16g" },
                tolerations: [{ key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" }],
            },
        },
    },
    {
        title: "GPUs as an argument (#1381)",
        job: {
            ...IMAGE,
            ...PYTHON,
            executor: { resources: { gpu: { amount: 1, perTask: 0.25 } } },
        },
    },
    {
        title: "GPUs by the operator's own field (#1381)",
        job: { ...PYTHON, executor: { gpu: { name: "nvidia.com/gpu", quantity: 1 } } },
        refused: { "executor.gpu": "`resources`" },
    },
    {
        title: "spot nodes of AKS (#2537)",
        job: {
            ...PYTHON,
            executor: {
                nodeSelector: { "kubernetes.azure.com/scalesetpriority": "spot" },
                tolerations: [
                    {
                        key: "kubernetes.azure.com/scalesetpriority",
                        ...{ operator: "Equal", value: "spot", effect: "NoSchedule" },
                    },
                ],
            },
        },
    },
    {
        title: "containers beside Spark's, and whatever else pods have (#1443, #1654, #800, #785, #620, #1611)",
        job: {
            ...PYTHON,
            driver: {
                initContainers: [{ name: "wait", image: "busybox:1.36", command: ["true"] }],
                sidecars: [{ name: "logs", image: "fluent/fluent-bit:3.2" }],
                envFrom: [{ secretRef: { name: "app-env" } }],
                hostAliases: [{ ip: "10.0.0.1", hostnames: ["namenode"] }],
                terminationGracePeriodSeconds: 120,
                nodeSelector: { disk: "nvme" },
                podTemplate: { spec: { dnsConfig: { options: [{ name: "ndots", value: "2" }] } } },
                fieldEnv: { DD_AGENT_HOST: "status.hostIP" },
            },
        },
    },
    {
        title: "keys of the operator for the same (#1611)",
        job: {
            ...PYTHON,
            driver: {
                serviceAccount: "etl",
                template: { spec: { dnsPolicy: "Default" } },
                dnsConfig: { options: [] },
                envSecretKeyRefs: { TOKEN: { name: "api", key: "token" } },
                configMaps: [{ name: "settings", path: "/etc/app" }],
            },
        },
        refused: {
            "driver.serviceAccount": "team's service account",
            "driver.template": "`podTemplate`",
            "driver.dnsConfig": "`podTemplate`",
            "driver.envSecretKeyRefs": "`secretEnv`",
            "driver.configMaps": "`volumes`",
        },
    },
    {
        title: "what a pod template must leave to others (#1611)",
        job: {
            ...PYTHON,
            driver: {
                podTemplate: {
                    spec: {
                        serviceAccountName: "admin",
                        containers: [
                            { name: "spark-kubernetes-driver", image: "registry.example.com/x:1" },
                        ],
                    },
                },
            },
        },
        refused: {
            "driver.podTemplate.spec.serviceAccountName": "team's service account",
            "driver.podTemplate.spec.containers[0].image": "`image`",
        },
    },
    {
        title: "the node's network (#1611)",
        job: { ...PYTHON, driver: { podTemplate: { spec: { hostNetwork: true } } } },
        refused: { "driver.podTemplate.spec.hostNetwork": "Pod Security" },
    },
    {
        title: "a network file system by property (#1273)",
        job: {
            ...PYTHON,
            conf: {
                [`${VOLUMES}.nfs.share.mount.path`]: "/share",
                [`${VOLUMES}.nfs.share.options.server`]: "10.0.0.5",
                [`${VOLUMES}.nfs.share.options.path`]: "/export",
            },
        },
        refused: { [`conf["${VOLUMES}.nfs.share"]`]: "Pod Security" },
    },
    {
        title: "the Thrift server and the SQL shell as main classes (#1801, #1984)",
        job: {
            main: JAR,
            mainClass: "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
            restart: { policy: "always" },
        },
        refused: { mainClass: "cluster mode" },
    },
    {
        title: "the SQL shell as a main class (#1984)",
        job: {
            main: JAR,
            mainClass: "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver",
            arguments: ["-f", "local:///opt/app/report.sql"],
        },
        refused: { mainClass: "cluster mode" },
    },
    {
        title: "Spark Connect in the driver of a program, open to a namespace (#1801)",
        job: {
            main: "jobs/connect.py",
            conf: { "spark.plugins": "org.apache.spark.sql.connect.SparkConnectPlugin" },
            ingress: [{ port: 15002, from: ["notebooks"] }],
        },
    },
    {
        title: "a port for the JMX exporter (#1221, #934, #1053)",
        job: {
            ...PYTHON,
            driver: { ports: [{ name: "jmx-exporter", containerPort: 8090 }] },
            ingress: [{ port: 8090, from: ["monitoring"] }],
        },
    },
    {
        title: "a job that never starts or never ends (#2872, #1737, #686, #410)",
        job: { ...PYTHON, timeout: "2h" },
    },
    {
        title: "deadlines and times to live as Kubernetes and the operator name them (#686, #410)",
        job: { ...PYTHON, activeDeadlineSeconds: 7200, timeToLiveSeconds: 600 },
        refused: { activeDeadlineSeconds: "`timeout`", timeToLiveSeconds: "`timeToLive`" },
    },
    {
        title: "a queue of Kueue, and labels (kubernetes-sigs/kueue#7268, #2669)",
        job: {
            ...PYTHON,
            scheduler: { name: "kueue", queue: "sales" },
            labels: { "cost-centre": "4711" },
        },
    },
    {
        title: "YuniKorn, where the operator knows it (#2669)",
        stack: { operator: { values: { controller: { batchScheduler: { enable: true } } } } },
        job: { ...PYTHON, scheduler: { name: "yunikorn", queue: "root.sales" } },
    },
    {
        title: "YuniKorn, where the operator does not know it, and the operator's key (#2669)",
        job: { ...PYTHON, scheduler: { name: "yunikorn" } },
        refused: { "scheduler.name": "operator.values.controller.batchScheduler" },
    },
    {
        title: "a batch scheduler by the operator's key (#2669)",
        job: { ...PYTHON, batchScheduler: "volcano" },
        refused: { batchScheduler: "`scheduler`" },
    },
    {
        title: "identities of GKE and AKS (#1241, #1350)",
        team: {
            serviceAccount: {
                annotations: {
                    "iam.gke.io/gcp-service-account": "sales@example.iam.gserviceaccount.com",
                    "azure.workload.identity/client-id": "00000000-0000-4000-8000-000000000000",
                },
            },
        },
        job: PYTHON,
    },
    {
        title: "a private registry, for all jobs of a team (#1295)",
        team: {
            jobDefaults: {
                image: "registry.example.com/sales/spark:3.5.6",
                sparkVersion: "3.5.6",
                imagePullSecrets: ["registry"],
            },
        },
        job: PYTHON,
    },
    {
        title: "a registry's image of a team without its Spark (#1295)",
        team: { jobDefaults: { image: "registry.example.com/sales/spark:3.5.6" } },
        job: PYTHON,
        refusedElsewhere: { "teams.processing.jobDefaults.sparkVersion": "Spark version" },
    },
    {
        title: "properties copied from YARN in a team (#758, #538)",
        team: { sparkConf: { "spark.shuffle.service.enabled": "true" } },
        job: PYTHON,
        refusedElsewhere: {
            'teams.processing.sparkConf["spark.shuffle.service.enabled"]': "shuffle",
        },
    },
    {
        title: "an archive of modules that is no file of the project (#843)",
        job: { main: "jobs/pi.py", deps: { pyFiles: ["jobs/lib.zip"] } },
        refused: { "deps.pyFiles[0]": "jobs/lib.zip" },
    },
    {
        title: "a suspended run (#2669)",
        job: { ...PYTHON, suspend: true },
    },
];

/** Those that work on any platform, as runs that start at once. */
export const RUNNABLE_PODS = REPORTED_PODS.filter(
    ({ job, stack, refusedElsewhere }) =>
        stack === undefined && refusedElsewhere === undefined && job["suspend"] === undefined,
);
