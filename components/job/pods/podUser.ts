/** UID and GID of Spark's official images; numeric, since Kubernetes cannot check a name. */
const SPARK_ID = 185;

/**
 * The root group, which may write what Spark's docker-image-tool.sh and OpenShift's images allow
 * it.
 */
const ROOT_GROUP = 0;

/** User and groups of a pod's processes. */
export interface PodUser {
    runAsUser: number;
    runAsGroup: number;
    /** Group of the volumes, which otherwise belong to root. */
    fsGroup: number;
    supplementalGroups?: number[];
}

/**
 * User and groups of a job's pods. Pod Security "restricted" requires a user other than root; it
 * has no rule about groups (k8s.io/pod-security-admission, `policy/check_runAs*.go`).
 *
 * The supplemental group is the group of the image's files. It lets Spark write to its working
 * folder, where it puts a job's files. The entrypoint of docker-image-tool.sh's images also needs
 * it to add its user to /etc/passwd, without which Java cannot log in.
 *
 * @param ownImage whether the image is not the library's default
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
