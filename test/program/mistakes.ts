/** A stack file with mistakes in many parts, and the path of each. */
export interface Mistakes {
    title: string;
    file: string;
    paths: string[];
}

/** Stack files as people might write them on a bad day. */
export const MISTAKES: readonly Mistakes[] = [
    {
        title: "a laptop, all of it a little wrong",
        file: `
config:
    cluster: { kind: kubernetes, contxt: minikube }
    environment: production
    teams:
        Data: { quota: { cpu: "4 cores" } }
    jobs:
        Pi: { team: Data, main: jobs/nothing.py }
    sparkConf: { spark.app.name: x }
`,
        paths: [
            "cluster.contxt",
            "cluster.context",
            "environment",
            "teams.Data",
            "teams.Data.quota.cpu",
            "jobs.Pi",
            "jobs.Pi.main",
            'sparkConf["spark.app.name"]',
        ],
    },
    {
        title: "buckets without EKS, beside other mistakes",
        file: `
config:
    environment: qa
    cluster: { context: minikube }
    autoscaler: karpenter
    teams:
        data: { access: [{ bucket: example-lake }], logLevel: LOUD }
    jobs:
        pi: { team: dta, main: jobs/pi.py }
    operator: { scope: cluster }
`,
        paths: [
            "environment",
            "autoscaler",
            "teams.data.access",
            "teams.data.logLevel",
            "jobs.pi.team",
            "operator.scope",
        ],
    },
    {
        title: "IRSA without an OIDC provider, pools in another zone, a job above its quota",
        file: `
config:
    environment: qa
    cluster: { kind: eks, adminRoles: [] }
    teams:
        data: { identity: irsa, access: [{ bucket: example-lake }], quota: { cpu: "2" } }
    nodePools:
        driver: { role: driver, capacity: on-demand }
        executor: { role: executor, capacity: spot, zones: [eu-west-1a] }
    karpenter: { identity: irsa }
    jobs:
        pi: { team: data, main: jobs/pi.py, executor: { instances: 10, cores: 4 } }
`,
        paths: [
            "environment",
            "teams.data.access",
            "nodePools.executor.zones[0]",
            "nodePools",
            "nodePools",
            "nodePools",
            "karpenter.identity",
            "jobs.pi.executor.instances",
        ],
    },
    {
        title: "a broken cluster hides neither pools nor jobs",
        file: `
config:
    sparkConf: []
    cluster: { kind: eks, version: "1.20", nodes: 3 }
    nodePools:
        driver: { role: drivers, capacity: on-demand }
        executor: { role: executor, capacity: spot, families: [m7x] }
    teams:
        data: { podSecurity: none }
    scheduledJobs:
        daily: { team: data, main: jobs/pi.py, schedule: "0 25 * * *" }
`,
        paths: [
            "sparkConf",
            "cluster.version",
            "cluster.nodes",
            "nodePools.driver.role",
            "nodePools.executor.families[0]",
            "teams.data.podSecurity",
            "scheduledJobs.daily.schedule",
        ],
    },
    {
        title: "a broken team hides no other team's jobs",
        file: `
config:
    environment: qa
    cluster: { context: minikube }
    clusterAutoscaler: { systemNodes: 0 }
    teams:
        data: { quota: { memory: 64 } }
        risk: { quota: { memory: 1Gi } }
    jobs:
        pi: { team: risk, main: jobs/pi.py, executor: { memory: 4g } }
        ratings: { team: data, main: jobs/movie_ratings.py, zonePolicy: some }
    artifacts: { images: { spark: [spark] } }
`,
        paths: [
            "environment",
            "clusterAutoscaler",
            "clusterAutoscaler.systemNodes",
            "teams.data.quota.memory",
            "jobs.pi.executor.instances",
            "jobs.ratings.zonePolicy",
            "artifacts.images.spark",
        ],
    },
    {
        title: "an existing cluster with wrong subnets",
        file: `
config:
    cluster: { kind: existing-eks, clusterName: my cluster, subnets: [subnet-1] }
    preset: large
    teams: { default: {} }
    jobs:
        pi: { team: default, main: "s3a://bucket/a b.py" }
    karpenter: { amiVersion: latest }
`,
        paths: [
            "cluster.clusterName",
            "cluster.subnets[0]",
            "preset",
            "teams.default",
            "jobs.pi.main",
            "karpenter.amiVersion",
        ],
    },
    {
        title: "everything but the cluster's kind",
        file: `
config:
    cluster: { kind: gke, context: minikube }
    nodePools: { driver: { role: driver, capacity: spot } }
    teams: { data: { submitters: [{ name: "system:masters", kind: group }] } }
    jobs:
        pi: { team: data, main: jobs/pi.py, driver: { cores: 1.5 } }
    operator: { load: { jobsPerMinute: 1000, concurrentJobs: 1 } }
`,
        paths: [
            "cluster.kind",
            "nodePools.driver.capacity",
            "nodePools",
            "teams.data.submitters[0].name",
            "jobs.pi.driver.cores",
            "operator.load.jobsPerMinute",
        ],
    },
    {
        title: "lists for maps, and maps for texts",
        file: `
config:
    cluster: [minikube]
    environment: { name: dev }
    teams: [data]
    jobs: [pi]
    operator: none
`,
        paths: ["cluster", "environment", "teams", "jobs", "operator"],
    },
    {
        title: "a job with a mistake in each of its parts",
        file: `
config:
    environment: qa
    cluster: { context: minikube }
    autoscaler: none
    nodePools: { driver: { role: driver, capacity: on-demand } }
    teams: { data: {} }
    sparkConf: { shuffle: "8" }
    jobs:
        pi:
            team: data
            main: jobs/pi.py
            arguments: ["--password=hunter2"]
            driver: { memory: 14GB, coreRequest: "2", coreLimit: "1" }
            executor: { instances: 1, dynamicAllocation: { min: 3, max: 2 } }
            restart: { policy: always }
            wait: completed
    scheduledJobs:
        pi: { team: data, main: jobs/pi.py, schedule: "@daily" }
`,
        paths: [
            "environment",
            "nodePools",
            "sparkConf.shuffle",
            "jobs.pi.arguments[0]",
            "jobs.pi.driver.memory",
            "jobs.pi.driver.coreLimit",
            "jobs.pi.executor.dynamicAllocation.min",
            "jobs.pi.executor.instances",
            "jobs.pi.wait",
            "scheduledJobs.pi",
        ],
    },
    {
        title: "jobs that no node has room for",
        file: `
config:
    operator: { install: 1 }
    cluster: { kind: eks, adminRoles: [], publicAccessCidrs: [10.0.0.1/8] }
    teams: { data: { sparkVersion: "3.5" } }
    nodePools:
        driver: { role: driver, capacity: on-demand, instanceTypes: [m7i.large] }
        executor: { role: executor, capacity: spot, instanceTypes: [m7i.xlarge] }
    jobs:
        pi: { team: data, main: jobs/pi.py, executor: { cores: 32, memory: 200g } }
    scheduledJobs:
        daily: { team: data, main: jobs/pi.py, schedule: "@daily", zone: eu-central-1z }
`,
        paths: [
            "operator.install",
            "cluster.publicAccessCidrs[0]",
            "teams.data.sparkVersion",
            "jobs.pi.executor.cores",
            "scheduledJobs.daily.zone",
        ],
    },
    {
        title: "Cluster Autoscaler with Karpenter's settings",
        file: `
config:
    cluster: { kind: eks, adminRoles: [data], network: { cidr: 10.0.0.0/8, nat: two } }
    autoscaler: cluster-autoscaler
    karpenter: {}
    clusterAutoscaler: { tags: { "aws:x": y } }
    nodePools:
        driver: { role: driver, capacity: on-demand, weight: 500 }
        executor: { role: executor, capacity: spot, minNodes: 4, maxNodes: 2 }
    teams: { kube-data: { labels: { cost-centre: 47.11 } } }
`,
        paths: [
            "cluster.adminRoles[0]",
            "cluster.network.cidr",
            "cluster.network.cidr",
            "cluster.network.nat",
            "karpenter",
            'clusterAutoscaler.tags["aws:x"]',
            "nodePools.driver.weight",
            "nodePools.executor.minNodes",
            "teams.kube-data",
            "teams.kube-data.labels.cost-centre",
        ],
    },
    {
        title: "empty parts and dates without quotes",
        file: `
config:
    cluster:
    environment: qa
    teams: {}
    jobs:
        pi: { team: data, main: jobs/pi.py, parameters: { day: "2026-11-22 00:00:00 +0000 UTC" } }
    scheduledJobs:
        daily:
    operator: { namespace: Operators, createNamespace: "yes" }
`,
        paths: [
            "cluster.context",
            "environment",
            "teams",
            "jobs.pi.team",
            "jobs.pi.parameters.day",
            "scheduledJobs.daily.team",
            "scheduledJobs.daily.main",
            "scheduledJobs.daily.schedule",
            "operator.namespace",
            "operator.createNamespace",
        ],
    },
];
