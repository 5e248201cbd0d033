import * as pulumi from "@pulumi/pulumi";
import { RoleArgs } from "../args/roleArgs";
import { ContainerResources, containerResources } from "../pods/containerResources";
import { mergedObject } from "../pods/mergedObject";
import { sideContainers } from "../pods/sideContainers";
import { nameInPod, VolumeMount, volumeMounts } from "../pods/volumes";
import { Variable, variables } from "./variables";

/**
 * What Pod Security "restricted" requires of each container, besides the pod's security context.
 */
export const RESTRICTED = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ["ALL"] },
};

/** Shows the end of the log in the pod's status. */
export const MESSAGE_POLICY = "FallbackToLogsOnError";

/** A container beside Spark's, as it appears in a pod. */
export interface SideContainerSpec {
    name: string;
    image: string;
    imagePullPolicy?: string;
    command?: string[];
    args?: string[];
    env?: Variable[];
    envFrom?: object[];
    ports?: object[];
    volumeMounts?: VolumeMount[];
    restartPolicy?: "Always";
    resources?: Partial<ContainerResources>;
    securityContext?: object;
    terminationMessagePolicy?: string;
}

/** The containers in a role's arguments, with only the fields set there. */
export function sideContainerSpecs(role: pulumi.Unwrap<RoleArgs>): SideContainerSpec[] {
    const { volumes } = role;
    return sideContainers(role).map(
        ({ env, secretEnv, configMapEnv, fieldEnv, volumeMounts: mounts, ...rest }) => ({
            ...rest,
            env: variables({ env, secretEnv, configMapEnv, fieldEnv }),
            volumeMounts:
                mounts?.map((mount) => ({ ...mount, name: nameInPod(mount.name, volumes) })) ??
                volumeMounts(volumes),
        }),
    );
}

/** A container with defaults for everything that is not set. */
export function completed(
    container: SideContainerSpec,
    imagePullPolicy: string,
): SideContainerSpec {
    return {
        imagePullPolicy,
        terminationMessagePolicy: MESSAGE_POLICY,
        ...container,
        resources: containerResources(container.resources),
        securityContext: mergedObject(RESTRICTED, container.securityContext ?? {}),
    };
}
