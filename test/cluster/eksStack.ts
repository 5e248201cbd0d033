import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NodeKind, sandboxDown, sandboxUp, type Sandbox } from "../../sandbox";
import { ensureTools } from "../../sandbox/tools";
import { karpenterCharts } from "../../sandbox/tools/catalogue";
import { adminApi } from "../../testkit/access";
import { EVENT_LOG_ENV, readSteps, type Step } from "../../testkit/eventLog";
import { checkout, TestStack, type Run } from "../../testkit/stack";
import { configIn } from "../../testkit/stackConfig";
import { standIns } from "../../testkit/standIns";
import { Call, Cloud } from "../../testkit/standIns/aws/cloud";
import { ACCOUNT, ZONES } from "../../testkit/standIns/aws/settings";
import { sayReady } from "../../testkit/standIns/readiness";
import { apply, kubectlOf } from "../../testkit/testSandbox";
import { CLUSTER_AUTOSCALER_CHART, systemNode } from "./autoscaledObjects";

/** The API server takes up to three minutes to delete CRDs that are seconds old. */
const PATIENCE_SECONDS = 240;
const CHART = "cluster-autoscaler";
const PROGRAM = 'export * from "../../../index";\n';

/** Creates the cluster: the AWS provider's profile, which belongs to a user here. */
const MAKER = "data-platform";
/** Another administrator. */
export const OTHER_ADMIN = "ci";
export const ADMINS = [MAKER, OTHER_ADMIN].map((user) => `arn:aws:iam::${ACCOUNT}:user/${user}`);

/** What is deleted together with an EKS cluster that is deleted by hand. */
const IN_CLUSTER = /^aws:eks\//;

interface RunningCluster {
    sandbox: Sandbox;
    end: () => Promise<void>;
}

/** What no test may leave in the cluster, as arguments of kubectl. */
const NOTHING_OF = [
    "crds",
    "deployments,daemonsets,jobs --all-namespaces",
    "secrets --all-namespaces --selector owner=helm",
    "clusterroles,clusterrolebindings --selector app.kubernetes.io/managed-by=Helm",
    "namespaces --selector app.kubernetes.io/managed-by=spark-platform",
    "storageclasses",
];

/**
 * The program on its stack file for EKS: stand-ins are AWS, and the cluster that they make is a
 * sandbox. The stack file differs in what this machine needs: charts from files, and no webhook, since
 * the operator's pods on simulated nodes do not really run.
 */
export class EksStack {
    private constructor(
        private cluster: RunningCluster,
        public readonly cloud: Cloud,
        private readonly account: string,
        private readonly stack: TestStack,
        private readonly config: Record<string, unknown>,
    ) {}

    /**
     * @param stackName a stack file of the project is `Pulumi.<name>.yaml`
     * @param settings of all runs, in addition to those of the stack file
     */
    static async create(id: string, stackName: string, settings: object = {}): Promise<EksStack> {
        const cluster = await runningCluster(id);
        const { sandbox } = cluster;
        const [karpenter = ""] = await ensureTools([karpenterCharts]);
        const account = mkdtempSync(join(tmpdir(), "spark-platform-aws-"));
        const { cloud, plugins, commands, env } = standIns(account, sandbox.kubeconfig);
        const script = "jobs/pi.py";
        const chartFiles = Object.entries(CLUSTER_AUTOSCALER_CHART).map(([file, content]) => [
            join(CHART, file),
            content,
        ]);
        const stack = await TestStack.create({
            config: {},
            program: PROGRAM,
            plugins,
            commands,
            env: { ...EVENT_LOG_ENV, ...env },
            files: {
                ...(Object.fromEntries(chartFiles) as Record<string, string>),
                [script]: readFileSync(join(checkout, script), "utf8"),
            },
        });
        const tracked = configIn(`Pulumi.${stackName}.yaml`);
        const config = {
            ...tracked,
            ...settings,
            "aws:profile": MAKER,
            cluster: { ...(tracked["spark-platform:cluster"] as object), adminRoles: ADMINS },
            operator: { values: { webhook: { enable: false } } },
            artifacts: {
                charts: {
                    ...sandbox.artifacts.charts,
                    karpenter: join(karpenter, "karpenter"),
                    karpenterCrd: join(karpenter, "karpenter-crd"),
                    clusterAutoscaler: join(stack.folder, CHART),
                },
            },
        };
        return new EksStack(cluster, cloud, account, stack, config);
    }

    async remove(): Promise<void> {
        await this.stack.remove();
        await this.forget();
    }

    /** Removes everything without destroying the stack. */
    async forget(): Promise<void> {
        this.stack.forget();
        rmSync(this.account, { recursive: true });
        await this.cluster.end();
    }

    /** Deletes the cluster, as someone in the AWS console could; the next one with its name is new. */
    async loseCluster(): Promise<void> {
        for (const { type, id } of this.cloud.all().filter(({ type }) => IN_CLUSTER.test(type))) {
            this.cloud.remove(type, id);
        }
        const { id } = this.cluster.sandbox;
        await this.cluster.end();
        this.cluster = await runningCluster(id);
    }

    preview(settings: object = {}): Promise<Run> {
        return this.run(["preview", "--diff"], settings);
    }

    up(settings: object = {}): Promise<Run> {
        return this.run(["up", "--yes", "--skip-preview"], settings);
    }

    destroy(): Promise<Run> {
        return this.run(["destroy", "--yes", "--skip-preview"], {});
    }

    /** @param env further variables */
    refresh(env: NodeJS.ProcessEnv): Promise<Run> {
        return this.run(["refresh", "--yes", "--skip-preview"], {}, env);
    }

    /** What the engine did last. */
    steps(): Step[] {
        return readSteps(this.eventLogFile);
    }

    /** The last calls to AWS. */
    calls(): Call[] {
        return this.cloud.calls();
    }

    kubectl(...args: string[]): string {
        return kubectlOf(this.cluster.sandbox, ...args);
    }

    /** What a destroyed stack left behind, in AWS and in the cluster. */
    leftovers(): string[] {
        const found = NOTHING_OF.map((what) =>
            this.kubectl("get", ...what.split(" "), "--output", "name"),
        );
        return [
            ...this.cloud.all().map(({ type, id }) => `${type} ${id}`),
            ...found.flatMap((names) => names.split("\n")).filter(Boolean),
        ];
    }

    private get eventLogFile(): string {
        return join(this.stack.folder, "events.json");
    }

    private run(command: string[], settings: object, env: NodeJS.ProcessEnv = {}): Promise<Run> {
        this.stack.configure({ ...this.config, ...settings });
        this.cloud.forgetCalls();
        return this.stack.watched([...command, "--event-log", this.eventLogFile], () => undefined, {
            seconds: PATIENCE_SECONDS,
            env,
        });
    }
}

/** Simulated nodes, and a loop that marks Karpenter's objects as ready. */
async function runningCluster(id: string): Promise<RunningCluster> {
    const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
    kubectlOf(sandbox, "delete", "nodes", "--all");
    apply(sandbox, ...ZONES.map(systemNode));
    const api = adminApi(sandbox.kubeconfig);
    const endReadiness = sayReady(api);
    const end = async () => {
        await endReadiness();
        api.close();
        await sandboxDown(sandbox.id);
    };
    return { sandbox, end };
}
