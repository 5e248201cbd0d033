/** The kinds that the operator makes for Volcano and for coscheduling, as open as can be. */
export const podGroupCrds = [
    { group: "scheduling.volcano.sh", version: "v1beta1" },
    { group: "scheduling.x-k8s.io", version: "v1alpha1" },
].map(({ group, version }) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: {
        name: `podgroups.${group}`,
        // Whoever creates one in a group of Kubernetes' own says who has approved it.
        annotations: { "api-approved.kubernetes.io": "unapproved, for tests" },
    },
    spec: {
        group,
        scope: "Namespaced",
        names: { plural: "podgroups", singular: "podgroup", kind: "PodGroup" },
        versions: [
            {
                name: version,
                served: true,
                storage: true,
                schema: {
                    openAPIV3Schema: {
                        type: "object",
                        "x-kubernetes-preserve-unknown-fields": true,
                    },
                },
            },
        ],
    },
}));
