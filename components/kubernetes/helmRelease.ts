import { ObjectMeta } from "./objects";

export interface HelmReleaseName {
    name: string;
    namespace: string;
}

/** The Helm release that an object belongs to, according to Helm's annotations. */
export function helmReleaseOf(metadata: ObjectMeta | undefined): HelmReleaseName | undefined {
    const name = metadata?.annotations?.["meta.helm.sh/release-name"];
    const namespace = metadata?.annotations?.["meta.helm.sh/release-namespace"];
    return name !== undefined && namespace !== undefined ? { name, namespace } : undefined;
}

/** Where an object came from, for messages. */
export function originOf(metadata: ObjectMeta | undefined): string {
    const release = helmReleaseOf(metadata);
    if (release !== undefined) {
        return `Helm release "${release.name}" in namespace "${release.namespace}"`;
    }
    const where = metadata?.namespace === undefined ? "" : ` in namespace "${metadata.namespace}"`;
    return `applied without Helm${where}`;
}
