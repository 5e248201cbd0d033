import { alternatives, formatValue } from "../../validation/problems";
import { isAtLeast } from "../../validation/versionOrder";
import { versions } from "../../versions";

/** Kubernetes of a new cluster. */
export const DEFAULT_VERSION: string = versions.eks[0];

/** Minor versions that a new cluster may have. */
export const NEW_VERSIONS: readonly string[] = versions.eks;

/** Minor versions that a cluster may have: those with a Cluster Autoscaler; Karpenter supports them all. */
export const KNOWN_VERSIONS: readonly string[] = Object.keys(versions.clusterAutoscaler);

/** A cluster's version: named by its arguments, or kept from its creation. */
export interface ChosenVersion {
    version: string;
    isGiven: boolean;
}

/** What is said of a version in a preview, in one line. */
export interface VersionNote {
    severity: "info" | "warn";
    message: string;
}

/** Whether somebody has to see to a version. */
export function versionNote(
    { version, isGiven }: ChosenVersion,
    newVersions: readonly string[] = NEW_VERSIONS,
): VersionNote | undefined {
    const [latest = version] = newVersions;
    if (!newVersions.includes(version)) {
        const message =
            `version: Kubernetes ${version} is not among the versions for new clusters ` +
            `(${newVersions.join(", ")}): upgrade to ${formatValue(minorAfter(version))}, or EKS ` +
            "does so at the end of its standard support";
        return { severity: "warn", message };
    }
    return isGiven || isAtLeast(version, latest)
        ? undefined
        : {
              severity: "info",
              message:
                  `version: the cluster stays at Kubernetes ${version}; set version: ` +
                  `${formatValue(minorAfter(version))} to upgrade it`,
          };
}

/** What is wrong with a version for a cluster that does not exist yet. */
export function newVersionProblem(
    { version }: ChosenVersion,
    newVersions: readonly string[] = NEW_VERSIONS,
): string | undefined {
    return newVersions.includes(version)
        ? undefined
        : `${formatValue(version)} is not a version for a new cluster: use ${alternatives(newVersions)}`;
}

/**
 * What is wrong with a version for a cluster that exists. EKS upgrades by one minor version at a
 * time (EKS user guide, Update existing cluster to new Kubernetes version), and goes back only in
 * the first week, once all nodes went back (Rollback cluster to previous Kubernetes version).
 *
 * @param live its version in AWS
 */
export function upgradeProblem(
    { version, isGiven }: ChosenVersion,
    live: string,
): string | undefined {
    const steps = minorOf(version) - minorOf(live);
    if (steps > 1) {
        return (
            `${formatValue(version)} is ${steps} minor versions above the cluster's ${live}, and EKS ` +
            `upgrades by one at a time: use ${formatValue(minorAfter(live))} first`
        );
    }
    if (steps >= 0) {
        return undefined;
    }
    return isGiven
        ? `${formatValue(version)} is below the cluster's ${live}: use ${formatValue(live)}; a rollback ` +
              "starts with the nodes, outside of the stack (docs/operations/upgrade-eks.md)"
        : `is missing, and the cluster is at ${live}, not at ${version}, which it was created with: ` +
              `set it to ${formatValue(live)}`;
}

function minorAfter(version: string): string {
    return `1.${minorOf(version) + 1}`;
}

function minorOf(version: string): number {
    return Number(version.split(".")[1]);
}
