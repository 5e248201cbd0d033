import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { canLookAtClusters } from "../kubernetes/api";
import { Check, fields, listOf, nonEmptyString } from "../validation/checks";
import { Problems } from "../validation/problems";
import { ClusterConnection, ClusterKind } from "./connection";
import {
    KubeClientSettings,
    kubeClientSettings,
    kubeClientSettingsCheck,
} from "./kubeClientSettings";
import { findKubeContext } from "./kubeContext";
import { warnOfNetworkPolicies } from "./policyEnforcement";
import { whenReachable } from "./reachable";

export interface KubeContextClusterArgs {
    /**
     * Name of the kube context.
     * @default the kubeconfig's current context
     */
    context?: string;
    /**
     * Path of a kubeconfig, or its contents.
     * @default the files that the environment variable KUBECONFIG names, else ~/.kube/config
     */
    kubeconfig?: string;
    /**
     * Zones that jobs may use.
     * @default the zones found on the cluster's nodes
     */
    zones?: string[];
    /** How fast the stack may ask the API server. */
    kubeClientSettings?: KubeClientSettings;
}

/** Fields of {@link KubeContextClusterArgs}; whether the context exists is seen later. */
export const kubeContextClusterFields: Record<string, Check> = {
    context: nonEmptyString,
    kubeconfig: nonEmptyString,
    zones: listOf(nonEmptyString),
    kubeClientSettings: kubeClientSettingsCheck,
};

/**
 * A cluster that exists already and that a kube context names: kind, minikube, k3s, or a managed
 * one of any cloud.
 *
 * @example
 * const cluster = new KubeContextCluster("laptop", { context: "kind-spark-platform" });
 */
export class KubeContextCluster extends pulumi.ComponentResource implements ClusterConnection {
    public readonly kind: ClusterKind = ClusterKind.Kubernetes;
    public readonly name: pulumi.Output<string>;
    public readonly provider: k8s.Provider;
    public readonly zones?: string[];
    /** Kubeconfig of this one context, certificates included; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** Name of the kube context. */
    public readonly context: pulumi.Output<string>;

    constructor(
        name: string,
        args: KubeContextClusterArgs = {},
        opts?: pulumi.ComponentResourceOptions,
    ) {
        super("spark-platform:index:KubeContextCluster", name, {}, opts);
        const subject = `KubeContextCluster "${name}"`;
        const problems = new Problems();
        fields(kubeContextClusterFields)(args, "", problems);
        problems.throwIfAny(subject);
        const { name: context, kubeconfig } = findKubeContext(args, subject);

        this.name = pulumi.output(context);
        this.context = this.name;
        this.zones = args.zones;
        this.kubeconfig = pulumi.secret(
            canLookAtClusters() ? whenReachable(context, kubeconfig) : kubeconfig,
        );
        this.provider = new k8s.Provider(
            `${name}-provider`,
            {
                kubeconfig: this.kubeconfig,
                // It keeps a changed address or certificate from replacing every resource.
                clusterIdentifier: context,
                kubeClientSettings: kubeClientSettings(args.kubeClientSettings),
            },
            { parent: this },
        );
        warnOfNetworkPolicies(this, this);
        this.registerOutputs({ context: this.context, kubeconfig: this.kubeconfig });
    }
}
