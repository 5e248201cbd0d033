import { alternatives, formatValue } from "../../validation/problems";
import { isAtLeast } from "../../validation/versionOrder";
import { versions } from "../../versions";

/** Default Kubernetes version of a new cluster. */
export const DEFAULT_VERSION: string = versions.eks[0];

/** Minor versions supported for a new cluster. */
export const NEW_VERSIONS: readonly string[] = versions.eks;

/** Supported minor versions: those with a Cluster Autoscaler release; Karpenter supports them all. */
export const KNOWN_VERSIONS: readonly string[] = Object.keys(versions.clusterAutoscaler);

/** A cluster's version: set in its arguments, or kept from its creation. */
export interface ChosenVersion {
    version: string;
    isGiven: boolean;
}

/** A one-line note about a version in a preview. */
export interface VersionNote {
    severity: "info" | "warn";
    message: string;
}

/** The note about a version that needs attention, if it does. */
export function versionNote(
    { version, isGiven }: ChosenVersion,
    newVersions: readonly string[] = NEW_VERSIONS,
): VersionNote | undefined {
    const [latest = version] = newVersions;
    if (!newVersions.includes(version)) {
        const message =
            `version: Kubernetes ${version} is no longer supported for new clusters ` +
            `(${newVersions.join(", ")}): upgrade to ${formatValue(minorAfter(version))}, or EKS ` +
            "will do so when its standard support ends";
        return { severity: "warn", message };
    }
    return isGiven || isAtLeast(version, latest)
        ? undefined
        : {
              severity: "info",
              message:
                  `version: the cluster stays on Kubernetes ${version}; to upgrade it, set version: ` +
                  formatValue(minorAfter(version)),
          };
}

/** Why a version cannot be used for a cluster that does not exist yet, if so. */
export function newVersionProblem(
    { version }: ChosenVersion,
    newVersions: readonly string[] = NEW_VERSIONS,
): string | undefined {
    return newVersions.includes(version)
        ? undefined
        : `${formatValue(version)} is not supported for a new cluster: use ${alternatives(newVersions)}`;
}

/**
 * Why a version cannot be used for an existing cluster, if so. EKS upgrades by one minor version at a
 * time (EKS user guide, Update existing cluster to new Kubernetes version). A rollback is possible only
 * in the first week, after that of all nodes (Rollback cluster to previous Kubernetes version).
 *
 * @param live the cluster's current version in AWS
 */
export function upgradeProblem(
    { version, isGiven }: ChosenVersion,
    live: string,
): string | undefined {
    const steps = minorOf(version) - minorOf(live);
    if (steps > 1) {
        return (
            `${formatValue(version)} is ${steps} minor versions above the cluster's ${live}, but EKS ` +
            `upgrades one minor version at a time: use ${formatValue(minorAfter(live))} first`
        );
    }
    if (steps >= 0) {
        return undefined;
    }
    return isGiven
        ? `${formatValue(version)} is below the cluster's ${live}: use ${formatValue(live)}. A rollback ` +
              "starts with the nodes, outside the stack (docs/operations/upgrade-eks.md)"
        : `is missing, and the cluster now runs ${live}, not ${version}, with which it was created: ` +
              `set it to ${formatValue(live)}`;
}

function minorAfter(version: string): string {
    return `1.${minorOf(version) + 1}`;
}

function minorOf(version: string): number {
    return Number(version.split(".")[1]);
}
