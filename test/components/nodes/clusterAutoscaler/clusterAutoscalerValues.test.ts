import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
    ClusterAutoscalerValues,
    clusterAutoscalerValues,
} from "../../../../components/nodes/clusterAutoscaler/clusterAutoscalerValues";

describe("values of Cluster Autoscaler's chart", () => {
    const input = {
        region: "eu-west-1",
        imageTag: "v1.35.2",
        serviceAccount: "cluster-autoscaler",
        systemNodes: 2,
        stack: "data/dev",
        groups: [
            { name: "eks-driver-a", minSize: 1, maxSize: 450 },
            { name: "eks-spot-a", minSize: 0, maxSize: 20, weight: 100 },
            { name: "eks-spot-b", minSize: 0, maxSize: 20, weight: 100 },
            { name: "eks-on-demand-a", minSize: 0, maxSize: 0, weight: 10 },
        ],
    };
    const values: ClusterAutoscalerValues = {
        fullnameOverride: "cluster-autoscaler",
        deployment: { annotations: { "spark-platform.dev/stack": "data/dev" } },
        cloudProvider: "aws",
        awsRegion: "eu-west-1",
        autoscalingGroups: [
            { name: "eks-driver-a", minSize: 1, maxSize: 450 },
            { name: "eks-on-demand-a", minSize: 0, maxSize: 0 },
            { name: "eks-spot-a", minSize: 0, maxSize: 20 },
            { name: "eks-spot-b", minSize: 0, maxSize: 20 },
        ],
        image: { tag: "v1.35.2" },
        rbac: { create: true, serviceAccount: { create: true, name: "cluster-autoscaler" } },
        replicaCount: 2,
        resources: {
            requests: { cpu: "100m", memory: "600Mi" },
            limits: { memory: "1Gi" },
        },
        tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: {
                    matchLabels: { "app.kubernetes.io/instance": "cluster-autoscaler" },
                },
            },
        ],
        securityContext: {
            runAsNonRoot: true,
            runAsUser: 65534,
            fsGroup: 65534,
            seccompProfile: { type: "RuntimeDefault" },
        },
        containerSecurityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
        },
        extraArgs: {
            "enforce-node-group-min-size": true,
            expander: "priority,least-waste",
            "balance-similar-node-groups": false,
            "skip-nodes-with-custom-controller-pods": true,
            "skip-nodes-with-local-storage": false,
            "scale-down-unneeded-time": "5m",
            "scale-down-delay-after-add": "0s",
            "ignore-daemonsets-utilization": true,
        },
        expanderPriorities: {
            "1": [".*"],
            "11": ["^eks-on-demand-a$"],
            "101": ["^eks-spot-a$", "^eks-spot-b$"],
        },
    };

    it("name the groups with their limits, and what Spark needs", () => {
        assert.deepStrictEqual(clusterAutoscalerValues(input), values);
    });

    it("are the same in any order of the groups", () => {
        const groups = [...input.groups].reverse();
        assert.deepStrictEqual(clusterAutoscalerValues({ ...input, groups }), values);
    });

    it("request one replica on a single system node", () => {
        assert.deepStrictEqual(clusterAutoscalerValues({ ...input, systemNodes: 1 }), {
            ...values,
            replicaCount: 1,
        });
    });

    it("include the role's ARN as an annotation, on pods, too, so that they restart", () => {
        const irsaRoleArn = "arn:aws:iam::111122223333:role/cluster-autoscaler";
        const serviceAccount = {
            create: true,
            name: "cluster-autoscaler",
            annotations: { "eks.amazonaws.com/role-arn": irsaRoleArn },
        };
        assert.deepStrictEqual(clusterAutoscalerValues({ ...input, irsaRoleArn }), {
            ...values,
            podAnnotations: { "spark-platform.dev/role-arn": irsaRoleArn },
            rbac: { create: true, serviceAccount },
        });
    });

    const images: [string, ClusterAutoscalerValues["image"]][] = [
        ["registry.example.com/ca", { repository: "registry.example.com/ca", tag: "v1.35.2" }],
        ["localhost:5000/ca:mine", { repository: "localhost:5000/ca", tag: "mine" }],
        ["ca@sha256:0f", { repository: "ca", tag: "v1.35.2@sha256:0f" }],
    ];
    for (const [image, expected] of images) {
        it(`take the image ${image}`, () => {
            assert.deepStrictEqual(clusterAutoscalerValues({ ...input, image }), {
                ...values,
                image: expected,
            });
        });
    }

    it("treat groups without weights equally", () => {
        const groups = ["driver", "executor"].map((name) => ({ name, minSize: 0, maxSize: 9 }));
        assert.deepStrictEqual(clusterAutoscalerValues({ ...input, groups }), {
            ...values,
            autoscalingGroups: groups,
            expanderPriorities: { "1": [".*"] },
        });
    });

    it("prefer the group with the largest weight, whatever the groups are called", () => {
        // Few letters, so that one name is often a part of another.
        const name = fc.stringMatching(/^[ab][ab-]{0,59}$/);
        const group = fc.record({ name, weight: fc.option(fc.integer({ min: 1, max: 100 })) });
        const some = fc.uniqueArray(group, { selector: (one) => one.name, maxLength: 8 });
        const property = fc.property(some, (groups) => {
            const { expanderPriorities } = clusterAutoscalerValues({
                ...input,
                groups: groups.map(({ name, weight }) => ({
                    ...{ name, minSize: 0, maxSize: 9 },
                    weight: weight ?? undefined,
                })),
            });
            for (const { name, weight } of groups) {
                const priority = priorityOf(name, expanderPriorities);
                assert.strictEqual(priority, (weight ?? 0) + 1);
            }
        });
        fc.assert(property, { numRuns: 200 });
    });
});

/** As Cluster Autoscaler finds it: the highest priority with a pattern that meets the name. */
function priorityOf(name: string, priorities: Record<string, string[]>): number {
    const met = Object.entries(priorities).filter(([, patterns]) =>
        patterns.some((pattern) => new RegExp(pattern).test(name)),
    );
    return Math.max(...met.map(([priority]) => Number(priority)));
}
