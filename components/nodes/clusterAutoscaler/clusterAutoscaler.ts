import * as pulumi from "@pulumi/pulumi";
import { awsCluster } from "../../aws/awsCluster";
import { AwsIdentity } from "../../aws/identity";
import { refuseWithoutPodIdentity } from "../../aws/podIdentityLookup";
import { PodRole, podRole, RoleHolder } from "../../aws/podRole";
import { AUTOSCALER_NAMESPACE, CLUSTER_AUTOSCALER_NAME } from "../autoscalerPods";
import { warnOfVcpuQuotas } from "../account/vcpuQuotaLookup";
import { checkedClusterAutoscalerArgs, scaledCluster } from "../autoscalerProblems";
import { namespaceForAutoscaler } from "../existingAutoscaler";
import { instanceTypes } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "../pools/autoscaler";
import { DEFAULT_NODE_POOLS, nodeTags } from "../pools/nodePoolDefaults";
import { announcePools } from "../pools/poolsCost";
import { ClusterAutoscalerArgs } from "./clusterAutoscalerArgs";
import { clusterAutoscalerPolicy } from "./clusterAutoscalerPolicy";
import { clusterAutoscalerRelease } from "./clusterAutoscalerRelease";
import { nodeGroupResources } from "./nodeGroupResources";
import { nodeGroups } from "./nodeGroups";
import { warnOfOldSettings } from "./nodeGroupSettingsLookup";
import { warnOfOldVersions } from "./nodeGroupVersionLookup";
import { nodeGroupWarnings } from "./nodeGroupWarnings";

/**
 * Cluster Autoscaler on an EKS cluster: its permissions in AWS, its controller, and managed node
 * groups for Spark: one for each pool, zone and node shape. They start with no nodes.
 *
 * @example
 * new ClusterAutoscaler("nodes", { cluster, nodePools: {
 *     driver: { role: "driver", capacity: "on-demand" },
 *     executor: { role: "executor", capacity: "spot", families: ["m7g", "r7g"] },
 * } });
 */
export class ClusterAutoscaler extends pulumi.ComponentResource {
    /**
     * Has a value once pods can get nodes. Depend on this from anything that needs nodes; it is
     * then deleted first.
     */
    public readonly ready: pulumi.Output<string>;

    constructor(name: string, args: ClusterAutoscalerArgs, opts?: pulumi.ComponentResourceOptions) {
        args = checkedClusterAutoscalerArgs(name, args);
        super("spark-platform:index:ClusterAutoscaler", name, {}, opts);
        const { eks, provider, zones } = scaledCluster(args.cluster);
        const { nodePools: pools = DEFAULT_NODE_POOLS, chart, image } = args;
        const { systemNodes = eks.systemNodes ?? 2 } = args;
        const { identity = AwsIdentity.PodIdentity } = args;
        refuseWithoutPodIdentity(args.cluster, identity, this);
        const tags = nodeTags(eks, args.tags);
        const child = { parent: this };
        const role = clusterAutoscalerAws(
            name,
            {
                cluster: eks,
                part: "controller",
                identity,
                serviceAccount: { namespace: AUTOSCALER_NAMESPACE, name: CLUSTER_AUTOSCALER_NAME },
            },
            child,
        );
        const context = { autoscaler: Autoscaler.ClusterAutoscaler, instanceTypes, zones };
        announcePools(pools, context, this);
        warnOfVcpuQuotas(eks, systemNodes, pools, context, this);
        const groups = nodeGroups(pools, { instanceTypes, zones });
        for (const warning of nodeGroupWarnings("nodePools", pools, groups)) {
            void pulumi.log.warn(warning, this);
        }
        const made = nodeGroupResources(name, { cluster: eks, pools, groups, tags }, child);
        const namespace = namespaceForAutoscaler(args.cluster, Autoscaler.ClusterAutoscaler);
        warnOfOldVersions(
            { ...eks, groups: made.map(({ resource }) => resource.nodeGroupName) },
            this,
        );
        warnOfOldSettings({ ...eks, groups: made.map(({ launched }) => launched) }, this);
        const scaled = pulumi.all(made.map((group) => group.scaled));
        const controller = clusterAutoscalerRelease(
            name,
            { cluster: eks, namespace, role, groups: scaled, systemNodes, chart, image },
            // Deleted before the groups, which it would otherwise keep scaling.
            {
                ...child,
                provider,
                dependsOn: [...role.resources, ...made.map(({ resource }) => resource)],
            },
        );
        // The URN is known in a preview, too, and carries the dependency on the release.
        this.ready = controller.urn.apply(() => CLUSTER_AUTOSCALER_NAME);
        this.registerOutputs({ ready: this.ready });
    }
}

/** Registers what Cluster Autoscaler needs in AWS until its release is deleted. */
export function clusterAutoscalerAws(
    name: string,
    holder: RoleHolder,
    child: pulumi.CustomResourceOptions,
): PodRole {
    const policy = awsCluster(holder.cluster).apply(clusterAutoscalerPolicy);
    return podRole(name, holder, { "node-groups": policy }, child);
}
