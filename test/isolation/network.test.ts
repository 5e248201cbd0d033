import assert from "node:assert/strict";
import * as fc from "fast-check";
import { SparkApplication, SparkPlatform, TeamConnection } from "../../components";
import { someCluster } from "../../testkit/cluster";
import { register, Registered } from "../../testkit/mocks";
import { isAllowed } from "../../testkit/networkPolicy/evaluator";
import { Labels, NetworkPolicy, Pod } from "../../testkit/networkPolicy/objects";

/** The driver's and block manager's ports as the operator sets them, and ports that Spark picks itself. */
const SPARK_PORTS = [7078, 7079, 35_873];
const UI_PORT = 4040;

const NAMESPACES = {
    alpha: {},
    beta: {},
    monitoring: { "spark-platform.dev/monitoring": "true" },
    "former-monitoring": { "spark-platform.dev/monitoring": "false" },
    "kube-system": {},
    "spark-operator": {},
    default: {},
};

/** Which pods in the teams' namespaces each pod reaches, on all ports. Others reach none. */
const REACHES: Record<string, string[]> = {
    "alpha/etl-driver": ["alpha/etl-exec-1", "alpha/etl-exec-2"],
    "alpha/etl-exec-1": ["alpha/etl-driver", "alpha/etl-exec-2"],
    "alpha/etl-exec-2": ["alpha/etl-driver", "alpha/etl-exec-1"],
    "alpha/report-driver": ["alpha/report-exec-1", "alpha/report-exec-2"],
    "alpha/report-exec-1": ["alpha/report-driver", "alpha/report-exec-2"],
    "alpha/report-exec-2": ["alpha/report-driver", "alpha/report-exec-1"],
    "alpha/by-hand-driver": ["alpha/by-hand-exec-1", "alpha/by-hand-exec-2", "alpha/submit-driver"],
    "alpha/by-hand-exec-1": ["alpha/by-hand-driver", "alpha/by-hand-exec-2", "alpha/submit-driver"],
    "alpha/by-hand-exec-2": ["alpha/by-hand-driver", "alpha/by-hand-exec-1", "alpha/submit-driver"],
    "alpha/submit-driver": ["alpha/by-hand-driver", "alpha/by-hand-exec-1", "alpha/by-hand-exec-2"],
    "beta/etl-driver": ["beta/etl-exec-1", "beta/etl-exec-2"],
    "beta/etl-exec-1": ["beta/etl-driver", "beta/etl-exec-2"],
    "beta/etl-exec-2": ["beta/etl-driver", "beta/etl-exec-1"],
    "beta/load-driver": ["beta/load-exec-1", "beta/load-exec-2"],
    "beta/load-exec-1": ["beta/load-driver", "beta/load-exec-2"],
    "beta/load-exec-2": ["beta/load-driver", "beta/load-exec-1"],
    "beta/by-hand-driver": ["beta/by-hand-exec-1", "beta/by-hand-exec-2"],
    "beta/by-hand-exec-1": ["beta/by-hand-driver", "beta/by-hand-exec-2"],
    "beta/by-hand-exec-2": ["beta/by-hand-driver", "beta/by-hand-exec-1"],
};

/** Which pods the monitoring namespace also reaches, on port 4040. */
const SCRAPED = [
    "alpha/etl-driver",
    "alpha/report-driver",
    "alpha/by-hand-driver",
    "alpha/submit-driver",
    "beta/etl-driver",
    "beta/load-driver",
    "beta/by-hand-driver",
];

const ROLES = { driver: "driver", "exec-1": "executor", "exec-2": "executor" } as const;

/** Pods of a SparkApplication written by hand, with the labels of Spark and the operator. */
function handWrittenPods(namespace: string): Pod[] {
    return Object.entries(ROLES).map(([suffix, role]) => ({
        name: `by-hand-${suffix}`,
        namespace,
        labels: {
            "spark-role": role,
            "spark-app-selector": "spark-4f2b",
            "sparkoperator.k8s.io/app-name": "by-hand",
            "sparkoperator.k8s.io/launched-by-spark-operator": "true",
        },
    }));
}

