import assert from "node:assert/strict";
import type { KubernetesObject } from "@kubernetes/client-node";
import { adopted, findExisting } from "../../../local/recovery/adopt";
import type { PreviewStep } from "../../../local/engine/pulumi";

const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: "processing" } };
const release = { name: "spark-operator", namespace: "operators" };

const STEPS: PreviewStep[] = [
    { op: "same", newState: { urn: "stack", type: "pulumi:pulumi:Stack" } },
    { op: "create", newState: { urn: "team", type: "spark-platform:index:SparkTeam" } },
    {
        op: "create",
        newState: {
            urn: "namespace",
            type: "kubernetes:core/v1:Namespace",
            custom: true,
            provider: "provider::preview",
            inputs: namespace,
        },
    },
    {
        op: "create",
        newState: {
            urn: "role",
            type: "kubernetes:rbac.authorization.k8s.io/v1:Role",
            custom: true,
            inputs: {
                ...namespace,
                kind: "Role",
                metadata: { name: "r", namespace: "processing" },
            },
        },
    },
    {
        op: "create",
        newState: {
            urn: "release",
            type: "kubernetes:helm.sh/v3:Release",
            custom: true,
            inputs: release,
            dependencies: ["namespace", "role"],
            propertyDependencies: { namespace: ["role"], name: null },
        },
    },
];

function clusterWith(status: string) {
    const live = {
        ...namespace,
        metadata: {
            ...namespace.metadata,
            managedFields: [{ manager: "kubectl" }, { manager: "pulumi-kubernetes-1a2b" }],
        },
    };
    return {
        readObject: ({ kind }: KubernetesObject) =>
            Promise.resolve(kind === "Namespace" ? live : undefined),
        releaseRecords: () => Promise.resolve([{ status }]),
    };
}

describe("what the state lacks", () => {
    it("is found in the cluster, with its field manager", async () => {
        const found = await findExisting(STEPS, clusterWith("deployed"));
        assert.deepEqual([...found.keys()], ["namespace", "release"]);
        const { id, outputs } = found.get("namespace") ?? assert.fail();
        assert.equal(id, "processing");
        const { __fieldManager, __inputs } = outputs as Record<string, unknown>;
        assert.deepEqual([__fieldManager, __inputs], ["pulumi-kubernetes-1a2b", namespace]);
        assert.equal(found.get("release")?.id, "operators/spark-operator");
    });

    it("excludes a release whose installation did not finish", async () => {
        const found = await findExisting(STEPS, clusterWith("pending-install"));
        assert.deepEqual([...found.keys()], ["namespace"]);
    });

    it("becomes state entries that refer only to what the state contains", async () => {
        const found = await findExisting(STEPS, clusterWith("deployed"));
        const known = [
            { urn: "stack", type: "pulumi:pulumi:Stack" },
            { urn: "provider", type: "pulumi:providers:kubernetes", id: "1" },
        ];
        const entries = adopted(STEPS, known, found);
        assert.deepEqual(
            entries.map(({ urn, dependencies }) => [urn, dependencies]),
            [
                ["team", []],
                ["namespace", []],
                ["release", ["namespace"]],
            ],
        );
        assert.equal(entries[1]?.provider, "provider::1");
        const again = adopted(STEPS, [...known, ...entries], found);
        assert.deepEqual(again, []);
        assert.deepEqual(entries[2]?.propertyDependencies, { namespace: [], name: [] });
    });
});
