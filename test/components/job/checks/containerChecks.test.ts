import assert from "node:assert/strict";
import { Case, problemsOf, refusesEach, SECRET_ADVICE } from "./cases";

const PROXY = { name: "proxy", image: "example.com/proxy:1" };
const VOLUMES = { data: { mountPath: "/data", emptyDir: {} } };

function sidecar(args: object): Record<string, unknown> {
    return { driver: { volumes: VOLUMES, sidecars: [{ ...PROXY, ...args }] } };
}

describe("containers beside Spark's", () => {
    it("accept everything that containers support", () => {
        const container = {
            ...PROXY,
            command: ["/proxy"],
            args: ["--port", "5432", "--password=$(PASSWORD)"],
            env: { MODE: "fast" },
            secretEnv: { PASSWORD: { name: "db", key: "password" } },
            configMapEnv: { HOST: { name: "db", key: "host" } },
            fieldEnv: { NODE: "spec.nodeName" },
            envFrom: [{ secretRef: { name: "proxy" } }],
            resources: {
                requests: { cpu: "100m", memory: "64Mi", "example.com/device": "1" },
                limits: { memory: "128Mi", "ephemeral-storage": "1Gi" },
            },
            ports: [{ name: "db", containerPort: 5432 }],
            volumeMounts: [{ name: "data", mountPath: "/etc/x", readOnly: true, subPath: "a/b" }],
        };
        const role = {
            volumes: VOLUMES,
            initContainers: [{ ...container, name: "wait" }],
            sidecars: [container],
        };
        assert.deepEqual(problemsOf({ driver: role, executor: role }), []);
    });

    const cases: Case[] = [
        [
            "a name twice",
            { driver: { initContainers: [PROXY], sidecars: [PROXY] } },
            'driver.sidecars[0].name: "proxy" is already the name of jobs.pi.driver.initContainers[0]',
        ],
        [
            "Spark's name",
            sidecar({ name: "spark-kubernetes-driver" }),
            'driver.sidecars[0].name: "spark-kubernetes-driver" is reserved for Spark or the ' +
                "platform: choose another name",
        ],
        [
            "an image that is none",
            sidecar({ image: "https://example.com/proxy" }),
            'driver.sidecars[0].image: "https://example.com/proxy" is not the name of an image ' +
                '(e.g. "registry.example.com/team/spark:4.1.2")',
        ],
        [
            "a volume that does not exist",
            sidecar({ volumeMounts: [{ name: "dota", mountPath: "/data" }] }),
            'driver.sidecars[0].volumeMounts[0].name: unknown volume "dota"; did you mean "data"? ' +
                "(known: data)",
        ],
        [
            "a folder twice",
            sidecar({
                volumeMounts: [
                    { name: "data", mountPath: "/data" },
                    { name: "data", mountPath: "/data", subPath: "a" },
                ],
            }),
            'driver.sidecars[0].volumeMounts[1].mountPath: "/data" is already the mount path ' +
                "of another volume",
        ],
        [
            "a resource that does not exist",
            sidecar({ resources: { requests: { mem: "1Gi" } } }),
            'driver.sidecars[0].resources.requests.mem: unknown resource "mem"; did you mean "memory"? (known: cpu, memory, ' +
                "ephemeral-storage, example.com/device)",
        ],
        [
            "memory in Spark's form",
            sidecar({ resources: { requests: { memory: "1g" } } }),
            'driver.sidecars[0].resources.requests.memory: "1g" is not an amount of memory (e.g. ' +
                '"128Mi")',
        ],
        [
            "a limit below the request",
            sidecar({ resources: { requests: { cpu: "2" }, limits: { cpu: "1500m" } } }),
            'driver.sidecars[0].resources.limits.cpu: "1500m" is less than the request ("2")',
        ],
        [
            "a part of a device",
            sidecar({ resources: { limits: { "nvidia.com/gpu": "0.5" } } }),
            'driver.sidecars[0].resources.limits["nvidia.com/gpu"]: "0.5" is not an amount of ' +
                'nvidia.com/gpu (e.g. "1")',
        ],
        [
            "devices that are overcommitted",
            sidecar({
                resources: {
                    requests: { "nvidia.com/gpu": "1" },
                    limits: { "nvidia.com/gpu": "2" },
                },
            }),
            'driver.sidecars[0].resources.limits["nvidia.com/gpu"]: "2" differs from the ' +
                'request ("1"): Kubernetes does not share such resources',
        ],
        [
            "a credential as a variable",
            sidecar({ env: { DB_PASSWORD: "hunter2" } }),
            `driver.sidecars[0].env.DB_PASSWORD: looks like a credential${SECRET_ADVICE.variable}`,
        ],
        [
            "a credential as an argument",
            sidecar({ args: ["--password", "hunter2"] }),
            `driver.sidecars[0].args[1]: looks like a credential${SECRET_ADVICE.argument}`,
        ],
        [
            "a user",
            sidecar({ securityContext: { runAsUser: 1000 } }),
            'driver.sidecars[0].securityContext: unknown key "securityContext": set it on a ' +
                "container of the same name in `podTemplate.spec.initContainers`",
        ],
    ];
    refusesEach(cases);
});
