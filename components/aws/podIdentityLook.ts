import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesApi } from "../kubernetes/api";
import { kubeconfigForReads, ReadableCluster } from "../kubernetes/readCluster";
import { DaemonSet } from "../kubernetes/objects";
import { userError } from "../validation/problems";
import { EksConnection } from "./eksConnection";
import { AwsIdentity } from "./identity";
import { lookInPreview, unlessAwsIsSilent } from "./previewLook";

/** Name of the add-on, and of its DaemonSet, also where somebody else installed it. */
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
 * In a preview, refuses a cluster whose pods would get no credentials by Pod Identity, once for all
 * who use it.
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
    lookInPreview({ clusterName, region, kubeconfig }, parent, (known, opts) =>
        podIdentityWarning(known, () => daemonSetsOf(known.kubeconfig), opts),
    );
}

/** @param daemonSets those of the cluster; nothing where they may not be listed */
export async function podIdentityWarning(
    { clusterName, region }: KnownCluster,
    daemonSets: () => Promise<DaemonSet[] | undefined>,
    opts: pulumi.InvokeOptions,
): Promise<string | undefined> {
    const addon = await unlessAwsIsSilent(
        aws.eks.getAddon({ clusterName, addonName: AGENT }, opts),
    );
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
            `Cluster "${clusterName}" is not known to run ${AGENT}, without which pods get no ` +
            `credentials by Pod Identity. Unless it does: ${command}`
        );
    }
    throw userError(
        `Cluster "${clusterName}" does not run ${AGENT}, so pods get no credentials by Pod Identity. ` +
            `Install it: ${command}`,
    );
}

async function daemonSetsOf(kubeconfig: string | undefined): Promise<DaemonSet[] | undefined> {
    if (kubeconfig === undefined) {
        return undefined;
    }
    try {
        return await kubernetesApi(kubeconfig).listDaemonSets();
    } catch {
        // Why it does not answer is for others to say.
        return undefined;
    }
}
