import { Affinity, Toleration } from "../pods/placement";
import { PodUser } from "../pods/podUser";
import { MountedVolume } from "../pods/volumes";

/** An environment variable: a value, or where it is kept. */
export interface Variable {
    name: string;
    value?: string;
    valueFrom?: {
        secretKeyRef?: KeyRef;
        configMapKeyRef?: KeyRef;
    };
}

interface KeyRef {
    name: string;
    key: string;
}

/** A container that comes to its end before Spark starts. */
export interface InitContainer {
    name: string;
    image: string;
    imagePullPolicy: string;
    command: string[];
    resources: { requests: Record<string, string>; limits: Record<string, string> };
}

export interface PodTemplateParts {
    /** Name that Spark looks for; it fills in image, command and resources. */
    container: "spark-kubernetes-driver" | "spark-kubernetes-executor";
    user: PodUser;
    affinity: Affinity;
    tolerations: Toleration[];
    priorityClassName?: string;
    /** Where it is not the cluster's own. */
    schedulerName?: string;
    /** The kubelet ends the pod that many seconds after it has come to its node. */
    activeDeadlineSeconds?: number;
    /** Time that the pod has between the request to stop and its end. */
    gracePeriodSeconds?: number;
    volumes: MountedVolume[];
    /** Spark appends its own. */
    args?: string[];
    env: Variable[];
    /** The job's own win over them. */
    annotations?: Record<string, string>;
    /** Whether the pod gets a token for the Kubernetes API. */
    apiToken: boolean;
    /** What runs before Spark, with the same variables and volumes. */
    initContainers?: InitContainer[];
}

/**
 * Pod template for a Spark role. Everything about placement, volumes and variables stands here and
 * not in the fields that only the operator's webhook reads. Passes Pod Security "restricted".
 */
export function podTemplate(parts: PodTemplateParts) {
    const { container, affinity, tolerations, priorityClassName, volumes } = parts;
    const env = variableOrder(parts.env);
    const volumeMounts = volumes.map(({ volume, mountPath, readOnly }) => ({
        name: volume.name,
        mountPath,
        ...(readOnly && { readOnly }),
    }));
    const shared = {
        env,
        volumeMounts,
        securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
        },
        terminationMessagePolicy: "FallbackToLogsOnError",
    };
    return {
        ...(parts.annotations && { metadata: { annotations: parts.annotations } }),
        spec: {
            affinity,
            tolerations,
            priorityClassName,
            schedulerName: parts.schedulerName,
            activeDeadlineSeconds: parts.activeDeadlineSeconds,
            terminationGracePeriodSeconds: parts.gracePeriodSeconds,
            automountServiceAccountToken: parts.apiToken,
            // Variables for each Service in the namespace would end in "argument list too long".
            enableServiceLinks: false,
            securityContext: {
                runAsNonRoot: true,
                ...parts.user,
                // Each start would walk all files of a volume otherwise.
                fsGroupChangePolicy: "OnRootMismatch",
                seccompProfile: { type: "RuntimeDefault" },
            },
            initContainers: parts.initContainers?.map((one) => ({ ...one, ...shared })),
            containers: [{ name: container, args: parts.args, ...shared }],
            volumes: volumes.map(({ volume }) => volume),
        },
    };
}

/**
 * Variables by name, each after those that its value refers to as `$(NAME)`: Kubernetes fills in what
 * stands before (`makeEnvironmentVariables` of the kubelet), and leaves the rest as it is.
 */
function variableOrder(variables: readonly Variable[]): Variable[] {
    const byName = [...variables].sort((a, b) => (a.name < b.name ? -1 : 1));
    const named = new Map(byName.map((variable) => [variable.name, variable]));
    const ordered = new Set<Variable>();
    const begun = new Set<Variable>();
    const place = (variable: Variable): void => {
        if (begun.has(variable)) {
            return;
        }
        begun.add(variable);
        for (const name of namesIn(variable.value ?? "")) {
            const other = named.get(name);
            if (other !== undefined) {
                place(other);
            }
        }
        ordered.add(variable);
    };
    byName.forEach(place);
    return [...ordered];
}

function namesIn(value: string): string[] {
    return [...value.matchAll(/\$\(([A-Za-z_]\w*)\)/g)].map(([, name = ""]) => name);
}
