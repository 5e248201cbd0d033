import { testSandbox } from "../../../testkit/testSandbox";

/** What the Pod Security Standard of that name requires. */
export function restricted() {
    return {
        podSecurityContext: {
            runAsNonRoot: true,
            runAsUser: 185,
            seccompProfile: { type: "RuntimeDefault" },
        },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
    };
}

/** As users write them: placement and volume in the fields that only the webhook reads. */
export function handWrittenApplication() {
    const places = (labels: Record<string, string>) => ({
        affinity: {
            nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                        {
                            matchExpressions: Object.entries(labels).map(([key, value]) => ({
                                key,
                                operator: "In",
                                values: [value],
                            })),
                        },
                    ],
                },
            },
        },
        tolerations: [{ key: "spark-platform.dev/role", operator: "Exists" }],
        volumeMounts: [{ name: "program", mountPath: "/program" }],
        ...restricted(),
    });
    const size = { cores: 1, coreRequest: "250m", memory: "512m", serviceAccount: "spark" };
    const zone = { "topology.kubernetes.io/zone": "b" };
    return {
        apiVersion: "sparkoperator.k8s.io/v1beta2",
        kind: "SparkApplication",
        metadata: { name: "by-hand", namespace: "alpha" },
        spec: {
            type: "Python",
            mode: "cluster",
            sparkVersion: "4.1.2",
            image: testSandbox().artifacts.images.spark,
            mainApplicationFile: "local:///program/pi.py",
            restartPolicy: { type: "Never" },
            volumes: [{ name: "program", configMap: { name: "by-hand" } }],
            driver: {
                ...size,
                ...places({ ...zone, "spark-platform.dev/capacity": "on-demand" }),
            },
            executor: {
                ...size,
                instances: 1,
                ...places({ ...zone, "spark-platform.dev/capacity": "spot" }),
            },
        },
    };
}
