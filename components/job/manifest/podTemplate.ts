import * as pulumi from "@pulumi/pulumi";
import { RoleArgs } from "../args/roleArgs";
import { Affinity, Toleration } from "../pods/placement";
import { Role } from "../pods/podMemory";
import { PodUser } from "../pods/podUser";
import { SPARK_CONTAINERS } from "../pods/sparkContainer";
import { MountedVolume } from "../pods/volumes";
import { mergedTemplate } from "./mergedTemplate";
import {
    completed,
    MESSAGE_POLICY,
    RESTRICTED,
    SideContainerSpec,
    sideContainerSpecs,
} from "./sideContainers";
import { variables } from "./variables";

/** A container that finishes before Spark starts. */
export interface InitContainer {
    name: string;
    image: string;
    imagePullPolicy: string;
    command: string[];
    resources: { requests: Record<string, string>; limits: Record<string, string> };
}

export interface PodTemplateParts {
    /** Container name that Spark looks for; it fills in image, command and resources. */
    container: (typeof SPARK_CONTAINERS)[Role];
    user: PodUser;
    /** The role's arguments. */
    role: pulumi.Unwrap<RoleArgs>;
    imagePullPolicy: string;
    affinity: Affinity;
    tolerations: Toleration[];
    priorityClassName?: string;
    /** Set if it is not the cluster's default. */
    schedulerName?: string;
    /** The kubelet stops the pod this many seconds after it starts on its node. */
    activeDeadlineSeconds?: number;
    /** Time for the pod to shut down. */
    gracePeriodSeconds?: number;
    volumes: MountedVolume[];
    /** Spark appends its own arguments. */
    args?: string[];
    /** The job's own annotations override them. */
    annotations?: Record<string, string>;
    /** Whether the pod gets a token for the Kubernetes API. */
    apiToken: boolean;
    /** Containers that the library runs before Spark, with the same variables and volumes. */
    initContainers?: InitContainer[];
}

/**
 * Pod template for a Spark role. Placement, volumes and variables are set here, not in the fields
 * that only the operator's webhook reads. Meets Pod Security "restricted", unless the role's own
 * template overrides that.
 */
export function podTemplate(parts: PodTemplateParts) {
    const { role, initContainers: own = [] } = parts;
    const merged = mergedTemplate(ownTemplate(parts), role);
    const { initContainers = [] } = merged.spec;
    const names = own.map(({ name }) => name);
    const all = initContainers.map((one) =>
        names.includes(one.name) ? one : completed(one, parts.imagePullPolicy),
    );
    return {
        ...merged,
        spec: { ...merged.spec, initContainers: all.length === 0 ? undefined : all },
    };
}

function ownTemplate(parts: PodTemplateParts) {
    const { container, role, affinity, tolerations, priorityClassName, volumes } = parts;
    const volumeMounts = volumes.map(({ volume, mountPath, readOnly }) => ({
        name: volume.name,
        mountPath,
        ...(readOnly && { readOnly }),
    }));
    const shared = {
        env: variables(role),
        envFrom: role.envFrom,
        volumeMounts,
        securityContext: RESTRICTED,
        terminationMessagePolicy: MESSAGE_POLICY,
    };
    const sides = sideContainerSpecs(role);
    return {
        ...(parts.annotations && { metadata: { annotations: parts.annotations } }),
        spec: {
            affinity,
            tolerations: [...tolerations, ...((role.tolerations ?? []) as Toleration[])],
            nodeSelector: role.nodeSelector,
            hostAliases: role.hostAliases,
            priorityClassName,
            schedulerName: parts.schedulerName,
            activeDeadlineSeconds: parts.activeDeadlineSeconds,
            terminationGracePeriodSeconds:
                role.terminationGracePeriodSeconds ?? parts.gracePeriodSeconds,
            automountServiceAccountToken: parts.apiToken,
            // Variables for every Service in the namespace would end in "argument list too long".
            enableServiceLinks: false,
            securityContext: {
                runAsNonRoot: true,
                ...parts.user,
                // Otherwise every start would walk all files of a volume.
                fsGroupChangePolicy: "OnRootMismatch",
                seccompProfile: { type: "RuntimeDefault" },
            },
            initContainers: [
                ...sides.filter(({ restartPolicy }) => restartPolicy === undefined),
                ...(parts.initContainers ?? []).map((one) => ({ ...one, ...shared })),
                ...sides.filter(({ restartPolicy }) => restartPolicy !== undefined),
            ] as SideContainerSpec[],
            containers: [{ name: container, args: parts.args, ports: role.ports, ...shared }],
            volumes: volumes.map(({ volume }) => volume),
        },
    };
}
