import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesApi } from "../kubernetes/api";
import { kubeconfigForReads, ReadableCluster } from "../kubernetes/readCluster";
import { DaemonSet } from "../kubernetes/objects";
import { userError } from "../validation/problems";
import { EksConnection } from "./eksConnection";
import { AwsIdentity } from "./identity";
import { lookUpInPreview, ifAwsAnswers } from "./previewLookup";

/** Name of the add-on and of its DaemonSet, however it was installed. */
const AGENT = "eks-pod-identity-agent";

interface PodIdentityCluster extends ReadableCluster {
    eks?: EksConnection;
}

interface KnownCluster {
    clusterName: string;
    region: string;
}

const lookedAt = new WeakSet<PodIdentityCluster>();

/**
 * In a preview, refuses a cluster whose pods would get no credentials through Pod Identity. Checks
 * each cluster only once.
 */
export function refuseWithoutPodIdentity(
    cluster: PodIdentityCluster,
    identity: AwsIdentity | undefined,
    parent: pulumi.Resource,
): void {
    const { eks } = cluster;
    if (eks === undefined || identity !== AwsIdentity.PodIdentity || lookedAt.has(cluster)) {
        return;
    }
    lookedAt.add(cluster);
    const { clusterName, region } = eks;
    const kubeconfig = kubeconfigForReads(cluster);
    lookUpInPreview({ clusterName, region, kubeconfig }, parent, (known, opts) =>
        podIdentityWarning(known, () => daemonSetsOf(known.kubeconfig), opts),
    );
}

/** @param daemonSets lists the cluster's DaemonSets; `undefined` without permission to do so */
export async function podIdentityWarning(
    { clusterName, region }: KnownCluster,
    daemonSets: () => Promise<DaemonSet[] | undefined>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const addon = await ifAwsAnswers(aws.eks.getAddon({ clusterName, addonName: AGENT }, opts));
    if (addon !== undefined) {
        return undefined;
    }
    const found = await daemonSets();
    if (found?.some(({ metadata }) => metadata?.name === AGENT) === true) {
        return undefined;
    }
    const command =
        `aws eks create-addon --cluster-name ${clusterName} --region ${region} ` +
        `--addon-name ${AGENT}`;
    if (found === undefined) {
        return (
            `Cannot tell whether cluster "${clusterName}" runs ${AGENT}, without which pods get no ` +
            `credentials through Pod Identity. If it does not: ${command}`
        );
    }
    throw userError(
        `Cluster "${clusterName}" does not run ${AGENT}, so pods get no credentials through Pod ` +
            `Identity. Install it: ${command}`,
    );
}

async function daemonSetsOf(kubeconfig: string | undefined): Promise<DaemonSet[] | undefined> {
    if (kubeconfig === undefined) {
        return undefined;
    }
    try {
        return await kubernetesApi(kubeconfig).listDaemonSets();
    } catch {
        // Other checks report why the cluster does not answer.
        return undefined;
    }
}
