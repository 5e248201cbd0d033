import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LEAF_OBJECT } from "../../kubernetes/leafObject";
import { EksClusterArgs } from "./eksClusterArgs";
import { NetworkPolicyMode } from "./networkPolicyMode";

const SOURCE =
    "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#network_policy_enforcing_mode-v1171";

/** Configuration of add-on `vpc-cni`. */
export function vpcCniConfiguration(mode?: NetworkPolicyMode): object {
    return {
        // Enables the agent that enforces the teams' network policies.
        enableNetworkPolicy: "true",
        ...(mode === NetworkPolicyMode.Strict && { env: { NETWORK_POLICY_ENFORCING_MODE: mode } }),
    };
}

/**
 * Spec of the NetworkPolicy for `kube-system`. In strict mode, a pod that no policy selects has no
 * network access, so DNS, the EBS driver, the autoscaler and other add-ons would not work. This policy
 * leaves the namespace as open as in standard mode.
 */
function systemPodsPolicy() {
    return {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{}],
        egress: [{}],
    };
}

/** Registers what must exist in a cluster before strict mode takes effect and before its first node. */
export function strictModeResources(
    name: string,
    { networkPolicyMode }: EksClusterArgs,
    access: k8s.ProviderArgs,
    child: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): pulumi.Resource[] {
    if (networkPolicyMode !== NetworkPolicyMode.Strict) {
        return [];
    }
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.info(strictModeNotice(), child.parent);
    }
    // Not the cluster's own provider, which waits for DNS, which waits for this.
    const provider = new k8s.Provider(`${name}-policy-provider`, access, child);
    return [
        new k8s.networking.v1.NetworkPolicy(
            `${name}-system-pods`,
            {
                metadata: {
                    name: "spark-platform-system-pods",
                    namespace: "kube-system",
                    annotations: LEAF_OBJECT,
                },
                spec: systemPodsPolicy(),
            },
            { ...child, provider },
        ),
    ];
}

/** One line for the log about what the mode means for jobs. */
export function strictModeNotice(): string {
    return (
        `networkPolicyMode: with "${NetworkPolicyMode.Strict}", a new driver or executor cannot reach DNS ` +
        "or the API server until its network policies reach its node, and may fail at startup: let jobs " +
        "retry (restart.policy: on-failure). All other pods need a network policy in their namespace " +
        `(${SOURCE})`
    );
}
