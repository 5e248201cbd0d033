import { helmReleaseOf, originOf } from "../kubernetes/helmRelease";
import { Deployment, ObjectMeta } from "../kubernetes/objects";
import { CRD_RELEASE_NAME } from "./operatorArgs";

/** The CRDs of the operator's chart. */
const CRDS = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"].map(
    (plural) => `${plural}.sparkoperator.k8s.io`,
);

/** The CRD that tells whether an operator was installed. */
export const OPERATOR_CRD = "sparkapplications.sparkoperator.k8s.io";

/** What a cluster has of a Spark operator. */
export interface ExistingOperator {
    /** Metadata of {@link OPERATOR_CRD}; absent where the CRD is. */
    crd?: ObjectMeta;
    /** Stack that made the namespace of the CRD's Helm release, if one did. */
    stack?: string;
    /** Deployments of Spark operators in all namespaces. */
    deployments: Deployment[];
}

/** The operator that a stack is about to install. */
export interface WantedOperator {
    namespace: string;
    /** The stack, as it marks its namespaces. */
    stack: string;
}

/** Why the operator cannot be installed beside what is there, or nothing if it can. */
export function operatorConflict(
    existing: ExistingOperator,
    wanted: WantedOperator,
): string | undefined {
    if (existing.crd?.deletionTimestamp !== undefined) {
        return `CRD "${OPERATOR_CRD}" is still being deleted. Run again when it is gone.`;
    }
    if (existing.crd === undefined || isOurs(existing, wanted)) {
        return undefined;
    }
    const release = helmReleaseOf(existing.crd);
    if (release?.name === CRD_RELEASE_NAME && existing.stack !== undefined) {
        return refusal(`of stack "${existing.stack}" (${originOf(existing.crd)})`);
    }
    if (existing.deployments.length > 0) {
        const origins = existing.deployments.map(({ metadata }) => originOf(metadata));
        return refusal([...new Set(origins)].sort().join(" and "));
    }
    return (
        `operator.install: the cluster has CRDs of a Spark operator (${originOf(existing.crd)}), ` +
        `but no operator. Remove them with "kubectl delete crd ${CRDS.join(" ")}", which deletes ` +
        "every SparkApplication of the cluster, too. Or set operator.install: false if an " +
        "operator of another name uses them."
    );
}

/**
 * The CRDs of this stack's own operator, also after an interrupted destroy, which leaves them
 * without their namespace. In a namespace that no stack made, the release's name has to do.
 */
function isOurs({ crd, stack }: ExistingOperator, wanted: WantedOperator): boolean {
    const release = helmReleaseOf(crd);
    if (release?.name !== CRD_RELEASE_NAME) {
        return false;
    }
    // Where the stack moves its operator, Pulumi removes the old release first.
    return (
        stack === wanted.stack || (stack === undefined && release.namespace === wanted.namespace)
    );
}

function refusal(which: string): string {
    return (
        `operator.install: the cluster has a Spark operator already: ${which}. ` +
        "Set operator.install: false to use it (it must serve the namespaces of the teams), " +
        "or remove it."
    );
}
