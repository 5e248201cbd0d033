import * as pulumi from "@pulumi/pulumi";
import {
    EksCluster,
    EksClusterArgs,
    EksConnection,
    ExistingEksCluster,
    ExistingEksClusterArgs,
    KubeContextCluster,
    KubeContextClusterArgs,
} from "../components";
import {
    eksClusterProblems,
    existingEksClusterProblems,
    regionOf,
} from "../components/cluster/eks/eksClusterProblems";
import { kubeContextClusterFields } from "../components/cluster/kubeContextCluster";
import { networkZones } from "../components/cluster/network/networkZones";
import {
    Check,
    fields,
    isPlainObject,
    oneOf,
    nonEmptyString,
} from "../components/validation/checks";
import { pathTo } from "../components/validation/problems";
import { versions } from "../components/versions";

/** Which cluster a stack is for. */
export const ClusterChoice = {
    /** One that a kube context names. */
    Kubernetes: "kubernetes",
    /** A new one on EKS. */
    Eks: "eks",
    /** One on EKS that another tool made. */
    ExistingEks: "existing-eks",
} as const;
export type ClusterChoice = (typeof ClusterChoice)[keyof typeof ClusterChoice];

/** The cluster of a stack, and what its stack file says of it. */
export type ClusterSettings =
    | { kind: typeof ClusterChoice.Kubernetes; args: KubeContextClusterArgs }
    | { kind: typeof ClusterChoice.Eks; args: EksClusterArgs }
    | { kind: typeof ClusterChoice.ExistingEks; args: ExistingEksClusterArgs };

/** Makes the cluster, or the connection to it. */
export function createCluster(
    name: string,
    settings: ClusterSettings,
): KubeContextCluster | EksCluster | ExistingEksCluster {
    switch (settings.kind) {
        case ClusterChoice.Kubernetes:
            return new KubeContextCluster(name, settings.args);
        case ClusterChoice.Eks:
            return new EksCluster(name, settings.args);
        case ClusterChoice.ExistingEks:
            return new ExistingEksCluster(name, settings.args);
    }
}

// The context is not optional here: what happens to be the current one may be anybody's cluster.
const kubeContextCluster = fields({ ...kubeContextClusterFields, context: nonEmptyString }, [
    "context",
]);

/** Check of what a stack file says of its cluster. */
export const clusterCheck: Check = (value, path, problems) => {
    if (!isPlainObject(value)) {
        kubeContextCluster(value, path, problems);
        return;
    }
    const { kind = ClusterChoice.Kubernetes, ...args } = value;
    oneOf("cluster kind", ClusterChoice)(kind, pathTo(path, "kind"), problems);
    switch (kind) {
        case ClusterChoice.Kubernetes:
            kubeContextCluster(args, path, problems);
            break;
        case ClusterChoice.Eks:
            eksClusterProblems(args, path, problems);
            break;
        case ClusterChoice.ExistingEks:
            existingEksClusterProblems(args as unknown as ExistingEksClusterArgs, path, problems);
    }
};

/** Whether a stack file asks for an EKS cluster, however wrong the rest may be. */
export function isOnEks(cluster: unknown): boolean {
    return (
        isPlainObject(cluster) &&
        (cluster["kind"] === ClusterChoice.Eks || cluster["kind"] === ClusterChoice.ExistingEks)
    );
}

/** A checked cluster of a stack file. */
export function clusterSettings({ kind, ...args }: Record<string, unknown>): ClusterSettings {
    return { kind: kind ?? ClusterChoice.Kubernetes, args } as unknown as ClusterSettings;
}

/** What is known of an EKS cluster before it is there: enough for checks of pools and jobs. */
export function plannedEks(settings: ClusterSettings): EksConnection | undefined {
    const unknown = { accountId: "", partition: "", nodeSecurityGroupIds: [] };
    switch (settings.kind) {
        case ClusterChoice.Kubernetes:
            return undefined;
        case ClusterChoice.Eks: {
            const { args } = settings;
            const region = regionOf(args);
            const zones = networkZones(args.network, region);
            const subnets = zones.map((zone) => ({ zone, id: "" }));
            const version = args.version ?? versions.eks[0];
            const oidcProvider = args.oidcProvider ? { arn: "", issuer: "" } : undefined;
            return { ...unknown, clusterName: "", version, region, subnets, oidcProvider };
        }
        case ClusterChoice.ExistingEks: {
            const { clusterName, subnets, oidcProviderArn: arn } = settings.args;
            const oidcProvider = arn === undefined ? undefined : { arn, issuer: "" };
            // Only AWS knows it; checks pass over what is no plain text.
            const version = pulumi.output("");
            return { ...unknown, clusterName, version, region: "", subnets, oidcProvider };
        }
    }
}
