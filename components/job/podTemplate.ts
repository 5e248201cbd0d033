import { Affinity } from "./placement";

/** Uid of Spark's official images; numeric, since Kubernetes cannot check a name. */
const SPARK_UID = 185;

/** A ConfigMap as a folder in a container. */
export interface MountedConfigMap {
    volume: string;
    configMap: string;
    folder: string;
    /** Whether pods may start without it, with an empty folder. */
    optional: boolean;
}

export interface PodTemplateParts {
    /** Name that Spark looks for; it fills in image, command and resources. */
    container: "spark-kubernetes-driver" | "spark-kubernetes-executor";
    affinity: Affinity;
    mounts: MountedConfigMap[];
    env: Record<string, string>;
    /** Whether the pod gets a token for the Kubernetes API. */
    apiToken: boolean;
}

/**
 * Pod template for a Spark role. Everything about placement, volumes and variables stands here and
 * not in the fields that only the operator's webhook reads. Passes Pod Security "restricted".
 */
export function podTemplate({ container, affinity, mounts, env, apiToken }: PodTemplateParts) {
    return {
        spec: {
            affinity,
            automountServiceAccountToken: apiToken,
            // Variables for each Service in the namespace would end in "argument list too long".
            enableServiceLinks: false,
            securityContext: {
                runAsNonRoot: true,
                runAsUser: SPARK_UID,
                runAsGroup: SPARK_UID,
                seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
                {
                    name: container,
                    env: Object.entries(env)
                        .sort(([a], [b]) => (a < b ? -1 : 1))
                        .map(([name, value]) => ({ name, value })),
                    volumeMounts: mounts.map(({ volume, folder }) => ({
                        name: volume,
                        mountPath: folder,
                        readOnly: true,
                    })),
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        capabilities: { drop: ["ALL"] },
                    },
                    terminationMessagePolicy: "FallbackToLogsOnError",
                },
            ],
            volumes: mounts.map(({ volume, configMap, optional }) => ({
                name: volume,
                configMap: { name: configMap, ...(optional && { optional }) },
            })),
        },
    };
}
