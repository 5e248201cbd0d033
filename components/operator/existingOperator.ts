import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { KubernetesApi } from "../kubernetes/api";
import { helmReleaseOf } from "../kubernetes/helmRelease";
import { ReadableCluster, readCluster, unlessForbidden } from "../kubernetes/readCluster";
import { OWNER, thisStack } from "../kubernetes/namespaceClaim";
import { warnOfRemovedCrds } from "../kubernetes/removedCrds";
import { userError } from "../validation/problems";
import { CRD_RELEASE_NAME, OPERATOR_NAME } from "./operatorArgs";
import {
    ExistingOperator,
    OPERATOR_CRD,
    operatorConflict,
    WantedOperator,
} from "./operatorConflict";

/** The label of every way to install it: charts of 1.x and 2.x, and kustomize. */
const OPERATOR_LABEL = "app.kubernetes.io/name=spark-operator";

/**
 * The namespace to install an operator into, once the cluster was looked at. Refuses a cluster that
 * has another one: its CRDs exist once, and whoever removes them deletes everybody's jobs.
 */
export function freeForOperator(
    cluster: ClusterConnection,
    namespace: string,
): pulumi.Output<string> {
    const checked = readCluster(cluster, async (api) => {
        await assertFree(api, { namespace, stack: thisStack() });
        await warnOfRemovedCrds(api, {
            of: "the Spark operator",
            crd: OPERATOR_CRD,
            name: CRD_RELEASE_NAME,
            namespace,
        });
        return namespace;
    });
    return checked ?? pulumi.output(namespace);
}

/**
 * Has a value once the cluster has an operator that somebody else installed, or fails; `undefined`
 * where the cluster cannot be looked at. For `operator.install: false`.
 */
export function externalOperator(cluster: ReadableCluster): pulumi.Output<string> | undefined {
    return readCluster(cluster, async (api) => {
        await assertOperatorThere(api);
        return OPERATOR_NAME;
    });
}

/** What a cluster has of a Spark operator; what may not be read counts as absent. */
export async function lookForOperator(api: KubernetesApi): Promise<ExistingOperator> {
    const crd = (await unlessForbidden(api.readCrd(OPERATOR_CRD), undefined))?.metadata;
    if (crd === undefined) {
        return { deployments: [] };
    }
    const release = helmReleaseOf(crd);
    const namespace =
        release && (await unlessForbidden(api.readNamespace(release.namespace), undefined));
    const stack = namespace?.metadata?.annotations?.[OWNER];
    const query = { labelSelector: OPERATOR_LABEL };
    const deployments = await unlessForbidden(api.listDeployments(query), []);
    return { crd, ...(stack !== undefined && { stack }), deployments };
}

/** Throws if the cluster has an operator that is not this stack's. */
export async function assertFree(api: KubernetesApi, wanted: WantedOperator): Promise<void> {
    const conflict = operatorConflict(await lookForOperator(api), wanted);
    if (conflict !== undefined) {
        throw userError(conflict);
    }
}

/** Throws if the cluster has no operator. Who may not look at CRDs has to know. */
export async function assertOperatorThere(api: KubernetesApi): Promise<void> {
    const crd = await unlessForbidden(api.readCrd(OPERATOR_CRD), {});
    if (crd === undefined) {
        throw userError(
            "operator.install: is false, but the cluster has no Spark operator " +
                `(no CRD "${OPERATOR_CRD}"). Install one that serves the namespaces of the teams, ` +
                "or set operator.install: true.",
        );
    }
}
