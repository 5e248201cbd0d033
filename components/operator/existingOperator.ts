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

/** Label set by all installation methods: the 1.x and 2.x charts, and kustomize. */
const OPERATOR_LABEL = "app.kubernetes.io/name=spark-operator";

/**
 * The namespace to install an operator into, once the cluster was checked. Refuses a cluster with
 * another operator: they would share the CRDs, and deleting these deletes the jobs of both.
 */
export function namespaceForOperator(
    cluster: ClusterConnection,
    namespace: string,
): pulumi.Output<string> {
    const checked = readCluster(cluster, async (api) => {
        await assertNoOtherOperator(api, { namespace, stack: thisStack() });
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
 * For `operator.install: false`: has a value once an existing operator was found, and fails if there is
 * none. `undefined` if the cluster cannot be read.
 */
export function externalOperator(cluster: ReadableCluster): pulumi.Output<string> | undefined {
    return readCluster(cluster, async (api) => {
        await assertOperatorExists(api);
        return OPERATOR_NAME;
    });
}

/** What a cluster contains of a Spark operator. Objects that cannot be read count as absent. */
export async function findOperator(api: KubernetesApi): Promise<ExistingOperator> {
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

/** Throws if the cluster has another operator than this stack's. */
export async function assertNoOtherOperator(
    api: KubernetesApi,
    wanted: WantedOperator,
): Promise<void> {
    const conflict = operatorConflict(await findOperator(api), wanted);
    if (conflict !== undefined) {
        throw userError(conflict);
    }
}

/** Throws if the cluster has no operator. Without permission to read CRDs, it is assumed to exist. */
export async function assertOperatorExists(api: KubernetesApi): Promise<void> {
    const crd = await unlessForbidden(api.readCrd(OPERATOR_CRD), {});
    if (crd === undefined) {
        throw userError(
            "operator.install: is false, but the cluster has no Spark operator " +
                `(no CRD "${OPERATOR_CRD}"). Install one that serves the teams' namespaces, ` +
                "or set operator.install: true.",
        );
    }
}
