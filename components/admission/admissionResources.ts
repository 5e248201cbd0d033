import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { ClusterConnection } from "../cluster/connection";
import { contentHash } from "../hash";
import { LEAF_OBJECT } from "../kubernetes/leafObject";
import { thisStack } from "../kubernetes/namespaceClaim";
import { ownedBy } from "../kubernetes/ownership";
import { policies } from "./policies";
import { bindingSpec } from "./policy";
import { supportedAdmission } from "./support";

/**
 * Registers the admission policies of a platform, bound to its teams' namespaces; returns what its
 * operator must wait for.
 *
 * @param platform name of the platform's component
 */
export function admissionResources(
    platform: string,
    cluster: ClusterConnection,
    namespaces: readonly string[],
    parent: pulumi.Resource,
): pulumi.Resource[] {
    // Policies are cluster-scoped: the hash keeps those of several stacks apart.
    const prefix = `spark-platform-${contentHash([thisStack(), platform])}`;
    const supported = supportedAdmission(cluster);
    const child = { parent, provider: cluster.provider };
    return Object.entries(policies()).map(([resource, spec]) => {
        const name = `${prefix}-${resource}`;
        const metadata = { name: supported.apply(() => name), annotations: ownedBy(LEAF_OBJECT) };
        const policy = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(
            `${platform}-admission-${resource}`,
            { metadata, spec },
            child,
        );
        return new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(
            `${platform}-admission-${resource}`,
            { metadata, spec: bindingSpec(name, namespaces) },
            { ...child, dependsOn: policy },
        );
    });
}
