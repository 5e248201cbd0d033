import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";
import { isKubeconfigContent } from "../kubernetes/kubeconfigFile";
import { fields, input, listOf, Shape } from "../validation/checks";
import { checkedArgs } from "../validation/outputs";
import { problem } from "../validation/problems";
import { nonEmptyString } from "../validation/values";
import { ClusterConnection, ClusterKind } from "./connection";
import {
    KubeClientSettings,
    kubeClientSettings,
    kubeClientSettingsCheck,
} from "./kubeClientSettings";
import { findKubeContext, KubeContext } from "./kubeContext";
import { NEW_CLUSTER_KEYS } from "./newClusterKeys";
import { warnOfNetworkPolicies } from "./policyEnforcement";
import { whenReachable } from "./reachable";

/** Arguments of a `KubeContextCluster`. */
export interface KubeContextClusterArgs {
    /**
     * Name of the kube context.
     * @default the kubeconfig's current context
     * @example "kind-spark-platform"
     */
    context?: string;
    /**
     * Path of a kubeconfig, or its contents. An Output must be its contents.
     * @default the files in the environment variable KUBECONFIG, else ~/.kube/config
     */
    kubeconfig?: pulumi.Input<string>;
    /**
     * Zones that jobs may use.
     * @default the zones found on the cluster's nodes
     */
    zones?: string[];
    /**
     * Rate limits of the stack's requests to the API server.
     * @default { qps: 500, burst: 1000 }
     */
    kubeClientSettings?: KubeClientSettings;
}

/** Fields of {@link KubeContextClusterArgs}. Whether the context exists is checked later. */
export const kubeContextClusterFields: Shape<KubeContextClusterArgs> = {
    context: nonEmptyString,
    kubeconfig: input(nonEmptyString),
    zones: listOf(nonEmptyString),
    kubeClientSettings: kubeClientSettingsCheck,
};

/**
 * An existing cluster, selected by a kube context: kind, minikube, k3s, or a managed one in any
 * cloud.
 *
 * @example
 * const cluster = new KubeContextCluster("laptop", { context: "kind-spark-platform" });
 */
export class KubeContextCluster extends pulumi.ComponentResource implements ClusterConnection {
    public readonly kind: ClusterKind = ClusterKind.Kubernetes;
    public readonly name: pulumi.Output<string>;
    public readonly provider: k8s.Provider;
    public readonly zones?: string[];
    /** Kubeconfig of this context alone, with its certificates; a secret. */
    public readonly kubeconfig: pulumi.Output<string>;
    /** Name of the kube context. */
    public readonly context: pulumi.Output<string>;

    constructor(
        name: string,
        args: KubeContextClusterArgs = {},
        opts?: pulumi.ComponentResourceOptions,
    ) {
        const subject = `KubeContextCluster "${name}"`;
        args = checkedArgs(subject, args, fields(kubeContextClusterFields, NEW_CLUSTER_KEYS));
        const found = contextOf(args, subject);
        super("spark-platform:index:KubeContextCluster", name, {}, opts);

        // The name is not secret, although the kubeconfig may be.
        this.name = pulumi.unsecret(pulumi.output(found).apply((context) => context.name));
        this.context = this.name;
        this.zones = args.zones;
        this.kubeconfig = pulumi.secret(
            pulumi.Output.isInstance(found) ? found.apply(onceReachable) : onceReachable(found),
        );
        this.provider = new k8s.Provider(
            `${name}-provider`,
            {
                kubeconfig: this.kubeconfig,
                // Prevents a changed URL or certificate from replacing every resource.
                clusterIdentifier: this.name,
                kubeClientSettings: kubeClientSettings(args.kubeClientSettings),
            },
            { parent: this },
        );
        warnOfNetworkPolicies(this, this);
        this.registerOutputs({ context: this.context, kubeconfig: this.kubeconfig });
    }
}

/** The context. For files and plain strings, a missing context is reported immediately. */
function contextOf(
    { context, kubeconfig }: KubeContextClusterArgs,
    subject: string,
): KubeContext | pulumi.Output<KubeContext> {
    return kubeconfig === undefined || typeof kubeconfig === "string"
        ? findKubeContext({ context, kubeconfig }, subject)
        : pulumi.output(kubeconfig).apply((contents) => {
              if (!isKubeconfigContent(contents)) {
                  // The value is not printed, because it may be secret.
                  throw problem(subject, "kubeconfig", "does not contain a kubeconfig");
              }
              return findKubeContext({ context, kubeconfig: contents }, subject);
          });
}

function onceReachable({ name, kubeconfig }: KubeContext): string | Promise<string> {
    return canReadClusters() ? whenReachable(name, kubeconfig) : kubeconfig;
}
