import { strict as assert } from "node:assert";
import { ResolvedJobArgs } from "../components/job/manifest/manifest";
import { instanceTypes } from "../components/nodes/instanceTypes/instanceTypes";
import { LABELS } from "../components/validation/labels";
import { type Sandbox } from "../sandbox";
import { adminApi, type AdminApi } from "./access";
import { eventually } from "./applications";
import { someJob } from "./someJob";
import { sparkPods } from "./sparkPods";
import { apply, kubectlOf } from "./testSandbox";

export const LOAD_NAMESPACE = "processing";

const namespace = LOAD_NAMESPACE;
const podsPath = `/api/v1/namespaces/${namespace}/pods`;

/** EKS' names for it. */
const EKS_CAPACITY: Readonly<Record<string, string>> = { ON_DEMAND: "on-demand", SPOT: "spot" };

/** What determines where a job's pods are placed. */
export type JobSize = Pick<ResolvedJobArgs, "driver" | "executor">;

export interface LoadNode {
    name: string;
    /** The autoscaler's name for its pool. */
    pool: string;
    /** Its capacity type. */
    capacity: string;
    zone: string;
    instanceType: string;
    vcpus: number;
    labels: Record<string, string>;
    taints: object[];
}

export interface LoadPod {
    name: string;
    job: string;
    role: string;
    phase: string;
    /** Undefined while it waits for one. */
    node?: LoadNode;
}

interface KubernetesPod {
    metadata: { name: string; labels: Record<string, string> };
    spec: { nodeName?: string };
    status: { phase: string };
}

interface KubernetesNode {
    metadata: { name: string; labels: Record<string, string> };
    spec: { taints?: object[] };
}

interface KubernetesEvent {
    involvedObject: { name: string };
    message: string;
}

/** Pods of jobs, created like Spark does, on a cluster where pods only appear to run. */
export class SparkLoad {
    private readonly api: AdminApi;

    /**
     * @param zones that jobs may use
     * @param labelled whether the nodes carry the library's labels
     */
    constructor(
        private readonly sandbox: Sandbox,
        private readonly zones: string[],
        private readonly labelled = true,
    ) {
        this.api = adminApi(sandbox.kubeconfig);
        apply(
            sandbox,
            { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
            { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "spark", namespace } },
        );
    }

    close(): void {
        this.api.close();
    }

    async submit(job: string, size: JobSize): Promise<void> {
        const args = { main: "local:///opt/main.py", ...size };
        const facts = { labelled: this.labelled, zones: this.zones };
        const { driver, executors } = sparkPods(someJob({ job, namespace, args, facts }));
        const uid = await this.create(podsPath, driver);
        await Promise.all(executors(uid).map((executor) => this.create(podsPath, executor)));
    }

    async addNodes(nodes: object[]): Promise<void> {
        await Promise.all(nodes.map((node) => this.create("/api/v1/nodes", node)));
    }

    async submitAll(jobs: Readonly<Record<string, JobSize>>): Promise<void> {
        await Promise.all(Object.entries(jobs).map(([job, size]) => this.submit(job, size)));
    }

    async allRun(count: number): Promise<void> {
        await eventually(`${count} pods run`, () => {
            const running = this.pods().filter(({ phase }) => phase === "Running");
            return running.length === count;
        });
    }

    pods(): LoadPod[] {
        const nodes = new Map(this.nodes().map((node) => [node.name, node]));
        return this.list<KubernetesPod>("pods", "--namespace", namespace).map((pod) => ({
            name: pod.metadata.name,
            job: pod.metadata.labels[LABELS.job] ?? "",
            role: pod.metadata.labels["spark-role"] ?? "",
            phase: pod.status.phase,
            node: nodes.get(pod.spec.nodeName ?? ""),
        }));
    }

    nodes(): LoadNode[] {
        return this.list<KubernetesNode>("nodes").map(({ metadata: { name, labels }, spec }) => {
            const instanceType = labels["node.kubernetes.io/instance-type"] ?? "";
            return {
                name,
                ...originOf(labels),
                zone: labels["topology.kubernetes.io/zone"] ?? "",
                instanceType,
                vcpus: instanceTypes.get(instanceType)?.vcpus ?? NaN,
                labels,
                taints: spec.taints ?? [],
            };
        });
    }

    /** Deletes pods, as Spark does; a driver's executors are deleted with it. */
    end(...labels: string[]): void {
        this.kubectl("delete", "pods", "--namespace", namespace, "--selector", labels.join());
    }

    /** Names of objects with events that have a reason, and a string in their message. */
    events(namespace: string, reason: string, text: string): string[] {
        const selector = ["--namespace", namespace, "--field-selector", `reason=${reason}`];
        const found = this.list<KubernetesEvent>("events", ...selector)
            .filter(({ message }) => message.includes(text))
            .map(({ involvedObject }) => involvedObject.name);
        return [...new Set(found)].sort();
    }

    list<T>(...what: string[]): T[] {
        return (JSON.parse(this.kubectl("get", ...what, "--output", "json")) as { items: T[] })
            .items;
    }

    kubectl(...args: string[]): string {
        return kubectlOf(this.sandbox, ...args);
    }

    /** @returns uid */
    private async create(path: string, object: object): Promise<string> {
        const { status, body } = await this.api.post(path, object);
        assert.equal(status, 201, JSON.stringify(body));
        return (body as { metadata: { uid: string } }).metadata.uid;
    }
}

/** Unique lines, sorted. */
export function lines<T>(items: T[], line: (item: T) => string): string[] {
    return [...new Set(items.map(line))].sort();
}

/** From labels set by the node's creator: Karpenter, or EKS for a node group. */
function originOf(labels: Record<string, string>): Pick<LoadNode, "pool" | "capacity"> {
    const nodeGroup = labels["eks.amazonaws.com/nodegroup"];
    if (nodeGroup === undefined) {
        return {
            pool: labels["karpenter.sh/nodepool"] ?? "",
            capacity: labels["karpenter.sh/capacity-type"] ?? "",
        };
    }
    const zone = labels["topology.kubernetes.io/zone"];
    return {
        pool: nodeGroup.slice(0, nodeGroup.indexOf(`-${zone}-`)),
        capacity: EKS_CAPACITY[labels["eks.amazonaws.com/capacityType"] ?? ""] ?? "",
    };
}
