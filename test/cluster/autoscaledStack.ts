import { strict as assert } from "node:assert";
import { dirname, join } from "node:path";
import { instanceTypes } from "../../components/nodes/instanceTypes/instanceTypes";
import { NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../../sandbox";
import { lastLines, sleep } from "../../sandbox/shell";
import { clusterProgram, ensureTools } from "../../sandbox/tools";
import { karpenterCharts } from "../../sandbox/tools/catalogue";
import { adminApi, type AdminApi } from "../../testkit/access";
import { eventually } from "../../testkit/applications";
import { EVENT_LOG_ENV, readSteps, type Step } from "../../testkit/eventLog";
import { karpenterLog, startKarpenter, stopKarpenter } from "../../testkit/karpenter";
import { installPretendedNodeClassCrd } from "../../testkit/karpenterKinds";
import { karpenterTypes } from "../../testkit/karpenterTypes";
import { podsOf, type Pod } from "../../testkit/sparkPods";
import { checkout, TestStack, type Run } from "../../testkit/stack";
import { apply, kubectlCache, kubectlOf } from "../../testkit/testSandbox";
import { CLUSTER_AUTOSCALER_CHART, ORPHAN, systemNode } from "./autoscaledObjects";
import type { AutoscaledSettings } from "./programs/autoscaled";

interface PlacedPod {
    spec: { nodeName?: string };
    status: { phase: string };
}

type Application = Parameters<typeof podsOf>[0] & {
    apiVersion: string;
    kind: string;
    metadata: { uid: string };
};

const ZONES = ["eu-central-1a", "eu-central-1b"];
const NAMESPACE = "processing";
const STAND_IN = "cluster-autoscaler";
const SPARK_CRDS = join(checkout, "charts/spark-operator-crds/templates");

const JOB = {
    driver: { cores: 1, memory: "2g" },
    executor: { instances: 2, cores: 4, memory: "10g" },
};
const JOB_PODS = 3;

/** What no test may leave in the cluster, as arguments of kubectl. */
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

/** The program `programs/autoscaled.ts` as a stack, on its own sandbox. */
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
            files: Object.fromEntries(
                Object.entries(CLUSTER_AUTOSCALER_CHART).map(([file, content]) => [
                    join(STAND_IN, file),
                    content,
                ]),
            ),
            env: EVENT_LOG_ENV,
        });
        const charts = {
            karpenter: join(folder, "karpenter"),
            karpenterCrd: join(folder, "karpenter-crd"),
            clusterAutoscaler: join(stack.folder, STAND_IN),
        };
        return new AutoscaledStack(sandbox, stack, charts, adminApi(sandbox.kubeconfig));
    }

    async remove(): Promise<void> {
        this.api.close();
        await this.stack.remove();
        await sandboxDown(this.sandbox.id);
    }

    /** Updates the stack, and starts a controller as soon as its CRDs exist. */
    async up(
        settings: Partial<AutoscaledSettings> = {},
        watch: (output: string) => void = () => undefined,
    ): Promise<Run> {
        this.configure(settings);
        let controller: Promise<void> | undefined;
        const update = await this.run("up", (output) => {
            watch(output);
            if (controller === undefined && /Release karpenter-crds created \(/.test(output)) {
                controller = this.startController();
            }
        });
        await controller;
        assert.equal(update.code, 0, `${update.output}\n${this.controllerLog()}`);
        return update;
    }

    preview(settings: Partial<AutoscaledSettings> = {}): Promise<Run> {
        this.configure(settings);
        return this.stack.preview();
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

    /** Starts the run of the stack's job, as the operator and Spark would: its pods run. */
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
            const seen = `${this.controllerLog()}\n${pods}\n${(error as Error).message}`;
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

    /**
     * Ends the driver some seconds after it has become the last pod of its job.
     *
     * @returns what it did until then, and on which node
     */
    async endDriverWhenAlone(): Promise<string> {
        const pods = () => this.list<PlacedPod>("pods", "--namespace", NAMESPACE);
        await eventually("executors are drained", () => pods().length === 1);
        await sleep(3000);
        const [driver] = pods();
        const pool = this.kubectl(
            ...["get", "node", driver?.spec.nodeName ?? "none"],
            ...["--output", "jsonpath={.metadata.labels.karpenter\\.sh/nodepool}"],
        );
        this.endJob();
        return `${driver?.status.phase} on a node of ${pool}`;
    }

    /** Uid of the job's SparkApplication: another one would be another run. */
    applicationUid(): string {
        const found = this.list<Application>("sparkapplications", "--namespace", NAMESPACE);
        return found.map(({ metadata }) => metadata.uid).join();
    }

    /** What autoscalers have in the cluster, without nodes that exist independently. */
    ofAutoscalers(): string[] {
        const kinds = "deployments,secrets,serviceaccounts,services,poddisruptionbudgets";
        const listed = [
            this.kubectl("get", "crds", "--output", "name"),
            this.kubectl("get", kinds, "--namespace", "kube-system", "--output", "name"),
            this.kubectl("get", "nodes", "--selector", "karpenter.sh/nodepool", "--output", "name"),
            this.kubectl("get", "clusterroles,clusterrolebindings", "--output", "name"),
        ];
        return listed
            .flatMap((names) => names.split("\n"))
            .filter((name) => /karpenter|autoscaler|capacitybuffers/.test(name))
            .filter((name) => !/karpenter\.kwok\.sh|horizontal/.test(name));
    }

    runningPods(): number {
        return this.list("pods", "-n", NAMESPACE, "--field-selector", "status.phase=Running")
            .length;
    }

    destroy(watch: (output: string) => void = () => undefined): Promise<Run> {
        return this.run("destroy", watch);
    }

    /** What the engine did in the last update or destroy. */
    steps(): Step[] {
        return readSteps(this.eventLogFile);
    }

    /** Objects that a destroyed stack left behind. */
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

    /** Runs commands from a user's shell, with kubectl for this cluster. */
    shell(commands: string): string {
        const path = `PATH=${dirname(clusterProgram("kubectl"))}:$PATH`;
        return this.stack.shell(`${path}\n${commands}`, {
            KUBECONFIG: this.sandbox.kubeconfig,
            KUBECACHEDIR: kubectlCache(this.sandbox),
        });
    }

    private get eventLogFile(): string {
        return join(this.stack.folder, "events.json");
    }

    private run(command: string, watch: (output: string) => void): Promise<Run> {
        const args = ["--yes", "--skip-preview", "--event-log", this.eventLogFile];
        return this.stack.watched([command, ...args], watch);
    }

    private configure(settings: Partial<AutoscaledSettings>): void {
        const { context, kubeconfig } = this.sandbox;
        const whole: AutoscaledSettings = {
            ...{ context, kubeconfig, zones: ZONES, charts: this.charts, job: JOB },
            autoscaler: "karpenter",
            ...settings,
        };
        this.stack.configure({ settings: whole });
    }

    /** @returns uid */
    private async createPod(pod: Pod): Promise<string> {
        const { status, body } = await this.api.post(`/api/v1/namespaces/${NAMESPACE}/pods`, pod);
        assert.equal(status, 201, JSON.stringify(body));
        return (body as { metadata: { uid: string } }).metadata.uid;
    }
}
