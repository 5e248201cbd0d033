import * as pulumi from "@pulumi/pulumi";
import { ReadableCluster, readCluster, unlessForbidden } from "../kubernetes/readCluster";
import { DaemonSet, Node } from "../kubernetes/objects";
import { ClusterConnection } from "./connection";

/** DaemonSets of network plugins that always enforce network policies. */
const ENFORCERS = [
    "anetd",
    "antrea-agent",
    "azure-npm",
    "calico-node",
    "canal",
    "cilium",
    "kube-router",
    "ovnkube-node",
    "weave-net",
];

/** Date of the first kindnetd image that enforces network policies, in kind v0.24.0. */
const KINDNET_SINCE = "20240813";

/** In a preview, warns if the teams' network policies may have no effect. */
export function warnOfNetworkPolicies(
    cluster: ReadableCluster & Pick<ClusterConnection, "name">,
    parent: pulumi.Resource,
): void {
    if (!pulumi.runtime.isDryRun()) {
        return;
    }
    const gap = readCluster(cluster, async (api) => {
        const daemonSets = await unlessForbidden(api.listDaemonSets(), undefined);
        return daemonSets === undefined
            ? "no permission to list its DaemonSets, so its network plugin is unknown"
            : enforcementGap(daemonSets, await unlessForbidden(api.listNodes(), []));
    });
    pulumi.all([gap, cluster.name]).apply(async ([found, name]) => {
        if (found !== undefined) {
            await pulumi.log.warn(
                `The teams' network policies may have no effect on cluster "${name}": ${found}`,
                parent,
            );
        }
    });
}

/** Why network policies may not be enforced; `undefined` if they are. */
export function enforcementGap(daemonSets: DaemonSet[], nodes: Node[]): string | undefined {
    const named = (name: string) => daemonSets.find(({ metadata }) => metadata?.name === name);
    const kindnet = named("kindnet");
    if (ENFORCERS.some(named) || isNewKindnet(kindnet) || nodes.some(isK3s)) {
        return undefined;
    }
    const vpcCni = named("aws-node");
    if (vpcCni !== undefined) {
        return argumentsOf(vpcCni).includes("--enable-network-policy=true")
            ? undefined
            : "its VPC CNI does not enforce them. Configure the add-on vpc-cni with " +
                  '{"enableNetworkPolicy": "true"}';
    }
    if (kindnet !== undefined) {
        return "kind enforces them since v0.24: recreate the cluster with a newer kind";
    }
    return "it has no network plugin known to enforce them, such as Calico or Cilium";
}

function argumentsOf({ spec }: DaemonSet): string[] {
    return (spec?.template?.spec?.containers ?? []).flatMap(({ args = [] }) => args);
}

function isNewKindnet(kindnet: DaemonSet | undefined): boolean {
    const images = kindnet?.spec?.template?.spec?.containers ?? [];
    return images.some(({ image = "" }) => {
        const [, date] = /:v(\d{8})/.exec(image) ?? [];
        return date !== undefined && date >= KINDNET_SINCE;
    });
}

/** K3s and RKE2 have a built-in controller for network policies. */
function isK3s({ status }: Node): boolean {
    return /\+(k3s|rke2)/.test(status?.nodeInfo?.kubeletVersion ?? "");
}
