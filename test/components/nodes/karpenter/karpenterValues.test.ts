import assert from "node:assert/strict";
import { karpenterValues } from "../../../../components/nodes/karpenter/karpenterValues";

describe("values of Karpenter's chart", () => {
    const input = {
        clusterName: "analytics",
        interruptionQueue: "analytics-karpenter",
        serviceAccount: "karpenter",
        systemNodes: 2,
        stack: "data/dev",
    };
    const values = {
        additionalAnnotations: { "spark-platform.dev/stack": "data/dev" },
        replicas: 2,
        topologySpreadConstraints: [
            {
                maxSkew: 1,
                topologyKey: "topology.kubernetes.io/zone",
                whenUnsatisfiable: "DoNotSchedule",
                nodeTaintsPolicy: "Honor",
            },
        ],
        serviceAccount: { name: "karpenter" },
        controller: {
            resources: {
                requests: { cpu: "1", memory: "1Gi" },
                limits: { memory: "2Gi" },
            },
        },
        settings: {
            clusterName: "analytics",
            interruptionQueue: "analytics-karpenter",
            batchIdleDuration: "2s",
        },
    };

    it("name the cluster, its queue and the service account", () => {
        assert.deepStrictEqual(karpenterValues(input), values);
    });

    for (const systemNodes of [0, 1]) {
        it(`ask for one replica on ${systemNodes} system nodes`, () => {
            const expected = { ...values, replicas: 1 };
            assert.deepStrictEqual(karpenterValues({ ...input, systemNodes }), expected);
        });
    }

    it("request two replicas on any larger number of system nodes", () => {
        assert.deepStrictEqual(karpenterValues({ ...input, systemNodes: 7 }), values);
    });

    it("let the controller work without AWS' price list if it cannot be reached", () => {
        assert.deepStrictEqual(karpenterValues({ ...input, isolated: true }), {
            ...values,
            settings: { ...values.settings, isolatedVPC: true },
        });
    });

    it("include the role's ARN as an annotation, on pods, too, so that they restart", () => {
        const irsaRoleArn = "arn:aws:iam::111122223333:role/karpenter";
        assert.deepStrictEqual(karpenterValues({ ...input, irsaRoleArn }), {
            ...values,
            podAnnotations: { "spark-platform.dev/role-arn": irsaRoleArn },
            serviceAccount: {
                name: "karpenter",
                annotations: { "eks.amazonaws.com/role-arn": irsaRoleArn },
            },
        });
    });

    const images: [string, object][] = [
        [
            "registry.example.com:5000/karpenter:1.14.1",
            { repository: "registry.example.com:5000/karpenter", tag: "1.14.1", digest: "" },
        ],
        [
            "registry.example.com/karpenter@sha256:abc",
            { repository: "registry.example.com/karpenter", digest: "sha256:abc" },
        ],
    ];
    for (const [image, expected] of images) {
        it(`take the image ${image}, and not the chart's digest`, () => {
            const controller = { ...values.controller, image: expected };
            assert.deepStrictEqual(karpenterValues({ ...input, image }), { ...values, controller });
        });
    }
});
