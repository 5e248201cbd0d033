import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { readCluster } from "../kubernetes/readCluster";
import { userError } from "../validation/problems";

/** Kubernetes that serves ValidatingAdmissionPolicies in version v1. */
const FIRST_MINOR = 30;

/** What is not enforced where there are no admission policies. */
export const NOT_ENFORCED =
    "Nothing then refuses SparkApplications that act with the operator's permissions, Services that " +
    "are reached from outside, and pods under other accounts: whoever submits to one team can reach " +
    'the others. Where teams do not trust each other, set operator.scope: "team" at least.';

/** Has a value once the cluster is known to support admission policies, or fails. */
export function supportedAdmission(cluster: ClusterConnection): pulumi.Output<unknown> {
    const looked = readCluster(cluster, async (api) => {
        const problem = versionProblem(await api.readVersion());
        if (problem !== undefined) {
            throw userError(problem);
        }
        return "";
    });
    return looked ?? pulumi.output("");
}

/** Why a cluster of that version cannot have admission policies, or nothing if it can. */
export function versionProblem(version: unknown): string | undefined {
    const { major, minor } = (version ?? {}) as { major?: string; minor?: string };
    // Some providers add a sign to the minor version, e.g. "29+".
    const isOld = major === "1" && Number.parseInt(minor ?? "", 10) < FIRST_MINOR;
    return isOld
        ? `operator.admission: the cluster runs Kubernetes 1.${Number.parseInt(minor ?? "", 10)}, and ` +
              `ValidatingAdmissionPolicies need 1.${FIRST_MINOR}. Upgrade the cluster, or set ` +
              `operator.admission: false. ${NOT_ENFORCED}`
        : undefined;
}
