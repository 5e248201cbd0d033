import { Role } from "../pods/podMemory";

/** Keys that are set elsewhere, with what to do instead. */
export type Ownership = Readonly<Record<string, string>>;

const SPARK = "is set by Spark: remove it";
const ACCOUNT = "is the team's service account for every job: remove it";
const PRIORITY = "is set by the team's priority classes: remove it";
const USER = "is set by the job's `user`: use that";
const GROUP = "is set by the job's `group`: use that";

/** Keys of a pod's spec that a template must not have. */
export function specOwnership(role: Role): Ownership {
    return {
        ...(role === "driver" && {
            activeDeadlineSeconds: "is set by the job's `timeout`: use that",
        }),
        automountServiceAccountToken: ACCOUNT,
        ephemeralContainers: "is for running pods: use `sidecars`",
        hostname: SPARK,
        nodeName: "is set by the scheduler: use `nodeSelector`, `pool` or the job's `zone`",
        overhead: "is set by the runtime class: use runtimeClassName",
        preemptionPolicy: PRIORITY,
        priority: PRIORITY,
        priorityClassName: PRIORITY,
        resources: "is set by `cores`, `memory` and the `resources` of each container: remove it",
        restartPolicy: SPARK,
        schedulerName: "is set by the job's `scheduler`: use that",
        serviceAccount: ACCOUNT,
        serviceAccountName: ACCOUNT,
        subdomain: SPARK,
        terminationGracePeriodSeconds: `is set by \`${role}.terminationGracePeriodSeconds\`: use that`,
    };
}

/** Keys of a pod's security context that a template must not have. */
export const POD_SECURITY_OWNERSHIP: Ownership = {
    runAsUser: USER,
    runAsGroup: GROUP,
    fsGroup: GROUP,
    supplementalGroups: GROUP,
};

/** Keys of the security context of Spark's container. */
export const SPARK_SECURITY_OWNERSHIP: Ownership = { runAsUser: USER, runAsGroup: GROUP };

/** Keys of Spark's container that a template must not have. */
export function sparkOwnership(role: Role): Ownership {
    return {
        args: "are set by the job's `main` and `arguments`: use those",
        command: "is set by the image's entrypoint, which starts Spark: remove it",
        image: "is set by the job's `image`: use that",
        imagePullPolicy: "is set by the job's `imagePullPolicy`: use that",
        ...(role === "executor" && {
            lifecycle: "is set by Spark, to migrate an executor's data: remove it",
        }),
        resources: `is set by \`cores\` and \`memory\` of \`${role}\`: use those`,
        restartPolicy: SPARK,
        terminationMessagePath: "is set by the platform, whose reports read the message: remove it",
        terminationMessagePolicy:
            "is set by the platform, whose reports read the message: remove it",
        workingDir:
            "is set by Spark's image, to the folder that receives the job's files: remove it",
    };
}
