import fc, { Arbitrary } from "fast-check";

const word = fc
    .stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/)
    .map((name) => name.replace(/--+/g, "-"));
const seconds = fc.constantFrom(0, 30, 600);

function optional(fields: Record<string, Arbitrary<unknown>>) {
    return fc.record(fields, { requiredKeys: [] });
}

const toleration = fc.constantFrom(
    { operator: "Exists" },
    { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
    { key: "team", value: "ml" },
    { key: "flaky", operator: "Equal", value: "", effect: "NoExecute", tolerationSeconds: 60 },
);

const envFrom = fc.oneof(
    fc.record({ secretRef: fc.record({ name: word }), prefix: fc.constantFrom("", "APP_") }),
    fc.record({ configMapRef: fc.record({ name: word, optional: fc.boolean() }) }),
);

const port = fc
    .tuple(fc.nat(3), fc.constantFrom("TCP", "UDP"))
    .map(([index, protocol]) => ({ name: `port-${index}`, containerPort: 8090 + index, protocol }));

/** Each with another name and number. */
const ports = fc.uniqueArray(port, { selector: ({ name }) => name, maxLength: 3 });

const resources = fc.constantFrom(
    undefined,
    {},
    { requests: { cpu: "100m", memory: "128Mi" } },
    { limits: { memory: "1Gi", "ephemeral-storage": "2Gi" } },
    { requests: { cpu: "0.5", "ephemeral-storage": "1Gi" }, limits: { cpu: "1", memory: "256M" } },
    { requests: { "example.com/device": "1" } },
);

/** Containers with a prefix, which keeps the names of several lists apart. */
function containers(prefix: string) {
    const container = fc.record(
        {
            name: word.map((name) => `${prefix}-${name}`),
            image: fc.constantFrom("busybox", "registry.example.com/team/proxy:1.2"),
            command: fc.constantFrom(["sh", "-c", "true"], []),
            args: fc.constantFrom(["--verbose"], []),
            env: fc.constantFrom({ MODE: "fast" }, {}),
            fieldEnv: fc.constantFrom({ NODE: "spec.nodeName" }, {}),
            secretEnv: fc.constantFrom({ DB: { name: "db", key: "url" } }, {}),
            envFrom: fc.array(envFrom, { maxLength: 2 }),
            resources,
            ports,
            volumeMounts: fc.constant([]),
        },
        { requiredKeys: ["name", "image"] },
    );
    return fc.uniqueArray(container, { selector: ({ name }) => name, maxLength: 2 });
}

/** Pod templates that Pod Security "restricted" lets through. */
function podTemplate(spark: string) {
    const spec = optional({
        dnsConfig: fc.constant({ options: [{ name: "ndots", value: "2" }] }),
        shareProcessNamespace: fc.boolean(),
        imagePullSecrets: fc.constant([{ name: "registry" }]),
        nodeSelector: fc.constant({ "kubernetes.io/os": "linux" }),
        securityContext: fc.constantFrom(
            { fsGroupChangePolicy: "Always" },
            { sysctls: [{ name: "net.ipv4.ping_group_range", value: "0 1" }] },
        ),
        affinity: fc.constant({
            nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerms: [
                        { matchExpressions: [{ key: "gpu", operator: "DoesNotExist" }] },
                        { matchExpressions: [{ key: "cpu", operator: "Gt", values: ["4"] }] },
                    ],
                },
                preferredDuringSchedulingIgnoredDuringExecution: [
                    {
                        weight: 1,
                        preference: { matchExpressions: [{ key: "a", operator: "Exists" }] },
                    },
                ],
            },
        }),
        topologySpreadConstraints: fc.constant([
            {
                maxSkew: 1,
                topologyKey: "kubernetes.io/hostname",
                whenUnsatisfiable: "ScheduleAnyway",
                labelSelector: { matchLabels: { app: "x" } },
            },
        ]),
        volumes: fc.constantFrom(
            [{ name: "t-info", downwardAPI: { items: [] } }],
            [{ name: "t-own", ephemeral: { volumeClaimTemplate: CLAIM } }],
        ),
        containers: fc.constantFrom(
            [{ name: spark, livenessProbe: { exec: { command: ["true"] }, periodSeconds: 60 } }],
            [{ name: spark, env: [{ name: "T_CPUS", valueFrom: CPUS }], tty: false }],
            [{ name: spark, securityContext: { capabilities: { drop: ["ALL"] } } }],
        ),
        initContainers: fc.constantFrom(
            [{ name: "t-proxy", image: "busybox", restartPolicy: "Always", startupProbe: PROBE }],
            [{ name: "t-wait", image: "busybox", resources: { limits: { memory: "32Mi" } } }],
        ),
    });
    const metadata = fc.constantFrom({ labels: { app: "x" } }, { annotations: { a: "b" } });
    return optional({ metadata, spec });
}

const CLAIM = {
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
};
const CPUS = { resourceFieldRef: { resource: "requests.cpu", divisor: "1m" } };
const PROBE = { tcpSocket: { port: 5432 }, periodSeconds: 1 };

/** What the pods of a role may have besides Spark's own. */
export function arbitraryPod(spark: string) {
    return {
        tolerations: fc.array(toleration, { maxLength: 3 }),
        nodeSelector: fc.constantFrom({ disk: "nvme" }, { "example.com/arch": "" }, {}),
        envFrom: fc.array(envFrom, { maxLength: 2 }),
        fieldEnv: fc.constantFrom(
            { F_NODE: "status.hostIP", F_APP: "metadata.labels['app']" },
            { F_NAME: "metadata.name" },
        ),
        initContainers: containers("i"),
        sidecars: containers("s"),
        hostAliases: fc.constantFrom(
            [{ ip: "10.0.0.5", hostnames: ["namenode", "nn.example.com"] }],
            [{ ip: "fd00::1", hostnames: ["six"] }],
        ),
        terminationGracePeriodSeconds: seconds,
        ports,
        podTemplate: podTemplate(spark),
    };
}

/** Volumes with the files of a ConfigMap or a Secret. */
export const arbitraryFiles = fc
    .record({
        source: fc.constantFrom("configMap", "secret"),
        name: word,
        rest: optional({
            items: fc.constantFrom({ "app.yaml": "conf/app.yaml" }, { a: "a", b: "c" }),
            defaultMode: fc.constantFrom(0o440, 0o400, 0),
            optional: fc.boolean(),
            readOnly: fc.constant(true),
        }),
    })
    .map(({ source, name, rest }) => ({ [source]: name, ...rest }));
