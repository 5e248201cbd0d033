import { AwsIdentity } from "../aws/identity";
import { LogFormat, LogLevel } from "../spark/environment";
import { oneLogLevel } from "../spark/logging";
import { sparkConf } from "../spark/sparkConf";
import { sparkVersion } from "../spark/sparkVersion";
import { TableFormat } from "../spark/tableFormat";
import { Check, every, fields, isPlainObject, mapOf, Shape } from "../validation/checks";
import { labels } from "../validation/labels";
import { Problems } from "../validation/problems";
import { boolean, dnsLabel, oneOf } from "../validation/values";
import { bucketAccess } from "./buckets/bucketProblems";
import { databaseAccess } from "./databases/databaseProblems";
import { quota } from "./isolation/quotaProblems";
import { jobDefaults } from "./jobDefaultsProblems";
import { submitters } from "./rbac/submitterProblems";
import { serviceAccount } from "./serviceAccountProblems";
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

/** Checks of a team's individual arguments. */
export const teamShape: Shape<SparkTeamArgs> = {
    createNamespace: boolean,
    labels: namespaceLabels,
    quota,
    access: bucketAccess,
    databases: databaseAccess,
    tableFormat: oneOf("table format", TableFormat),
    identity: oneOf("identity", AwsIdentity),
    submitters,
    podSecurity: oneOf("Pod Security Standard", PodSecurity),
    sparkVersion,
    logLevel: oneOf("log level", LogLevel),
    logFormat: oneOf("log format", LogFormat),
    sparkConf,
    serviceAccount,
    jobDefaults,
};

/** Rules across a team's arguments. */
export const teamRules: Check = oneLogLevel("sparkConf");

const team = every(fields(teamShape), teamRules);

/** Adds the problems of a team's name and arguments. */
export function teamProblems(path: string, name: unknown, args: unknown, problems: Problems): void {
    teamNameProblems(path, name, problems);
    team(args, path, problems);
}

/** Adds the problems of a team's name, which is also its namespace's. */
export function teamNameProblems(path: string, name: unknown, problems: Problems): void {
    dnsLabel(name, path, problems);
    if (typeof name === "string" && (name === "default" || name.startsWith("kube-"))) {
        problems.add(path, `"${name}" is a namespace of Kubernetes itself: choose another name`);
    }
}
