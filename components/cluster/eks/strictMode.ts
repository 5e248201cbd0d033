import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LEAF_OBJECT } from "../../kubernetes/leafObject";
import { EksClusterArgs } from "./eksClusterArgs";
import { NetworkPolicyMode } from "./networkPolicyMode";

const SOURCE =
    "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md#network_policy_enforcing_mode-v1171";

/** Configuration of the add-on `vpc-cni`. */
export function vpcCniConfiguration(mode?: NetworkPolicyMode): object {
    return {
        // Without the agent behind this setting, nothing enforces the teams' network policies.
        enableNetworkPolicy: "true",
        ...(mode === NetworkPolicyMode.Strict && { env: { NETWORK_POLICY_ENFORCING_MODE: mode } }),
    };
}

/**
 * Spec of the NetworkPolicy of `kube-system`. In strict mode a pod that no policy selects reaches
 * nothing: neither DNS nor the EBS driver, the autoscaler or another add-on would work. This leaves the
 * namespace as open as it is in standard mode.
 */
function systemPodsPolicy() {
    return {
        podSelector: {},
        policyTypes: ["Ingress", "Egress"],
        ingress: [{}],
        egress: [{}],
    };
}

/** Registers what has to be in a cluster before the strict mode and before its first node. */
export function strictModeNeeds(
    name: string,
    { networkPolicyMode }: EksClusterArgs,
    access: k8s.ProviderArgs,
    child: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): pulumi.Resource[] {
    if (networkPolicyMode !== NetworkPolicyMode.Strict) {
        return [];
    }
    if (pulumi.runtime.isDryRun()) {
        void pulumi.log.info(strictModeLine(), child.parent);
    }
    // The cluster's own provider waits for DNS, which waits for this.
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

/** What the mode means for jobs, in one line for people. */
export function strictModeLine(): string {
    return (
        `networkPolicyMode: with "${NetworkPolicyMode.Strict}" a new driver or executor is without DNS ` +
        "and API server until its network policies reach its node, and may fail at its start: let jobs " +
        "try again (restart.policy: on-failure). Any other pod needs a network policy in its namespace " +
        `(${SOURCE})`
    );
}
