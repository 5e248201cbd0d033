import { helmReleaseOf, originOf } from "../kubernetes/helmRelease";
import { Deployment, ObjectMeta } from "../kubernetes/objects";
import { CRD_RELEASE_NAME } from "./operatorArgs";

/** The CRDs of the operator's chart. */
const CRDS = ["sparkapplications", "scheduledsparkapplications", "sparkconnects"].map(
    (plural) => `${plural}.sparkoperator.k8s.io`,
);

/** The CRD that shows whether an operator was installed. */
export const OPERATOR_CRD = "sparkapplications.sparkoperator.k8s.io";

/** What a cluster contains of a Spark operator. */
export interface ExistingOperator {
    /** Metadata of {@link OPERATOR_CRD}, if it exists. */
    crd?: ObjectMeta;
    /** Stack that created the namespace of the CRD's Helm release, if any. */
    stack?: string;
    /** Deployments of Spark operators in all namespaces. */
    deployments: Deployment[];
}

/** The operator that a stack is about to install. */
export interface WantedOperator {
    namespace: string;
    /** The stack, as recorded on its namespaces. */
    stack: string;
}

/** Why the operator cannot be installed beside an existing one; `undefined` if it can. */
export function operatorConflict(
    existing: ExistingOperator,
    wanted: WantedOperator,
): string | undefined {
    if (existing.crd?.deletionTimestamp !== undefined) {
        return `CRD "${OPERATOR_CRD}" is still being deleted. Run this again when it is gone.`;
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
        `but no operator. Delete them with "kubectl delete crd ${CRDS.join(" ")}", which also deletes ` +
        "every SparkApplication in the cluster. Or set operator.install: false if an operator with " +
        "another name uses them."
    );
}

/**
 * Whether the CRDs belong to this stack's operator, even after an interrupted destroy, which leaves
 * them without their namespace. In a namespace that no stack created, the release's name decides.
 */
function isOurs({ crd, stack }: ExistingOperator, wanted: WantedOperator): boolean {
    const release = helmReleaseOf(crd);
    if (release?.name !== CRD_RELEASE_NAME) {
        return false;
    }
    // If the stack moves its operator, Pulumi deletes the old release first.
    return (
        stack === wanted.stack || (stack === undefined && release.namespace === wanted.namespace)
    );
}

function refusal(which: string): string {
    return (
        `operator.install: the cluster already has a Spark operator: ${which}. ` +
        "Set operator.install: false to use it (it must serve the teams' namespaces), or remove it."
    );
}
