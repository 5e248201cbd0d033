import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "./api";
import { HelmReleaseName } from "./helmRelease";
import { unlessForbidden } from "./readCluster";

const SECRETS = { group: "", version: "v1", plural: "secrets" };

/** A Helm release that has nothing but CRDs. */
export interface CrdRelease extends HelmReleaseName {
    /** What the CRDs are of, e.g. `the Spark operator`. */
    of: string;
    /** One of the CRDs. */
    crd: string;
}

/**
 * Says how CRDs that somebody deleted past Helm are installed again: neither Helm nor an update of the
 * stack notices that they are gone, and all objects of their kinds with them.
 */
export async function removedCrdsWarning(
    api: Pick<KubernetesApi, "readCrd" | "listMetadata">,
    { of, crd, name, namespace }: CrdRelease,
): Promise<string | undefined> {
    // Who may not look at CRDs learns nothing here.
    if ((await unlessForbidden(api.readCrd(crd), {})) !== undefined) {
        return undefined;
    }
    const secrets = await unlessForbidden(api.listMetadata(SECRETS, namespace), []);
    const isInstalled = secrets.some(
        ({ labels = {} }) =>
            labels["owner"] === "helm" &&
            labels["name"] === name &&
            labels["status"] === "deployed",
    );
    return isInstalled
        ? `The CRDs of ${of} were deleted, and all of their objects with them, but Helm release ` +
              `"${name}" is still there, so an update alone does not install them again. First run: ` +
              `kubectl --namespace ${namespace} delete secret --selector owner=helm,name=${name}; ` +
              "pulumi refresh"
        : undefined;
}

/** Warns in previews and updates. */
export async function warnOfRemovedCrds(api: KubernetesApi, release: CrdRelease): Promise<void> {
    const warning = await removedCrdsWarning(api, release);
    if (warning !== undefined) {
        await pulumi.log.warn(warning);
    }
}
