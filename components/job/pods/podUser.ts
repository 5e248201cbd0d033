/** Uid and gid of Spark's official images; numeric, since Kubernetes cannot check a name. */
const SPARK_ID = 185;

/** Of the root group: it may write what Spark's docker-image-tool.sh and OpenShift's images let it. */
const ROOT_GROUP = 0;

/** Whom the processes of a pod run as. */
export interface PodUser {
    runAsUser: number;
    runAsGroup: number;
    /** Group of the volumes, which belong to root otherwise. */
    fsGroup: number;
    supplementalGroups?: number[];
}

/**
 * Whom a job's pods run as. Pod Security "restricted" wants a user that is not root; it has no rule
 * about groups (k8s.io/pod-security-admission, `policy/check_runAs*.go`).
 *
 * The supplemental group is the one that the image's files belong to. With it Spark can write to its
 * working folder, where it puts the files of a job. The entrypoint of docker-image-tool.sh's images
 * also needs it to add its user to /etc/passwd; Java cannot log in without an entry there.
 *
 * @param ownImage whether the image is another than the library's default
 */
export function podUser(job: { user?: number; group?: number }, ownImage = false): PodUser {
    const user = job.user ?? SPARK_ID;
    const group = job.group ?? user;
    const ids = { runAsUser: user, runAsGroup: group, fsGroup: group };
    if (ownImage) {
        return { ...ids, supplementalGroups: [ROOT_GROUP] };
    }
    return group === SPARK_ID ? ids : { ...ids, supplementalGroups: [SPARK_ID] };
}
