import { Role } from "../pods/podMemory";

/** What to do instead, by a key that somebody else decides. */
export type Decisions = Readonly<Record<string, string>>;

const SPARK = "is set by Spark: remove it";
const ACCOUNT = "is the team's service account for every job: remove it";
const PRIORITY = "is decided by the priority classes of the team: remove it";
const USER = "is decided by the job's `user`: set that";
const GROUP = "is decided by the job's `group`: set that";

/** Keys of a pod's spec that a template must not have. */
export function specDecisions(role: Role): Decisions {
    return {
        ...(role === "driver" && {
            activeDeadlineSeconds: "is decided by the job's `timeout`: set that",
        }),
        automountServiceAccountToken: ACCOUNT,
        ephemeralContainers: "is for pods that run: use `sidecars`",
        hostname: SPARK,
        nodeName: "is decided by the scheduler: use `nodeSelector`, `pool` or the job's `zone`",
        overhead: "is decided by the runtime class: set runtimeClassName",
        preemptionPolicy: PRIORITY,
        priority: PRIORITY,
        priorityClassName: PRIORITY,
        resources:
            "is decided by `cores`, `memory` and the `resources` of each container: remove it",
        restartPolicy: SPARK,
        schedulerName: "is decided by the job's `scheduler`: set that",
        serviceAccount: ACCOUNT,
        serviceAccountName: ACCOUNT,
        subdomain: SPARK,
        terminationGracePeriodSeconds: `is decided by \`${role}.terminationGracePeriodSeconds\`: set that`,
    };
}

/** Keys of a pod's security context that a template must not have. */
export const POD_SECURITY_DECISIONS: Decisions = {
    runAsUser: USER,
    runAsGroup: GROUP,
    fsGroup: GROUP,
    supplementalGroups: GROUP,
};

/** Keys of the security context of Spark's container. */
export const SPARK_SECURITY_DECISIONS: Decisions = { runAsUser: USER, runAsGroup: GROUP };

/** Keys of Spark's container that a template must not have. */
export function sparkDecisions(role: Role): Decisions {
    return {
        args: "are decided by the job's `main` and `arguments`: set those",
        command: "is decided by the image's entrypoint, which starts Spark: remove it",
        image: "is decided by the job's `image`: set that",
        imagePullPolicy: "is decided by the job's `imagePullPolicy`: set that",
        ...(role === "executor" && {
            lifecycle: "is set by Spark, which hands over an executor's data there: remove it",
        }),
        resources: `is decided by \`cores\` and \`memory\` of \`${role}\`: set those`,
        restartPolicy: SPARK,
        terminationMessagePath:
            "is decided by the platform, whose reports read the message: remove it",
        terminationMessagePolicy:
            "is decided by the platform, whose reports read the message: remove it",
        workingDir: "is the folder of Spark's image that it puts the job's files into: remove it",
    };
}
