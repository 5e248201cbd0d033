/**
 * Replaces Cluster Autoscaler's chart, which no package registry has: a Deployment of the same
 * name with our mark.
 */
export const CLUSTER_AUTOSCALER_CHART = {
    "Chart.yaml": "apiVersion: v2\nname: cluster-autoscaler\nversion: 9.59.0\n",
    "templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Values.fullnameOverride }}
  namespace: {{ .Release.Namespace }}
  annotations: {{ toJson .Values.deployment.annotations }}
  labels: &labels {app.kubernetes.io/name: aws-cluster-autoscaler}
spec:
  replicas: {{ .Values.replicaCount }}
  selector: {matchLabels: *labels}
  template:
    metadata: {labels: *labels}
    spec:
      containers:
        - {name: autoscaler, image: "autoscaler:{{ .Values.image.tag }}"}
`,
};

/** A node claim whose pool does not exist; the controller here ignores its class. */
export const ORPHAN = {
    apiVersion: "karpenter.sh/v1",
    kind: "NodeClaim",
    metadata: {
        name: "orphan",
        ownerReferences: [
            {
                apiVersion: "karpenter.sh/v1",
                kind: "NodePool",
                name: "none",
                uid: "00000000-0000-4000-8000-000000000000",
            },
        ],
    },
    spec: {
        nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "none" },
        requirements: [{ key: "kubernetes.io/os", operator: "In", values: ["linux"] }],
    },
};

/** A simulated node that exists without an autoscaler, for the autoscaler's own pods. */
export function systemNode(zone: string): object {
    const name = `system-${zone}`;
    return {
        apiVersion: "v1",
        kind: "Node",
        metadata: {
            name,
            labels: {
                "kubernetes.io/hostname": name,
                "kubernetes.io/os": "linux",
                "topology.kubernetes.io/zone": zone,
            },
            annotations: { "kwok.x-k8s.io/node": "fake" },
        },
    };
}
