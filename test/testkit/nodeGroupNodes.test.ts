import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { groupNodes, nodeTemplates, someNodeGroups } from "../../testkit/nodeGroupNodes";

/** What Cluster Autoscaler was last run with, by `make soak-cluster-autoscaler`. */
const RECORD = path.join(__dirname, "../clusterAutoscaler/nodeTemplates.json");

describe("nodes of the node groups", () => {
    /** After a change, run Cluster Autoscaler again: UPDATE_TEMPLATES=1 writes the record anew. */
    it("are those that Cluster Autoscaler ran with", () => {
        const templates = nodeTemplates(someNodeGroups());
        if (process.env["UPDATE_TEMPLATES"]) {
            fs.writeFileSync(RECORD, `${JSON.stringify(templates, null, 4)}\n`);
        }
        assert.deepStrictEqual(templates, JSON.parse(fs.readFileSync(RECORD, "utf8")));
    });

    it("match the group's first type, labels and taints", () => {
        const [group] = someNodeGroups({
            driver: {
                role: "executor",
                capacity: "spot",
                instanceTypes: ["r6gd.4xlarge", "r7gd.4xlarge"],
                localStorage: true,
                minNodes: 1,
                maxNodes: 3,
            },
        });
        assert.ok(group);
        const resources = {
            cpu: "15890m",
            memory: "118253Mi",
            "ephemeral-storage": "795Gi",
            pods: "110",
        };
        const labels = {
            "kubernetes.io/arch": "arm64",
            "kubernetes.io/os": "linux",
            "node.kubernetes.io/instance-type": "r6gd.4xlarge",
            "topology.kubernetes.io/zone": "eu-central-1a",
            "eks.amazonaws.com/nodegroup": group.name,
            "eks.amazonaws.com/capacityType": "SPOT",
            "spark-platform.dev/role": "executor",
            "spark-platform.dev/capacity": "spot",
            "spark-platform.dev/pool": "driver",
        };
        const node = {
            apiVersion: "v1",
            kind: "Node",
            spec: {
                taints: [
                    { key: "spark-platform.dev/role", value: "executor", effect: "NoSchedule" },
                    { key: "spark-platform.dev/capacity", value: "spot", effect: "NoSchedule" },
                ],
            },
            status: { capacity: resources, allocatable: resources },
        };
        assert.deepStrictEqual(nodeTemplates([group]), [
            {
                ...node,
                metadata: {
                    name: group.name,
                    labels,
                    annotations: {
                        "cluster-autoscaler.kwok.nodegroup/name": `eks-${group.name}-00000000-0000-4000-8000-000000000000`,
                        "cluster-autoscaler.kwok.nodegroup/min-count": "1",
                        "cluster-autoscaler.kwok.nodegroup/max-count": "3",
                    },
                },
            },
        ]);
        assert.deepStrictEqual(
            groupNodes(group, 2),
            [0, 1].map((index) => ({
                ...node,
                metadata: {
                    name: `${group.name}-${index}`,
                    labels,
                    annotations: { "kwok.x-k8s.io/node": "fake" },
                },
            })),
        );
    });
});
