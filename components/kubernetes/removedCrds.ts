import * as pulumi from "@pulumi/pulumi";
import { KubernetesApi } from "./api";
import { HelmReleaseName } from "./helmRelease";
import { unlessForbidden } from "./readCluster";

const SECRETS = { group: "", version: "v1", plural: "secrets" };

/** A Helm release that only contains CRDs. */
export interface CrdRelease extends HelmReleaseName {
    /** Whose CRDs they are, e.g. `the Spark operator`. */
    of: string;
    /** One of the CRDs. */
    crd: string;
}

/**
 * Says how to reinstall CRDs that were deleted without Helm: neither Helm nor an update of the stack notices
 * that they are gone, together with all objects of their kinds.
 */
export async function removedCrdsWarning(
    api: Pick<KubernetesApi, "readCrd" | "listMetadata">,
    { of, crd, name, namespace }: CrdRelease,
): Promise<string | undefined> {
    // Without permission to read CRDs, there is nothing to say.
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
        ? `The CRDs of ${of} were deleted, together with all of their objects, but Helm release ` +
              `"${name}" still exists, so an update alone does not reinstall them. First run: ` +
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
