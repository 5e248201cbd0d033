import * as pulumi from "@pulumi/pulumi";
import { AwsIdentity } from "../../aws/identity";
import { refuseWithoutPodIdentity } from "../../aws/podIdentityLookup";
import { versions } from "../../versions";
import { AUTOSCALER_NAMESPACE, KARPENTER_NAME } from "../autoscalerPods";
import { warnOfSpotRole } from "../account/spotRoleLookup";
import { warnOfVcpuQuotas } from "../account/vcpuQuotaLookup";
import { checkedKarpenterArgs, scaledCluster } from "../autoscalerProblems";
import { namespaceForAutoscaler } from "../existingAutoscaler";
import { instanceTypes } from "../instanceTypes/instanceTypes";
import { Autoscaler } from "../pools/autoscaler";
import { DEFAULT_NODE_POOLS, nodeTags } from "../pools/nodePoolDefaults";
import { announcePools } from "../pools/poolsCost";
import { poolArch } from "../pools/poolTypes";
import { refuseConfigMapMode } from "./accessModeLookup";
import { checkAmi } from "./amiLookup";
import { ec2NodeClass } from "./ec2NodeClass";
import { KarpenterArgs } from "./karpenterArgs";
import { karpenterAws } from "./karpenterAws";
import { karpenterReleases } from "./karpenterReleases";
import { EBS_DRIVER_TAG } from "./karpenterTags";
import { karpenterPool } from "./nodePool";
import { karpenterPools } from "./poolResources";

/**
 * Karpenter on an EKS cluster: its permissions and its queue in AWS, its controller, and node pools
 * for Spark. It adds nodes when pods are pending and removes them when they are empty.
 *
 * @example
 * new Karpenter("nodes", { cluster, nodePools: {
 *     driver: { role: "driver", capacity: "on-demand" },
 *     executor: { role: "executor", capacity: "spot", families: ["m7g", "r7g"] },
 * } });
 */
export class Karpenter extends pulumi.ComponentResource {
    /**
     * Has a value once pods can get nodes. Depend on this from anything that needs nodes; it is
     * then deleted first.
     */
    public readonly ready: pulumi.Output<string>;

    constructor(name: string, args: KarpenterArgs, opts?: pulumi.ComponentResourceOptions) {
        args = checkedKarpenterArgs(name, args);
        super("spark-platform:index:Karpenter", name, {}, opts);
        const { eks, provider, zones } = scaledCluster(args.cluster);
        const { identity = AwsIdentity.PodIdentity } = args;
        refuseConfigMapMode(eks, this);
        refuseWithoutPodIdentity(args.cluster, identity, this);
        const tags = nodeTags(eks, args.tags);
        const child = { parent: this };
        const inCluster = { ...child, provider };
        const aws = karpenterAws(
            name,
            {
                cluster: eks,
                part: "controller",
                identity,
                serviceAccount: { namespace: AUTOSCALER_NAMESPACE, name: KARPENTER_NAME },
            },
            child,
        );
        const { chart, crdChart, image, systemNodes = eks.systemNodes ?? 2 } = args;
        const namespace = namespaceForAutoscaler(args.cluster, Autoscaler.Karpenter);
        const controller = karpenterReleases(
            name,
            { cluster: eks, namespace, aws, systemNodes, chart, crdChart, image },
            inCluster,
        );
        const nodeClass = {
            subnetIds: eks.subnets.map(({ id }) => id),
            securityGroupIds: eks.nodeSecurityGroupIds,
            instanceProfile: aws.instanceProfile,
            amiVersion: args.amiVersion ?? versions.eksAmi,
            tags: { ...tags, [EBS_DRIVER_TAG]: eks.clusterName },
        };
        const { nodePools = DEFAULT_NODE_POOLS } = args;
        const context = { autoscaler: Autoscaler.Karpenter, instanceTypes, zones };
        announcePools(nodePools, context, this);
        warnOfSpotRole(nodePools, this);
        warnOfVcpuQuotas(eks, systemNodes, nodePools, context, this);
        if (args.amiVersion !== undefined) {
            const all = Object.values(nodePools).map((pool) => poolArch(pool, { instanceTypes }));
            const architectures = [...new Set(all)];
            const { amiVersion } = args;
            checkAmi({ amiVersion, version: eks.version, architectures }, this);
        }
        const pools = Object.entries(nodePools).map(([pool, spec]) => [
            pool,
            {
                nodeClass: ec2NodeClass(pool, spec, nodeClass),
                nodePool: karpenterPool(pool, spec, { instanceTypes, zones }),
            },
        ]);
        const made = karpenterPools(
            name,
            Object.fromEntries(pools) as Parameters<typeof karpenterPools>[1],
            [controller],
            inCluster,
        );
        // The URNs are known in a preview, too, and carry the dependency on the pools.
        this.ready = pulumi.all(made.map(({ urn }) => urn)).apply(() => KARPENTER_NAME);
        this.registerOutputs({ ready: this.ready });
    }
}
