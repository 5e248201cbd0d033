import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../../sandbox";
import { ensureTools } from "../../sandbox/tools";
import { karpenterCharts } from "../../sandbox/tools/catalogue";
import { adminApi } from "../support/access";
import { EVENT_LOG_ENV, readSteps, type Step } from "../support/eventLog";
import { standIns } from "../support/standIns";
import { Call, Cloud } from "../support/standIns/aws/cloud";
import { sayReady } from "../support/standIns/readiness";
import { checkout, TestStack, type Run, type StackOptions } from "../support/stack";
import { apply, kubectlOf } from "../support/testSandbox";
import { CLUSTER_AUTOSCALER_CHART, systemNode } from "./autoscaledObjects";
import type { EksPlatformSettings } from "./programs/eksPlatform";

const ZONES = ["eu-central-1a", "eu-central-1b"];
const PATIENCE_SECONDS = 60;
const STAND_IN = "cluster-autoscaler";

/** What no test may leave in the cluster, as kubectl asks for it. */
const NOTHING_OF = [
    "deployments,daemonsets,jobs --all-namespaces",
    "secrets --all-namespaces --selector owner=helm",
    "clusterroles,clusterrolebindings --selector app.kubernetes.io/managed-by=Helm",
    "namespaces --selector app.kubernetes.io/managed-by=spark-platform",
    "sparkapplications --all-namespaces",
];

/** A program for EKS as a stack: the stand-ins are AWS, and a sandbox of its own is the cluster. */
export class EksStack {
    private constructor(
        public readonly sandbox: Sandbox,
        public readonly cloud: Cloud,
        private readonly stack: TestStack,
        private readonly charts: EksPlatformSettings["charts"],
        private readonly end: () => Promise<void>,
    ) {}

    static async create(id: string, options: Pick<StackOptions, "program">): Promise<EksStack> {
        const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        kubectlOf(sandbox, "delete", "nodes", "--all");
        apply(sandbox, ...ZONES.map(systemNode));
        kubectlOf(
            sandbox,
            ...["create", "--filename", join(checkout, "charts/spark-operator-crds/templates")],
        );
        const [folder = ""] = await ensureTools([karpenterCharts]);
        const awsFolder = mkdtempSync(join(tmpdir(), "spark-platform-aws-"));
        const { cloud, plugins, env } = standIns(awsFolder, sandbox.kubeconfig);
        const stack = await TestStack.create({
            ...options,
            config: {},
            plugins,
            env: { ...EVENT_LOG_ENV, ...env },
            files: Object.fromEntries(
                Object.entries(CLUSTER_AUTOSCALER_CHART).map(([file, content]) => [
                    join(STAND_IN, file),
                    content,
                ]),
            ),
        });
        const charts = {
            karpenter: join(folder, "karpenter"),
            karpenterCrd: join(folder, "karpenter-crd"),
            clusterAutoscaler: join(stack.folder, STAND_IN),
        };
        const api = adminApi(sandbox.kubeconfig);
        const endReadiness = sayReady(api);
        const end = async () => {
            await endReadiness();
            api.close();
            await stack.remove();
            rmSync(awsFolder, { recursive: true });
            await sandboxDown(sandbox.id);
        };
        return new EksStack(sandbox, cloud, stack, charts, end);
    }

    remove(): Promise<void> {
        return this.end();
    }

    preview(settings: Partial<EksPlatformSettings> = {}): Promise<Run> {
        return this.run("preview", ["--diff"], settings);
    }

    up(settings: Partial<EksPlatformSettings> = {}): Promise<Run> {
        return this.run("up", ["--yes", "--skip-preview"], settings);
    }

    destroy(): Promise<Run> {
        return this.run("destroy", ["--yes", "--skip-preview"], {});
    }

    /** What the engine did last. */
    steps(): Step[] {
        return readSteps(this.eventLogFile);
    }

    /** What AWS was asked last. */
    calls(): Call[] {
        return this.cloud.calls();
    }

    kubectl(...args: string[]): string {
        return kubectlOf(this.sandbox, ...args);
    }

    /** What a destroyed stack has left behind, in AWS and in the cluster. */
    leftovers(): string[] {
        const crds = this.kubectl("get", "crds", "--output", "name");
        const found = NOTHING_OF.map((what) =>
            this.kubectl("get", ...what.split(" "), "--output", "name"),
        );
        return [
            ...this.cloud.all().map(({ type, id }) => `${type} ${id}`),
            ...[crds.replace(/^.*sparkoperator\.k8s\.io\n/gm, ""), ...found]
                .flatMap((names) => names.split("\n"))
                .filter(Boolean),
        ];
    }

    private get eventLogFile(): string {
        return join(this.stack.folder, "events.json");
    }

    private run(
        command: string,
        args: string[],
        settings: Partial<EksPlatformSettings>,
    ): Promise<Run> {
        const whole = { autoscaler: "karpenter", charts: this.charts, ...settings };
        this.stack.configure({ settings: whole });
        this.cloud.forgetCalls();
        return this.stack.watched(
            [command, ...args, "--event-log", this.eventLogFile],
            () => undefined,
            PATIENCE_SECONDS,
        );
    }
}
