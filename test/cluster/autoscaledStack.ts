import { strict as assert } from "node:assert";
import { dirname, join } from "node:path";
import { instanceTypes } from "../../components/nodes/instanceTypes";
import { NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../../sandbox";
import { lastLines, run } from "../../sandbox/shell";
import { clusterProgram, ensureTools } from "../../sandbox/tools";
import { karpenterCharts } from "../../sandbox/tools/catalogue";
import { adminApi, type AdminApi } from "../support/access";
import { eventually } from "../support/applications";
import { EVENT_LOG_ENV, readSteps, type Step } from "../support/eventLog";
import { karpenterLog, startKarpenter, stopKarpenter } from "../support/karpenter";
import { installPretendedNodeClassCrd } from "../support/karpenterKinds";
import { karpenterTypes } from "../support/karpenterTypes";
import { podsOf, type Pod } from "../support/sparkPods";
import { checkout, TestStack, type Run } from "../support/stack";
import { apply, kubectlOf } from "../support/testSandbox";
import type { AutoscaledSettings } from "./programs/autoscaled";

type Application = Parameters<typeof podsOf>[0] & {
    apiVersion: string;
    kind: string;
    metadata: { uid: string };
};

const ZONES = ["eu-central-1a", "eu-central-1b"];
const NAMESPACE = "processing";
const SPARK_CRDS = join(checkout, "charts/spark-operator-crds/templates");

const JOB = {
    driver: { cores: 1, memory: "2g" },
    executor: { instances: 2, cores: 4, memory: "10g" },
};
export const JOB_PODS = 3;

/** What no test may leave in the cluster, as kubectl asks for it. */
const NOTHING_OF = [
    "pods,deployments,secrets,configmaps,services --all-namespaces --selector spark-platform.dev/job",
    "deployments,daemonsets --all-namespaces",
    "secrets --all-namespaces --selector owner=helm",
    "pods --all-namespaces",
    "nodes --selector karpenter.sh/nodepool",
    "clusterroles,clusterrolebindings --selector app.kubernetes.io/managed-by=Helm",
    "namespaces --selector app.kubernetes.io/managed-by=spark-platform",
    "sparkapplications --all-namespaces",
];

/** A node claim whose pool does not exist; its class is one that the controller here leaves alone. */
const ORPHAN = {
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

/** The program `programs/autoscaled.ts` as a stack, on a sandbox of its own. */
export class AutoscaledStack {
    private constructor(
        public readonly sandbox: Sandbox,
        private readonly stack: TestStack,
        private readonly charts: AutoscaledSettings["charts"],
        private readonly api: AdminApi,
    ) {}

    static async create(id: string): Promise<AutoscaledStack> {
        const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        kubectlOf(sandbox, "delete", "nodes", "--all");
        apply(sandbox, ...ZONES.map(systemNode));
        await installPretendedNodeClassCrd(sandbox);
        kubectlOf(sandbox, "create", "--filename", SPARK_CRDS);
        const [folder = ""] = await ensureTools([karpenterCharts]);
        const stack = await TestStack.create({
            config: {},
            program: 'export * from "../../../test/cluster/programs/autoscaled";\n',
            env: EVENT_LOG_ENV,
        });
        const charts = {
            karpenter: join(folder, "karpenter"),
            karpenterCrd: join(folder, "karpenter-crd"),
        };
        return new AutoscaledStack(sandbox, stack, charts, adminApi(sandbox.kubeconfig));
    }

    async remove(): Promise<void> {
        this.api.close();
        await this.stack.remove();
        await sandboxDown(this.sandbox.id);
    }

    /** Brings the stack up, and with it a controller as soon as its CRDs are there. */
    async up(settings: Partial<AutoscaledSettings> = {}): Promise<Run> {
        const { context, kubeconfig } = this.sandbox;
        const whole: AutoscaledSettings = {
            ...{ context, kubeconfig, zones: ZONES, charts: this.charts, job: JOB },
            ...{ autoscaler: "karpenter", deleteTimeout: "30s" },
            ...settings,
        };
        this.stack.configure({ settings: whole });
        let controller: Promise<void> | undefined;
        const update = await this.stack.upWatched(
            (output) => {
                if (controller === undefined && /Release karpenter-crds created \(/.test(output)) {
                    controller = this.startController();
                }
            },
            ...this.eventLog,
        );
        await controller;
        assert.equal(update.code, 0, `${update.output}\n${this.controllerLog()}`);
        return update;
    }

    startController(): Promise<void> {
        const spot = Object.fromEntries(ZONES.map((zone) => [zone, 0.35]));
        return startKarpenter(this.sandbox, karpenterTypes(instanceTypes.values(), spot));
    }

    stopController(): Promise<void> {
        return stopKarpenter(this.sandbox);
    }

    private controllerLog(): string {
        return lastLines(karpenterLog(this.sandbox), 40);
    }

    /** Begins the run of the stack's job, as the operator and Spark would: its pods run. */
    async startJob(): Promise<void> {
        const [application] = this.list<Application>("sparkapplications", "-n", NAMESPACE);
        assert.ok(application);
        const { apiVersion, kind, metadata } = application;
        const { name, uid } = metadata;
        const owner = { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
        const args = { main: "local:///opt/main.py", ...JOB };
        const { driver, executors } = podsOf(application, { args, language: "Python" });
        driver.metadata.ownerReferences = [owner];
        const driverUid = await this.createPod(driver);
        await Promise.all(executors(driverUid).map((executor) => this.createPod(executor)));
        try {
            await eventually(`${JOB_PODS} pods run`, () => this.runningPods() === JOB_PODS);
        } catch (error) {
            const pods = this.kubectl("get", "pods,nodeclaims,nodes", "-A", "-o", "wide");
            const seen = `${(error as Error).message}\n${pods}\n${this.controllerLog()}`;
            throw new Error(seen, { cause: error });
        }
    }

    /**
     * Waits until Kubernetes knows that node claims belong to pools: it looks for new kinds twice
     * a minute, and before that a pool does not wait for its nodes.
     */
    async ownersAreKnown(): Promise<void> {
        apply(this.sandbox, ORPHAN);
        const isGone = () => !this.kubectl("get", "nodeclaims", "-o", "name").includes("orphan");
        await eventually("node claims without a pool are deleted", isGone);
    }

    /** Ends the run; its nodes stay for the two minutes that pools give empty ones. */
    endJob(): void {
        this.kubectl("delete", "pods", "--all", "--namespace", NAMESPACE);
    }

    runningPods(): number {
        return this.list("pods", "-n", NAMESPACE, "--field-selector", "status.phase=Running")
            .length;
    }

    destroy(look: (output: string) => void = () => undefined): Promise<Run> {
        const args = ["destroy", "--yes", "--skip-preview", ...this.eventLog];
        return this.stack.watched(args, look);
    }

    /** What the engine did in the last update or destroy. */
    steps(): Step[] {
        return readSteps(this.eventLogFile);
    }

    /** Objects that a destroyed stack has left behind. */
    leftovers(): string[] {
        const crds = this.kubectl("get", "crds", "--output", "name");
        const found = NOTHING_OF.map((what) =>
            this.kubectl("get", ...what.split(" "), "--output", "name"),
        );
        return [crds.replace(/^.*(sparkoperator\.k8s\.io|karpenter\.kwok\.sh)\n/gm, ""), ...found]
            .flatMap((names) => names.split("\n"))
            .filter(Boolean);
    }

    list<T>(...what: string[]): T[] {
        return (JSON.parse(this.kubectl("get", ...what, "--output", "json")) as { items: T[] })
            .items;
    }

    kubectl(...args: string[]): string {
        return kubectlOf(this.sandbox, ...args);
    }

    /** Runs commands for a person's shell, with kubectl for this cluster. */
    shell(commands: string): string {
        const { kubeconfig } = this.sandbox;
        const PATH = `${dirname(clusterProgram("kubectl"))}:${process.env.PATH}`;
        return run("sh", ["-e", "-c", commands], {
            env: { ...process.env, PATH, KUBECONFIG: kubeconfig },
        });
    }

    private get eventLogFile(): string {
        return join(this.stack.folder, "events.json");
    }

    private get eventLog(): string[] {
        return ["--event-log", this.eventLogFile];
    }

    /** @returns uid */
    private async createPod(pod: Pod): Promise<string> {
        const { status, body } = await this.api.post(`/api/v1/namespaces/${NAMESPACE}/pods`, pod);
        assert.equal(status, 201, JSON.stringify(body));
        return (body as { metadata: { uid: string } }).metadata.uid;
    }
}

/** A pretended node that is there without an autoscaler, for the autoscaler's own pods. */
function systemNode(zone: string): object {
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
