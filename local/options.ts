import { UserError } from "../sandbox/shell";
import { STACK_FILES, type StackName } from "./paths";
import type { ImageOptions } from "./commands/imagePlan";

/** The three ways to a cluster, in the order in which they are tried. */
export const clusterWays = ["context", "kind", "sandbox"] as const;
export type ClusterSourceName = (typeof clusterWays)[number];

export interface Options {
    /** The way that the user asked for; undefined: the first that is possible. */
    cluster?: ClusterSourceName;
    /** Kube context to use in place of the one that Pulumi.local.yaml names. */
    context?: string;
    /** Do not ask before packages are installed or the firewall is changed. */
    yes: boolean;
    /** `make down`: forget a platform whose cluster cannot be reached any more. */
    forget: boolean;
    /** `make up`: build a lost state again from what the cluster has. */
    import: boolean;
    /** The stack file whose settings are used. */
    stack?: StackName;
    /** `make conf`, `make manifest`: the job to show. */
    job?: string;
    /** `make import`: the file of SparkApplications, and the team of their jobs. */
    file?: string;
    team?: string;
    /** `make sweep`: name of the cluster in AWS, and its region. */
    clusterName?: string;
    region?: string;
    /** `make image-check`: the image, whom it should run as, and the Spark that it should have. */
    image?: string;
    userId?: string;
    groupId?: string;
    sparkVersion?: string;
}

/**
 * Reads `make up CLUSTER=… CONTEXT=… YES=1`: make hands its variables on as environment variables.
 */
export function readOptions(env: NodeJS.ProcessEnv): Options {
    const { CLUSTER, CONTEXT, YES, FORGET, IMPORT, STACK, JOB, CLUSTER_NAME, REGION } = env;
    const { IMAGE, USER_ID, GROUP_ID, SPARK_VERSION, FILE, TEAM } = env;
    const cluster = clusterWays.find((way) => way === CLUSTER);
    if (CLUSTER && !cluster) {
        throw new UserError(`CLUSTER: "${CLUSTER}" is not one of ${clusterWays.join(", ")}`);
    }
    if (CONTEXT && cluster && cluster !== "context") {
        throw new UserError(`CONTEXT goes with CLUSTER=context, not with CLUSTER=${cluster}`);
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
