import { AwsIdentity } from "../aws/identity";
import { ClusterConnection } from "../cluster/connection";
import { LogLevel } from "../spark/environment";
import { sparkConf } from "../spark/sparkConf";
import { sparkVersion } from "../spark/sparkVersion";
import {
    Check,
    dnsLabel,
    fields,
    boolean,
    isPlainObject,
    mapOf,
    oneOf,
} from "../validation/checks";
import { labels } from "../validation/labels";
import { Problems } from "../validation/problems";
import { bucketAccess, identityProblems } from "./buckets/bucketProblems";
import { PriorityClasses } from "./connection";
import { quota } from "./isolation/quotaProblems";
import { submitters } from "./rbac/submitterProblems";
import { PodSecurity, SparkTeamArgs } from "./teamArgs";

const notPodSecurity = mapOf(
    () => undefined,
    (key) =>
        key.startsWith("pod-security.kubernetes.io/")
            ? `is set by podSecurity: use that (e.g. "${PodSecurity.Baseline}")`
            : undefined,
);

const namespaceLabels: Check = (value, path, problems) => {
    labels(value, path, problems);
    if (isPlainObject(value)) {
        notPodSecurity(value, path, problems);
    }
};

const team = fields({
    createNamespace: boolean,
    labels: namespaceLabels,
    quota,
    access: bucketAccess,
    identity: oneOf("identity", AwsIdentity),
    submitters,
    podSecurity: oneOf("Pod Security Standard", PodSecurity),
    sparkVersion,
    logLevel: oneOf("log level", LogLevel),
    sparkConf,
});

/** Adds what is wrong with a team's name or arguments. */
export function teamProblems(path: string, name: string, args: unknown, problems: Problems): void {
    dnsLabel(name, path, problems);
    if (name === "default" || name.startsWith("kube-")) {
        problems.add(path, `"${name}" is a namespace of Kubernetes itself: choose another name`);
    }
    team(args, path, problems);
}

/** Refuses what is wrong with the arguments of a `SparkTeam`. */
export function checkTeam(
    component: string,
    name: string,
    args: SparkTeamArgs,
    priorityClasses: PriorityClasses | undefined,
    cluster: ClusterConnection,
): void {
    const problems = new Problems();
    teamProblems(name, name, args, problems);
    identityProblems(name, args, cluster, problems);
    if (args.quota?.drivers !== undefined && priorityClasses === undefined) {
        problems.add(
            `${name}.quota.drivers`,
            "needs priorityClasses, which tell drivers from other pods: name existing ones, " +
                "or leave the team to a SparkPlatform, which makes them",
        );
    }
    problems.throwIfAny(`SparkTeam "${component}"`);
}
