import * as pulumi from "@pulumi/pulumi";
import { RoleArgs } from "../args/roleArgs";
import { mergedObject } from "../pods/mergedObject";
import { nameInPod, VolumeMount } from "../pods/volumes";

interface Container {
    volumeMounts?: VolumeMount[];
}

interface Template {
    spec?: { containers?: Container[]; initContainers?: Container[] };
}

/**
 * A pod template merged with its role's `podTemplate`, whose volume names are those of the
 * arguments.
 */
export function mergedTemplate<T extends object>(
    template: T,
    { podTemplate, volumes }: pulumi.Unwrap<Pick<RoleArgs, "podTemplate" | "volumes">>,
): T {
    if (podTemplate === undefined) {
        return template;
    }
    const renamed = (list: Container[]) =>
        list.map((container) => ({
            ...container,
            ...(container.volumeMounts && {
                volumeMounts: container.volumeMounts.map((mount) => ({
                    ...mount,
                    name: nameInPod(mount.name, volumes),
                })),
            }),
        }));
    const { spec = {}, ...rest } = podTemplate as Template;
    const { containers, initContainers } = spec;
    return mergedObject(template, {
        ...rest,
        spec: {
            ...spec,
            ...(containers && { containers: renamed(containers) }),
            ...(initContainers && { initContainers: renamed(initContainers) }),
        },
    });
}
