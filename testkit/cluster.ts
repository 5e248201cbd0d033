import * as k8s from "@pulumi/kubernetes";
import { ClusterConnection } from "../components";

/** A kubeconfig with two contexts; nothing listens at its URL. */
export const KUBECONFIG = JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "one",
    contexts: ["one", "two"].map((name) => ({
        name,
        context: { cluster: `${name}-cluster`, user: `${name}-user` },
    })),
    clusters: ["one", "two"].map((name) => ({
        name: `${name}-cluster`,
        cluster: { server: `https://${name}.invalid:6443` },
    })),
    users: ["one", "two"].map((name) => ({
        name: `${name}-user`,
        user: { token: `${name}-token` },
    })),
});

/** A user's own cluster connection; create it inside a program with mocks. */
export function someCluster(name = "somewhere"): ClusterConnection {
    return {
        kind: "kubernetes",
        name,
        provider: new k8s.Provider(name, { kubeconfig: KUBECONFIG, clusterIdentifier: name }),
        zones: ["a", "b"],
    };
}
