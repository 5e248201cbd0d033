import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { readCluster } from "../kubernetes/readCluster";
import { userError } from "../validation/problems";

/** First minor version of Kubernetes 1 with ValidatingAdmissionPolicies in version v1. */
const FIRST_MINOR = 30;

/** What is not enforced without admission policies. */
export const NOT_ENFORCED =
    "Nothing then rejects SparkApplications that act with the operator's permissions, Services that " +
    "are reachable from outside, or pods under other accounts: anyone who submits to one team can " +
    'reach the others. If teams do not trust each other, set operator.scope: "team" at least.';

/** Resolves once the cluster is known to support admission policies; fails if it does not. */
export function supportedAdmission(cluster: ClusterConnection): pulumi.Output<unknown> {
    const support = readCluster(cluster, async (api) => {
        const problem = versionProblem(await api.readVersion());
        if (problem !== undefined) {
            throw userError(problem);
        }
        return "";
    });
    return support ?? pulumi.output("");
}

/** Why a cluster of that version cannot have admission policies, or `undefined` if it can. */
export function versionProblem(version: unknown): string | undefined {
    const { major, minor } = (version ?? {}) as { major?: string; minor?: string };
    // Some providers add a suffix to the minor version, e.g. "29+".
    const isOld = major === "1" && Number.parseInt(minor ?? "", 10) < FIRST_MINOR;
    return isOld
        ? `operator.admission: the cluster runs Kubernetes 1.${Number.parseInt(minor ?? "", 10)}, and ` +
              `ValidatingAdmissionPolicies need 1.${FIRST_MINOR}. Upgrade the cluster, or set ` +
              `operator.admission: false. ${NOT_ENFORCED}`
        : undefined;
}
