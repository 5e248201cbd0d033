import * as pulumi from "@pulumi/pulumi";

/** What a control plane has had since its creation. */
export interface KeptControlPlane {
    /** Zones of its subnets, which EKS never changes. */
    zones: string[];
    /** Minor version of Kubernetes, where nobody names one. */
    version: string;
}

/**
 * Registers a record of what a control plane was created with. The engine keeps it, whatever the
 * arguments and the library's defaults become; a first preview knows it, too.
 */
export function keptControlPlane(
    name: string,
    now: KeptControlPlane,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<KeptControlPlane> {
    const stash = new pulumi.Stash(
        `${name}-control-plane`,
        { input: now },
        { ...child, ignoreChanges: ["input"] },
    );
    // Mocks of a program's tests may know no stash.
    return (stash.output as pulumi.Output<KeptControlPlane | undefined>).apply(
        (kept) => kept ?? now,
    );
}
