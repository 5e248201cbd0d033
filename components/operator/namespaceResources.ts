import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { LEAF_OBJECT } from "../kubernetes/leafObject";
import { claimedNamespace, ownershipMetadata } from "../kubernetes/namespaceClaim";
import { podSecurityLabels } from "../kubernetes/namespaceLabels";
import { OperatorPlan } from "./chart/plan";
import { operatorNetworkPolicies } from "./networkPolicies";
import { OPERATOR_NAME } from "./operatorArgs";

/**
 * Registers the operator's namespace. It enforces the strictest Pod Security Standard, because its
 * service accounts have permissions in the teams' namespaces.
 */
export function operatorNamespace(
    name: string,
    cluster: ClusterConnection,
    free: pulumi.Output<string>,
    child: pulumi.CustomResourceOptions,
): k8s.core.v1.Namespace {
    // Checked after the search for another operator, whose namespace would conflict, too.
    const claimed = free.apply((namespace) =>
        claimedNamespace(cluster, namespace, "operator.createNamespace"),
    );
    const { labels, annotations } = ownershipMetadata();
    return new k8s.core.v1.Namespace(
        name,
        {
            metadata: {
                name: claimed,
                labels: { ...labels, ...podSecurityLabels("restricted") },
                annotations,
            },
        },
        child,
    );
}

/** Registers the NetworkPolicies of the operator's namespace. */
export function networkPolicies(
    name: string,
    namespace: pulumi.Output<string>,
    { main, teams }: OperatorPlan,
    created: pulumi.Resource[],
    child: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const others = teams.map(({ release }) => release);
    const specs = operatorNetworkPolicies(main, others, created.length > 0);
    return Object.entries(specs).map(
        ([policy, spec]) =>
            new k8s.networking.v1.NetworkPolicy(
                `${name}-${policy}`,
                {
                    metadata: {
                        name: `${OPERATOR_NAME}-${policy}`,
                        namespace,
                        annotations: LEAF_OBJECT,
                    },
                    spec,
                },
                { ...child, dependsOn: created },
            ),
    );
}
