import { objectName } from "../../kubernetes/objectName";
import { RbacRule } from "../../kubernetes/rbacRule";
import { isAtLeast } from "../../validation/versionOrder";
import { SubmitterArgs, SubmitterKind, SubmitterMode } from "../teamArgs";

const SPARK_OPERATOR = "sparkoperator.k8s.io";
const RBAC = "rbac.authorization.k8s.io";

const READ = ["get", "list", "watch"];
/** Verbs of server-side apply, with which spark-submit creates everything but the driver's pod. */
const APPLY = ["create", "patch"];

/**
 * What a submitter may do in the team's namespace. No submitter gets Secrets, roles or a shell in a pod.
 *
 * - SparkApplications: what `kubectl apply` and `delete` need; suspend and resume are patches.
 * - spark-submit in cluster mode: taken from `submit.Client`, `KubernetesDriverBuilder` and
 *   `K8SSparkSubmitOperation` (`--kill`, `--status`) of Spark 4.1, and `NetworkPolicyFeatureStep`
 *   of Spark 4.2.
 * - Orchestrators: Airflow's `KubernetesPodOperator`, and its subclass `SparkKubernetesOperator`, patch
 *   a label onto pods that they have checked.
 */
export function submitterRules(submitter: SubmitterArgs, sparkVersion: string): RbacRule[] {
    const sparkSubmit = usesSparkSubmit(submitter);
    const podVerbs = [
        ...READ,
        ...(sparkSubmit ? ["create", "delete"] : []),
        ...(submitter.orchestrator ? ["patch"] : []),
    ];
    const rules: RbacRule[] = [
        {
            apiGroups: [SPARK_OPERATOR],
            resources: ["sparkapplications", "scheduledsparkapplications"],
            verbs: [...READ, "create", "update", "patch", "delete"],
        },
        {
            apiGroups: [SPARK_OPERATOR],
            resources: ["sparkapplications/status", "scheduledsparkapplications/status"],
            verbs: ["get"],
        },
        { apiGroups: [""], resources: ["pods"], verbs: podVerbs },
        { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
        { apiGroups: [""], resources: ["events"], verbs: READ },
    ];
    if (sparkSubmit) {
        rules.push({
            apiGroups: [""],
            resources: ["services", "configmaps", "persistentvolumeclaims"],
            verbs: APPLY,
        });
    }
    if (sparkSubmit && isAtLeast(sparkVersion, "4.2")) {
        rules.push({
            apiGroups: ["networking.k8s.io"],
            resources: ["networkpolicies"],
            verbs: APPLY,
        });
    }
    return rules;
}

/** Name of the Role with a submitter's rules; submitters with the same rules share it. */
export function submitterRole(submitter: SubmitterArgs): string {
    return [
        "spark-submitter",
        ...(usesSparkSubmit(submitter) ? ["spark-submit"] : []),
        ...(submitter.orchestrator ? ["orchestrator"] : []),
    ].join("-");
}

/** Name for a submitter's objects: a service account in the team's namespace keeps its own. */
export function submitterName({ kind, namespace, name }: SubmitterArgs): string {
    if (kind === SubmitterKind.Group || kind === SubmitterKind.User) {
        return objectName(`${kind}:${name}`);
    }
    return objectName(namespace === undefined ? name : `${namespace}/${name}`);
}

/** The service account to create for a submitter, or `undefined` if it exists elsewhere. */
export function ownServiceAccount({ kind, namespace, name }: SubmitterArgs): string | undefined {
    const isServiceAccount =
        (kind ?? SubmitterKind.ServiceAccount) === SubmitterKind.ServiceAccount;
    return isServiceAccount && namespace === undefined ? name : undefined;
}

/** A submitter as the subject of a RoleBinding in the team's namespace. */
export function submitterSubject<Name>(submitter: SubmitterArgs, teamNamespace: Name) {
    const { name, namespace } = submitter;
    switch (submitter.kind) {
        case SubmitterKind.Group:
            return { kind: "Group", name, apiGroup: RBAC };
        case SubmitterKind.User:
            return { kind: "User", name, apiGroup: RBAC };
        case SubmitterKind.ServiceAccount:
        case undefined:
            return { kind: "ServiceAccount", name, namespace: namespace ?? teamNamespace };
    }
}

function usesSparkSubmit({ mode }: SubmitterArgs): boolean {
    return mode === SubmitterMode.SparkSubmit;
}
