import { strict as assert } from "node:assert";
import { versions } from "../../../components/versions";
import { imageNames } from "../../../sandbox/images/recipe";
import { driverLog, eventually, nodesOf, read } from "../../../testkit/applications";
import { apply, kubectl, testSandbox } from "../../../testkit/testSandbox";
import type { Scene } from "./scene";

const namespace = "alpha";
const TAINT = "dedicated=etl:NoSchedule";
const NODES = ["a-on-demand", "a-spot"];

/** What the pods mount, and take variables from. */
const objects = [
    { kind: "ConfigMap", metadata: { name: "settings" }, data: { "app.yaml": "a: 1" } },
    { kind: "ConfigMap", metadata: { name: "variables" }, data: { colour: "blue" } },
    { kind: "Secret", metadata: { name: "keystore" }, stringData: { token: "from a secret" } },
].map((object) => ({
    apiVersion: "v1",
    ...object,
    metadata: { ...object.metadata, namespace },
}));

function role(spark: string, image: string) {
    const small = { requests: { cpu: "10m", memory: "32Mi" } };
    return {
        tolerations: [{ key: "dedicated", value: "etl", effect: "NoSchedule" }],
        nodeSelector: { "kubernetes.io/os": "linux" },
        volumes: {
            settings: {
                mountPath: "/etc/app",
                configMap: "settings",
                items: { "app.yaml": "conf/app.yaml" },
            },
            keys: { mountPath: "/etc/keys", secret: "keystore", defaultMode: 0o440 },
            work: { mountPath: "/work", emptyDir: {} },
        },
        envFrom: [{ prefix: "APP_", configMapRef: { name: "variables" } }],
        fieldEnv: { NODE: "spec.nodeName" },
        hostAliases: [{ ip: "10.11.12.13", hostnames: ["namenode"] }],
        terminationGracePeriodSeconds: 20,
        ports: [{ name: "files", containerPort: 8099 }],
        initContainers: [
            {
                ...{ name: "make", image, resources: small },
                command: ["sh", "-c", "cat /etc/app/conf/app.yaml > /work/made"],
            },
        ],
        sidecars: [
            {
                ...{ name: "serve", image, resources: small },
                command: ["python3", "-m", "http.server", "8099", "--directory", "/work"],
            },
        ],
        podTemplate: {
            spec: {
                dnsConfig: { options: [{ name: "ndots", value: "2" }] },
                containers: [
                    {
                        name: spark,
                        env: [
                            {
                                name: "MEMORY",
                                valueFrom: {
                                    resourceFieldRef: {
                                        resource: "requests.memory",
                                        divisor: "1Mi",
                                    },
                                },
                            },
                        ],
                    },
                ],
                initContainers: [
                    {
                        name: "serve",
                        startupProbe: { tcpSocket: { port: 8099 }, periodSeconds: 1 },
                    },
                ],
            },
        },
    };
}

function podJobs() {
    const image = testSandbox().artifacts.images.spark;
    const job = {
        team: namespace,
        main: "jobs/pods.py",
        logLevel: "WARN",
        zone: "a",
        wait: "completed",
        driver: role("spark-kubernetes-driver", image),
        executor: role("spark-kubernetes-executor", image),
    };
    const older = { image: imageNames.olderSpark, sparkVersion: versions.olderSpark };
    return { pods: job, "pods-older": { ...job, ...older } };
}

/** Pods with everything that a role's arguments can set, on nodes that other pods cannot use. */
export function pods(scene: Scene): void {
    describe("pods with every argument", () => {
        before(async () => {
            apply(testSandbox(), ...objects);
            kubectl("taint", "nodes", ...NODES, TAINT);
            await scene.up({ jobs: podJobs(), scheduledJobs: {} });
        });

        after(() => {
            kubectl("taint", "nodes", ...NODES, `${TAINT}-`);
        });

        for (const [job, version] of [
            ["pods", versions.spark],
            ["pods-older", versions.olderSpark],
        ] as const) {
            it(`are drivers and executors of Spark ${version}`, () => {
                const log = driverLog(namespace, scene.application(job));
                const seen = (who: string): unknown =>
                    JSON.parse(new RegExp(`^${who} (.*)$`, "m").exec(log)?.[1] ?? "null");
                const expected = {
                    configMap: "a: 1",
                    secret: "from a secret",
                    mode: "0o440",
                    writable: false,
                    envFrom: "blue",
                    memory: "896",
                    alias: "10.11.12.13",
                    initContainer: "a: 1",
                    sidecar: "a: 1",
                    ndots: true,
                };
                assert.deepEqual(seen("DRIVER"), { ...expected, node: "a-on-demand" });
                assert.deepEqual(seen("EXECUTOR"), { ...expected, node: "a-spot" });
            });
        }

        it("end with Spark, sidecars included", async () => {
            for (const job of ["pods", "pods-older"]) {
                const name = `${scene.application(job)}-driver`;
                const phase = () =>
                    read<{ status: { phase: string } }>("pod", name, "-n", namespace).status.phase;
                // A sidecar that ignores signals has its grace period.
                await eventually(`the end of ${name}`, () => phase() === "Succeeded", 40);
            }
            assert.ok([...nodesOf(namespace)].some(([, node]) => node === "a-spot"));
        });
    });
}
