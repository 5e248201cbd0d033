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
    karpenterTrouble,
} from "./autoscalerConflict";
import { AUTOSCALER_NAMESPACE, CLUSTER_AUTOSCALER_NAME, KARPENTER_NAME } from "./autoscalerPods";
import { switchOrder } from "./autoscalerSwitch";
import { KARPENTER_CRD_NAME } from "./karpenter/karpenterValues";
import { Autoscaler } from "./pools/autoscaler";

/** Its chart's label, and that of Kubernetes' own examples. */
const CLUSTER_AUTOSCALER_LABELS = [
    "app.kubernetes.io/name=aws-cluster-autoscaler",
    "app=cluster-autoscaler",
];

/**
 * The namespace to install an autoscaler into, once the cluster was looked at. Refuses a cluster
 * that has it already: both would act on the same nodes.
 */
export function freeForAutoscaler(
    cluster: ReadableCluster,
    autoscaler: InstalledAutoscaler,
): pulumi.Output<string> {
    const checked = readCluster(cluster, async (api) => {
        const existing = await lookForAutoscalers(api);
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
 * The chosen autoscaler, once an update has told what it will do with another one that the stack
 * has, and whether that can work.
 */
export function warnOfAutoscalerSwitch(
    cluster: ReadableCluster,
    chosen: Autoscaler,
    resource?: pulumi.Resource,
): pulumi.Output<Autoscaler> {
    const told = readCluster(cluster, async (api) => {
        const stack = thisStack();
        const existing = await lookForAutoscalers(api);
        const trouble = karpenterTrouble(existing, stack);
        const switches = installedBy(stack, existing)
            .filter((one) => one !== chosen)
            .map((one) => switchOrder(one, chosen));
        for (const text of trouble === undefined ? switches : [trouble, ...switches]) {
            await pulumi.log.warn(text, resource);
        }
        return chosen;
    });
    return told ?? pulumi.output(chosen);
}

/** What a cluster has of autoscalers; what may not be read counts as absent. */
export async function lookForAutoscalers(api: KubernetesApi): Promise<ExistingAutoscalers> {
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
        clusterAutoscalers: eachOnce([...found, ...labelled.flat()]),
    };
}

function eachOnce(deployments: Deployment[]): Deployment[] {
    const place = ({ metadata }: Deployment) => `${metadata?.namespace}/${metadata?.name}`;
    return [...new Map(deployments.map((one) => [place(one), one])).values()];
}