const OTHERS: Pod[] = [
    // From spark-submit, without the operator.
    { name: "submit-driver", namespace: "alpha", labels: { "spark-role": "driver" } },
    { name: "shell", namespace: "alpha", labels: { run: "shell" } },
    { name: "shell", namespace: "beta", labels: {} },
    { name: "prometheus-0", namespace: "monitoring", labels: { app: "prometheus" } },
    { name: "prometheus-0", namespace: "former-monitoring", labels: { app: "prometheus" } },
    { name: "coredns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
    { name: "controller", namespace: "spark-operator", labels: { app: "spark-operator" } },
    // Labels alone give no access across namespaces.
    {
        name: "impostor",
        namespace: "default",
        labels: {
            "spark-role": "driver",
            "spark-platform.dev/team": "alpha",
            "spark-platform.dev/job": "etl",
            "spark-platform.dev/monitoring": "true",
        },
    },
];

/** The operator's pods, with the labels of its chart, and another pod in their namespace. */
const OPERATOR_PODS: Pod[] = [
    ...["controller", "webhook"].map((component) => ({
        name: `spark-operator-${component}`,
        namespace: "spark-operator",
        labels: {
            "app.kubernetes.io/name": "spark-operator",
            "app.kubernetes.io/instance": "spark-operator",
            "app.kubernetes.io/component": component,
        },
    })),
    { name: "other", namespace: "spark-operator", labels: { "app.kubernetes.io/name": "other" } },
];

interface JobObject {
    metadata: { namespace: string; labels: Labels };
    spec: Record<"driver" | "executor", { labels?: Labels; template: { metadata?: Metadata } }>;
}

interface Metadata {
    labels?: Labels;
}

/** The pods of a registered job, with the labels that Spark and the operator derive from it. */
function podsOf({ name, inputs }: Registered): Pod[] {
    const { metadata, spec } = inputs as unknown as JobObject;
    return Object.entries(ROLES).map(([suffix, role]) => ({
        name: `${name}-${suffix}`,
        namespace: metadata.namespace,
        labels: {
            ...spec[role].template.metadata?.labels,
            // The operator passes the application's own labels on to its pods.
            ...metadata.labels,
            ...spec[role].labels,
            "spark-role": role,
        },
    }));
}

function jobs(team: TeamConnection, ...names: string[]): void {
    names.forEach((name) => new SparkApplication(name, { team, main: "jobs/pi.py" }));
}

/** Two stacks: the platform with the jobs of one team, and jobs of the other team, one of the same name. */
async function registerAll(): Promise<Registered[]> {
    const teamsOf = () => {
        const teams = { alpha: {}, beta: {} };
        return new SparkPlatform("spark", { cluster: someCluster(), teams });
    };
    const first = await register(() => jobs(teamsOf().team("alpha"), "etl", "report"));
    const second = await register(() => jobs(teamsOf().team("beta"), "etl", "load"));
    return [...first, ...second];
}

describe("the network between teams", () => {
    let pods: Pod[];
    let policies: NetworkPolicy[];

    before(async () => {
        const resources = await registerAll();
        policies = resources
            .filter(({ type }) => type === "kubernetes:networking.k8s.io/v1:NetworkPolicy")
            .map(({ inputs }) => inputs as unknown as NetworkPolicy);
        const applications = resources.filter(({ type }) => type.endsWith(":SparkApplication"));
        pods = [
            ...applications.filter(({ custom }) => custom).flatMap(podsOf),
            ...handWrittenPods("alpha"),
            ...handWrittenPods("beta"),
            ...OTHERS,
        ];
    });

    /** Which other pods of a team each pod reaches on a port; omits pods that reach none. */
    function reached(port: number, protocol = "TCP"): Record<string, string[]> {
        const cluster = { namespaces: NAMESPACES, policies };
        const targets = pods.filter(isOfTeam);
        const rows = pods.map((from) => {
            const to = targets.filter(
                (target) =>
                    target !== from && isAllowed(cluster, { from, to: target, port, protocol }),
            );
            return [nameOf(from), to.map(nameOf).sort()] as const;
        });
        return Object.fromEntries(rows.filter(([, to]) => to.length > 0));
    }

    const isOfTeam = ({ namespace }: Pod) => namespace === "alpha" || namespace === "beta";
    const nameOf = ({ namespace, name }: Pod) => `${namespace}/${name}`;
    const sorted = (table: Record<string, string[]>) =>
        Object.fromEntries(Object.entries(table).map(([from, to]) => [from, [...to].sort()]));

    it("is tested with the pods of seven jobs and their neighbours", () => {
        const neighbours = [
            ...["alpha/shell", "beta/shell", "default/impostor", "kube-system/coredns"],
            ...["monitoring/prometheus-0", "former-monitoring/prometheus-0"],
            "spark-operator/controller",
        ];
        const expected = [...Object.keys(REACHES), ...neighbours];
        assert.deepEqual(pods.map(nameOf).sort(), expected.sort());
    });

    for (const port of SPARK_PORTS) {
        it(`lets pods reach only those of their own job on port ${port}`, () => {
            assert.deepEqual(reached(port), sorted(REACHES));
        });
    }

    it("lets the monitoring namespace scrape drivers on TCP port 4040", () => {
        const scraped = { "monitoring/prometheus-0": SCRAPED };
        assert.deepEqual(reached(UI_PORT), sorted({ ...REACHES, ...scraped }));
        assert.deepEqual(reached(UI_PORT, "UDP"), sorted(REACHES));
    });

    it("is the same on any port that Spark may pick", () => {
        const port = fc.integer({ min: 1, max: 65_535 }).filter((value) => value !== UI_PORT);
        fc.assert(
            fc.property(port, fc.constantFrom("TCP", "UDP", "SCTP"), (number, protocol) => {
                assert.deepEqual(reached(number, protocol), sorted(REACHES));
            }),
            { numRuns: 30 },
        );
    });

    it("allows no ingress from outside the cluster, and all egress of a team's pods", () => {
        const cluster = { namespaces: NAMESPACES, policies };
        const outside = { ip: "198.51.100.1" };
        const ofTeams = pods.filter(isOfTeam);
        const others = pods.filter((pod) => !isOfTeam(pod) && pod.namespace !== "spark-operator");
        const reachable = ofTeams.filter((to) =>
            [UI_PORT, ...SPARK_PORTS].some((port) =>
                isAllowed(cluster, { from: outside, to, port }),
            ),
        );
        assert.deepEqual(reachable.map(nameOf), []);
        const kept = ofTeams.filter((from) =>
            [outside, ...others].some((to) => !isAllowed(cluster, { from, to, port: 443 })),
        );
        assert.deepEqual(kept.map(nameOf), []);
    });

    it("opens the operator's webhook to everyone and its metrics to monitoring, and nothing else", () => {
        const cluster = { namespaces: NAMESPACES, policies };
        const sources = [...pods, { ip: "198.51.100.1" }];
        const targets = OPERATOR_PODS;
        const ports = [22, 443, 6060, 8080, 8081, 9443];
        const found = targets.flatMap((to) =>
            ports.map((port) => {
                const allowed = sources.filter((from) => isAllowed(cluster, { from, to, port }));
                const who = allowed.map((from) => ("ip" in from ? from.ip : nameOf(from)));
                return [`${to.name} ${port}`, who] as const;
            }),
        );
        const everybody = [...pods.map(nameOf), "198.51.100.1"];
        const monitoring = ["monitoring/prometheus-0"];
        assert.deepEqual(Object.fromEntries(found.filter(([, who]) => who.length > 0)), {
            "spark-operator-controller 8080": monitoring,
            "spark-operator-webhook 8080": monitoring,
            "spark-operator-webhook 9443": everybody,
        });
    });
});
