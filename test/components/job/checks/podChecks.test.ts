import assert from "node:assert/strict";
import { Case, problemsOf, refusesEach } from "./cases";

const TAINT = { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" };

describe("a role's pods", () => {
    it("accept everything that Kubernetes accepts", () => {
        const role = {
            tolerations: [
                TAINT,
                { key: "team", value: "ml" },
                { operator: "Exists" },
                { key: "flaky", operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 },
            ],
            nodeSelector: { "node.kubernetes.io/instance-type": "r7i.4xlarge", disk: "" },
            hostAliases: [{ ip: "10.0.0.5", hostnames: ["namenode", "nn.example.com"] }],
            terminationGracePeriodSeconds: 0,
            ports: [
                { name: "jmx", containerPort: 8090 },
                { name: "dns", containerPort: 53, protocol: "UDP" },
                { name: "dns-tcp", containerPort: 53 },
            ],
            fieldEnv: {
                NODE_IP: "status.hostIP",
                APP: "metadata.labels['app.kubernetes.io/name']",
            },
            envFrom: [
                { secretRef: { name: "app" }, prefix: "APP_" },
                { configMapRef: { name: "app", optional: true } },
            ],
        };
        assert.deepEqual(problemsOf({ driver: role, executor: role }), []);
    });

    const toleration = (args: object): Record<string, unknown> => ({
        executor: { tolerations: [args] },
    });
    const port = (args: object): Record<string, unknown> => ({
        driver: { ports: [{ name: "jmx", containerPort: 8090 }, args] },
    });
    const from = (args: object): Record<string, unknown> => ({ driver: { envFrom: [args] } });
    const cases: Case[] = [
        [
            "a toleration of nothing",
            toleration({ effect: "NoSchedule" }),
            'executor.tolerations[0].key: is missing: only operator "Exists" can match all taints',
        ],
        [
            "a value of any value",
            toleration({ ...TAINT, value: "1" }),
            'executor.tolerations[0].value: cannot be combined with operator "Exists": remove it',
        ],
        [
            "a time for an effect that has none",
            toleration({ ...TAINT, tolerationSeconds: 60 }),
            'executor.tolerations[0].tolerationSeconds: applies only to effect "NoExecute": also set that',
        ],
        [
            "an effect in other letters",
            toleration({ ...TAINT, effect: "noSchedule" }),
            'executor.tolerations[0].effect: unknown effect "noSchedule"; did you mean "NoSchedule"? ' +
                "(known: NoSchedule, PreferNoSchedule, NoExecute)",
        ],
        [
            "a toleration of the platform's nodes",
            toleration({ key: "spark-platform.dev/role", operator: "Exists" }),
            "executor.tolerations[0].key: is a taint of the platform's nodes, which pods " +
                "tolerate through `pool`: remove it",
        ],
        [
            "a node's zone",
            { driver: { nodeSelector: { "topology.kubernetes.io/zone": "a" } } },
            'driver.nodeSelector["topology.kubernetes.io/zone"]: is set by the job\'s `zone`; ' +
                "remove it here",
        ],
        [
            "a host that is none",
            { driver: { hostAliases: [{ ip: "10.0.0.5", hostnames: ["Name_Node"] }] } },
            'driver.hostAliases[0].hostnames[0]: "Name_Node" is not a host name (e.g. ' +
                '"namenode.example.com")',
        ],
        [
            "an address that is none",
            { driver: { hostAliases: [{ ip: "10.0.0.555", hostnames: ["a"] }] } },
            'driver.hostAliases[0].ip: "10.0.0.555" is not an IP address (e.g. "10.0.0.5")',
        ],
        [
            "a port twice",
            port({ name: "other", containerPort: 8090, protocol: "TCP" }),
            'driver.ports[1].containerPort: "8090/TCP" is listed twice: keep one of them',
        ],
        [
            "a port of Spark's",
            port({ name: "spark-ui", containerPort: 1 }),
            'driver.ports[1].name: "spark-ui" is the name of one of Spark\'s own ports: ' +
                "choose another",
        ],
        [
            "a long name of a port",
            port({ name: "metrics-of-the-jvm", containerPort: 1 }),
            'driver.ports[1].name: "metrics-of-the-jvm" is not a port name: use up to 15 ' +
                'lower-case letters, digits and "-" (e.g. "jmx")',
        ],
        [
            "a field that no variable can have",
            { driver: { fieldEnv: { A: "status.phase" } } },
            'driver.fieldEnv.A: "status.phase" is not a pod field that a variable can expose: ' +
                "use " +
                "metadata.name, metadata.namespace, metadata.uid, spec.nodeName, " +
                "spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, " +
                "metadata.labels['KEY'] or metadata.annotations['KEY']",
        ],
        [
            "a variable twice",
            { driver: { fieldEnv: { A: "status.hostIP" }, env: { A: "1" } } },
            "driver.fieldEnv.A: is already set in env: keep one of them",
        ],
        [
            "a source of variables that is none",
            from({ prefix: "A_" }),
            "driver.envFrom[0].secretRef: is missing: name a Secret here, or a ConfigMap in " +
                "configMapRef",
        ],
        [
            "two sources in one",
            from({ secretRef: { name: "a" }, configMapRef: { name: "a" } }),
            "driver.envFrom[0].configMapRef: cannot be combined with secretRef: use two entries",
        ],
        [
            "a key of other tools",
            { driver: { template: {} } },
            'driver.template: unknown key "template": use `podTemplate`',
        ],
        [
            "an account of its own",
            { driver: { serviceAccount: "etl" } },
            'driver.serviceAccount: unknown key "serviceAccount": all jobs run as the team\'s ' +
                "service account: remove it",
        ],
    ];
    refusesEach(cases);
});
