import { UserError } from "../sandbox/shell";
import { STACK_FILES, type StackName } from "./paths";
import type { ImageOptions } from "./commands/imagePlan";

/** The three cluster sources, in the order in which they are tried. */
export const clusterSourceNames = ["context", "kind", "sandbox"] as const;
export type ClusterSourceName = (typeof clusterSourceNames)[number];

export interface Options {
    /** The source that the user asked for; undefined for the first that is available. */
    cluster?: ClusterSourceName;
    /** Kube context to use instead of the one in Pulumi.local.yaml. */
    context?: string;
    /** Skips the confirmation before packages are downloaded and iptables rules are set. */
    yes: boolean;
    /** `make down`: forgets a platform whose cluster is no longer reachable. */
    forget: boolean;
    /** `make up`: rebuilds a lost state from what the cluster has. */
    import: boolean;
    /** The stack file to use. */
    stack?: StackName;
    /** `make conf`, `make manifest`: the job to show. */
    job?: string;
    /** `make import`: the file with SparkApplications, and the team of their jobs. */
    file?: string;
    team?: string;
    /** `make sweep`: name of the cluster in AWS, and its region. */
    clusterName?: string;
    region?: string;
    /**
     * `make image-check`: the image, the user and group to run it as, and the Spark version it
     * should have.
     */
    image?: string;
    userId?: string;
    groupId?: string;
    sparkVersion?: string;
}

/**
 * Reads `make up CLUSTER=… CONTEXT=… YES=1`: make passes its variables on as environment variables.
 */
export function readOptions(env: NodeJS.ProcessEnv): Options {
    const { CLUSTER, CONTEXT, YES, FORGET, IMPORT, STACK, JOB, CLUSTER_NAME, REGION } = env;
    const { IMAGE, USER_ID, GROUP_ID, SPARK_VERSION, FILE, TEAM } = env;
    const cluster = clusterSourceNames.find((name) => name === CLUSTER);
    if (CLUSTER && !cluster) {
        throw new UserError(`CLUSTER: "${CLUSTER}" is not one of ${clusterSourceNames.join(", ")}`);
    }
    if (CONTEXT && cluster && cluster !== "context") {
        throw new UserError(`CONTEXT needs CLUSTER=context, not CLUSTER=${cluster}`);
    }
    const stack = (Object.keys(STACK_FILES) as StackName[]).find((name) => name === STACK);
    if (STACK && !stack) {
        throw new UserError(
            `STACK: "${STACK}" is not one of ${Object.keys(STACK_FILES).join(", ")}`,
        );
    }
    return {
        cluster: CONTEXT ? "context" : cluster,
        context: CONTEXT || undefined,
        yes: isOn(YES),
        forget: isOn(FORGET),
        import: isOn(IMPORT),
        stack,
        job: JOB || undefined,
        file: FILE || undefined,
        team: TEAM || undefined,
        clusterName: CLUSTER_NAME || undefined,
        region: REGION || undefined,
        image: IMAGE || undefined,
        userId: USER_ID || undefined,
        groupId: GROUP_ID || undefined,
        sparkVersion: SPARK_VERSION || undefined,
    };
}

/** Reads `make image LINE=… FORMATS=…`. */
export function readImageOptions(env: NodeJS.ProcessEnv): ImageOptions {
    const { LINE, FORMATS, TAG, BASE, MIRROR, PLATFORM, PUSH, LOAD } = env;
    return {
        line: LINE || undefined,
        formats: FORMATS || undefined,
        tag: TAG || undefined,
        base: BASE || undefined,
        mirror: MIRROR || undefined,
        platform: PLATFORM || undefined,
        push: isOn(PUSH),
        load: LOAD || undefined,
    };
}

function isOn(value: string | undefined): boolean {
    return value !== undefined && !["", "0", "false", "no"].includes(value);
}
