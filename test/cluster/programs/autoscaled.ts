import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { KubeContextCluster, SparkApplication } from "../../../components";
import { EksConnection } from "../../../components/aws/eksConnection";
import { isRealUpdate, kubernetesApi } from "../../../components/kubernetes/api";
import { clusterAutoscalerRelease } from "../../../components/nodes/clusterAutoscaler/clusterAutoscalerRelease";
import { nodeGroups } from "../../../components/nodes/clusterAutoscaler/nodeGroups";
import {
    namespaceForAutoscaler,
    warnOfAutoscalerSwitch,
} from "../../../components/nodes/existingAutoscaler";
import { instanceTypes } from "../../../components/nodes/instanceTypes/instanceTypes";
import { Ec2NodeClass } from "../../../components/nodes/karpenter/ec2NodeClass";
import { karpenterReleases } from "../../../components/nodes/karpenter/karpenterReleases";
import { karpenterPool } from "../../../components/nodes/karpenter/nodePool";
import { karpenterPools } from "../../../components/nodes/karpenter/poolResources";
import { Autoscaler } from "../../../components/nodes/pools/autoscaler";
import { DEFAULT_NODE_POOLS } from "../../../components/nodes/pools/nodePoolDefaults";
import { applicationsAreCounted } from "../../../components/operator/readiness/countedApplications";
import { SparkTeam } from "../../../components/team/sparkTeam";
import { PRETENDED_NODES } from "../../../testkit/karpenterKinds";
import { JobSize } from "../../../testkit/sparkLoad";

/** Settings of the program. */
export interface AutoscaledSettings {
    context: string;
    kubeconfig: string;
    zones: string[];
    autoscaler: Autoscaler;
    charts: { karpenter: string; karpenterCrd: string; clusterAutoscaler: string };
    /**
     * How long the deletion of a custom resource may take here, e.g. `20s`.
     * @default the library's value
     */
    deleteTimeout?: string;
    /** A job of the team "processing". */
    job: JobSize;
}

/**
 * The part of a platform that is in the cluster, registered by the library: the autoscaler, a team
 * and its job. Its part of AWS is left out; nodes are simulated.
 */
const settings = new pulumi.Config().requireObject<AutoscaledSettings>("settings");
const { context, kubeconfig, zones, charts, deleteTimeout } = settings;

if (deleteTimeout !== undefined) {
    pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
        /:(NodePool|KWOKNodeClass|SparkApplication)$/.test(type)
            ? { props, opts: { ...opts, customTimeouts: { delete: deleteTimeout } } }
            : undefined,
    );
}

const cluster = new KubeContextCluster("sandbox", { context, kubeconfig, zones });
const child = { provider: cluster.provider };
const eks: EksConnection = {
    clusterName: "sandbox",
    version: "1.35",
    region: "eu-central-1",
    accountId: "111122223333",
    partition: "aws",
    subnets: zones.map((zone) => ({ zone, id: `subnet-${zone}` })),
    nodeSecurityGroupIds: [],
};

/** As the components `Karpenter` and `ClusterAutoscaler` do it. */
function autoscaler(): pulumi.Resource[] {
    switch (settings.autoscaler) {
        case Autoscaler.Karpenter:
            return karpenter();
        case Autoscaler.ClusterAutoscaler: {
            const groups = nodeGroups(DEFAULT_NODE_POOLS, { instanceTypes, zones });
            const input = {
                cluster: eks,
                namespace: namespaceForAutoscaler(cluster, Autoscaler.ClusterAutoscaler),
                role: { resources: [] },
                groups,
                systemNodes: 1,
            };
            const { clusterAutoscaler: chart } = charts;
            return [clusterAutoscalerRelease("autoscaler", { ...input, chart }, child)];
        }
        case Autoscaler.None:
            return [];
    }
}

function karpenter(): pulumi.Resource[] {
    const controller = karpenterReleases(
        "karpenter",
        {
            cluster: eks,
            namespace: namespaceForAutoscaler(cluster, Autoscaler.Karpenter),
            aws: {
                instanceProfile: pulumi.output("sandbox"),
                interruptionQueue: pulumi.output("sandbox"),
                resources: [],
            },
            systemNodes: 1,
            chart: charts.karpenter,
            crdChart: charts.karpenterCrd,
        },
        child,
    );
    const { group, kind } = PRETENDED_NODES;
    const pools = Object.entries(DEFAULT_NODE_POOLS).map(([name, pool]) => {
        const nodeClass = { apiVersion: `${group}/v1alpha1`, kind, metadata: { name }, spec: {} };
        const nodePool = karpenterPool(name, pool, { instanceTypes, zones }, { group, kind, name });
        // Only the kind of the class differs.
        return [name, { nodeClass: nodeClass as unknown as Ec2NodeClass, nodePool }] as const;
    });
    return karpenterPools("karpenter", Object.fromEntries(pools), [controller], child);
}

const team = new SparkTeam("processing", { cluster, team: "processing" }, child);
const { connection } = team;
// Like `SparkOperator`, whose kinds the test has applied.
const ready = pulumi
    .all([connection.serviceAccount, ...autoscaler().map(({ urn }) => urn)])
    .apply(async () => {
        if (isRealUpdate()) {
            const api = kubernetesApi(readFileSync(kubeconfig, "utf8"));
            await applicationsAreCounted(api, ["processing"], team);
        }
        return settings.autoscaler;
    });
const job = new SparkApplication("report", {
    team: { ...connection, ready, facts: { labelled: true, zones } },
    main: "local:///opt/main.py",
    ...settings.job,
});

export const application = job.applicationName;
/** As `SparkPlatform` does it on EKS. */
export const told = warnOfAutoscalerSwitch(cluster, settings.autoscaler);
