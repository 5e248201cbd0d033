import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "../kubernetes/api";
import { ReadableCluster, readCluster, unlessForbidden } from "../kubernetes/readCluster";
import { thisStack } from "../kubernetes/namespaceClaim";
import { Deployment } from "../kubernetes/objects";
import { warnOfRemovedCrds } from "../kubernetes/removedCrds";
import { userError } from "../validation/problems";
import {
    autoscalerConflict,
    ExistingAutoscalers,
    InstalledAutoscaler,
    installedBy,
    KARPENTER_CRD,
    karpenterOutage,
} from "./autoscalerConflict";
import { AUTOSCALER_NAMESPACE, CLUSTER_AUTOSCALER_NAME, KARPENTER_NAME } from "./autoscalerPods";
import { switchOrder } from "./autoscalerSwitch";
import { KARPENTER_CRD_NAME } from "./karpenter/karpenterValues";
import { Autoscaler } from "./pools/autoscaler";

/** Labels used by its chart, and by the official examples. */
const CLUSTER_AUTOSCALER_LABELS = [
    "app.kubernetes.io/name=aws-cluster-autoscaler",
    "app=cluster-autoscaler",
];

/**
 * The namespace to install an autoscaler into, once the cluster was checked. Refuses a cluster that
 * already has that autoscaler: both would manage the same nodes.
 */
export function namespaceForAutoscaler(
    cluster: ReadableCluster,
    autoscaler: InstalledAutoscaler,
): pulumi.Output<string> {
    const checked = readCluster(cluster, async (api) => {
        const existing = await findAutoscalers(api);
        const conflict = autoscalerConflict(existing, autoscaler, thisStack());
        if (conflict !== undefined) {
            throw userError(conflict);
        }
        if (autoscaler === Autoscaler.Karpenter) {
            await warnOfRemovedCrds(api, {
                of: "Karpenter",
                crd: KARPENTER_CRD,
                name: KARPENTER_CRD_NAME,
                namespace: AUTOSCALER_NAMESPACE,
            });
        }
        return AUTOSCALER_NAMESPACE;
    });
    return checked ?? pulumi.output(AUTOSCALER_NAMESPACE);
}

/**
 * The chosen autoscaler, after a warning about what the update does with the stack's previous one,
 * and whether that can work.
 */
export function warnOfAutoscalerSwitch(
    cluster: ReadableCluster,
    chosen: Autoscaler,
    resource?: pulumi.Resource,
): pulumi.Output<Autoscaler> {
    const warned = readCluster(cluster, async (api) => {
        const stack = thisStack();
        const existing = await findAutoscalers(api);
        const outage = karpenterOutage(existing, stack);
        const switches = installedBy(stack, existing)
            .filter((one) => one !== chosen)
            .map((one) => switchOrder(one, chosen));
        for (const warning of outage === undefined ? switches : [outage, ...switches]) {
            await pulumi.log.warn(warning, resource);
        }
        return chosen;
    });
    return warned ?? pulumi.output(chosen);
}

/** The autoscalers found on a cluster. Objects that cannot be read count as absent. */
export async function findAutoscalers(api: KubernetesApi): Promise<ExistingAutoscalers> {
    const deployment = (name: string) =>
        unlessForbidden(api.readDeployment({ namespace: AUTOSCALER_NAMESPACE, name }), undefined);
    const [karpenterCrd, karpenter, clusterAutoscaler, ...labelled] = await Promise.all([
        unlessForbidden(api.readCrd(KARPENTER_CRD), undefined),
        deployment(KARPENTER_NAME),
        deployment(CLUSTER_AUTOSCALER_NAME),
        ...CLUSTER_AUTOSCALER_LABELS.map((labelSelector) =>
            unlessForbidden(api.listDeployments({ labelSelector }), []),
        ),
    ]);
    const found = clusterAutoscaler === undefined ? [] : [clusterAutoscaler];
    return {
        ...(karpenterCrd && { karpenterCrd }),
        ...(karpenter && { karpenter }),
        clusterAutoscalers: uniqueDeployments([...found, ...labelled.flat()]),
    };
}

function uniqueDeployments(deployments: Deployment[]): Deployment[] {
    const keyOf = ({ metadata }: Deployment) => `${metadata?.namespace}/${metadata?.name}`;
    return [...new Map(deployments.map((one) => [keyOf(one), one])).values()];
}
