/** What people write, as other tools call it, and what it may be here. */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
    // Keys of a stack file.
    applications: ["jobs"],
    clusterContext: ["context"],
    cronJobs: ["scheduledJobs"],
    env: ["environment"],
    kubeContext: ["context"],
    namespaces: ["teams"],
    nodeGroups: ["nodePools"],
    pools: ["nodePools"],
    schedules: ["scheduledJobs"],
    sparkApplications: ["jobs"],
    sparkOperator: ["operator"],
    stage: ["environment"],
    // Keys of clusters and node pools.
    architecture: ["arch"],
    availabilityZones: ["zones"],
    azs: ["zones"],
    capacityType: ["capacity"],
    cluster: ["clusterName"],
    cpuArchitecture: ["arch"],
    instanceFamilies: ["families"],
    k8sVersion: ["version"],
    kubernetesVersion: ["version"],
    maxSize: ["maxNodes"],
    minSize: ["minNodes"],
    name: ["clusterName", "bucketName"],
    natGateway: ["nat"],
    subnetIds: ["subnets", "privateSubnets"],
    vpc: ["network", "vpcId"],
    // Keys of jobs.
    application: ["main"],
    applicationFile: ["main"],
    args: ["arguments"],
    arguments: ["args"],
    class: ["mainClass"],
    conf: ["sparkConf"],
    config: ["conf", "sparkConf"],
    cron: ["schedule"],
    crontab: ["schedule"],
    cronSchedule: ["schedule"],
    dependencies: ["deps"],
    entryPoint: ["main"],
    file: ["main"],
    mainFile: ["main"],
    params: ["parameters"],
    properties: ["conf", "sparkConf"],
    script: ["main"],
    sparkProperties: ["conf", "sparkConf"],
    suspended: ["suspend"],
    paused: ["suspend"],
    ttl: ["timeToLive"],
    ttlSecondsAfterFinished: ["timeToLive"],
    tz: ["timeZone"],
    successfulJobsHistoryLimit: ["history", "successful"],
    failedJobsHistoryLimit: ["history", "failed"],
    // Keys of drivers and executors.
    claimName: ["claim"],
    configMapName: ["configMap"],
    cpu: ["cores"],
    cpuLimit: ["coreLimit"],
    cpuRequest: ["coreRequest"],
    cpus: ["cores"],
    environmentVariables: ["env"],
    envVars: ["env"],
    executors: ["executor", "instances"],
    drivers: ["driver"],
    initialExecutors: ["initial"],
    limitCores: ["coreLimit"],
    maxExecutors: ["max"],
    mem: ["memory"],
    minExecutors: ["min"],
    nodePool: ["pool"],
    numExecutors: ["instances"],
    persistentVolumeClaim: ["claim"],
    priorityClassName: ["priorityClass"],
    pvc: ["claim"],
    replicas: ["instances"],
    requestCores: ["coreRequest"],
    secretName: ["secret"],
    size: ["sizeLimit", "storage"],
    storageClassName: ["storageClass"],
    // Keys of teams.
    buckets: ["access"],
    resourceQuota: ["quota"],
    users: ["submitters"],
    // Kinds of clusters.
    aks: ["kubernetes"],
    aws: ["eks"],
    byo: ["existing-eks"],
    dockerDesktop: ["kubernetes"],
    existing: ["existing-eks"],
    gke: ["kubernetes"],
    k3d: ["kubernetes"],
    k3s: ["kubernetes"],
    k8s: ["kubernetes"],
    kind: ["kubernetes"],
    kube: ["kubernetes"],
    kubeadm: ["kubernetes"],
    microk8s: ["kubernetes"],
    minikube: ["kubernetes"],
    onPrem: ["kubernetes"],
    openshift: ["kubernetes"],
    rancher: ["kubernetes"],
    rke2: ["kubernetes"],
    talos: ["kubernetes"],
    // Environments and presets.
    development: ["dev"],
    devel: ["dev"],
    live: ["prod", "production"],
    preprod: ["staging"],
    prd: ["prod", "production"],
    prod: ["production"],
    production: ["prod"],
    stg: ["staging"],
    uat: ["staging"],
    // Other values.
    aarch64: ["arm64"],
    amd: ["amd64"],
    arm: ["arm64"],
    asg: ["cluster-autoscaler"],
    deltaLake: ["delta"],
    disabled: ["none"],
    done: ["completed"],
    finished: ["completed"],
    graviton: ["arm64"],
    intel: ["amd64"],
    jar: ["Java"],
    kotlin: ["Java"],
    off: ["none"],
    parquet: ["files"],
    py: ["Python"],
    pyspark: ["Python"],
    python3: ["Python"],
    readOnly: ["read"],
    ro: ["read"],
    rw: ["read-write"],
    sa: ["service-account"],
    skip: ["forbid"],
    succeeded: ["completed"],
    warning: ["WARN"],
    write: ["read-write"],
    x64: ["amd64"],
    x86: ["amd64"],
    "x86-64": ["amd64"],
};

const BY_PLAIN_NAME = new Map(
    Object.entries(SYNONYMS).map(([name, meanings]) => [plainName(name), meanings]),
);

/** A name without what people vary: `time_zone`, `time-zone` and `TimeZone` are one. */
function plainName(name: string): string {
    return name.replace(/[-_. ]/g, "").toLowerCase();
}

/** The one of some names that another tool calls so. */
export function synonymOf(wrong: string, known: readonly string[]): string | undefined {
    return BY_PLAIN_NAME.get(plainName(wrong))?.find((name) => known.includes(name));
}

/** Lists of known names, by the plain form of each. */
const PLAIN_NAMES = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** The one of some names that differs in its case, dashes and underscores at most. */
export function sameName(wrong: string, known: readonly string[]): string | undefined {
    const plain =
        PLAIN_NAMES.get(known) ?? new Map(known.map((name) => [plainName(name), name] as const));
    PLAIN_NAMES.set(known, plain);
    return plain.get(plainName(wrong));
}
