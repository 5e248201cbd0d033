import { eventually, read } from "../applications";
import { run } from "../../sandbox/shell";
import { clusterProgram } from "../../sandbox/tools";
import { apply, kubectl, kubectlOptions, testSandbox } from "../testSandbox";

/** Kueue's record of a job. */
export interface Workload {
    metadata: { name: string; ownerReferences: { uid: string }[] };
    status?: {
        conditions?: WorkloadCondition[];
        admission?: { podSetAssignments: { resourceUsage: Record<string, string> }[] };
    };
}

interface WorkloadCondition {
    type: string;
    status: string;
    reason: string;
    message: string;
    lastTransitionTime: string;
}

const API = "kueue.x-k8s.io/v1beta2";

/** One resource flavor with a quota for one queue, and its LocalQueue in a namespace. */
export function provideQueue(name: string, namespace: string, cpu: string): void {
    const resources = [
        { name: "cpu", nominalQuota: cpu },
        { name: "memory", nominalQuota: "64Gi" },
    ];
    const flavor = "linux";
    apply(
        testSandbox(),
        {
            apiVersion: API,
            kind: "ResourceFlavor",
            metadata: { name: flavor },
            spec: { nodeLabels: { "kubernetes.io/os": flavor } },
        },
        {
            apiVersion: API,
            kind: "ClusterQueue",
            metadata: { name },
            spec: {
                namespaceSelector: {},
                resourceGroups: [
                    {
                        coveredResources: resources.map((resource) => resource.name),
                        flavors: [{ name: flavor, resources }],
                    },
                ],
            },
        },
        {
            apiVersion: API,
            kind: "LocalQueue",
            metadata: { name, namespace },
            spec: { clusterQueue: name },
        },
    );
}

/**
 * What a queue does with its jobs: `Hold` admits no more, `HoldAndDrain` also evicts those that
 * run.
 */
export function setStopPolicy(queue: string, stopPolicy: "None" | "Hold" | "HoldAndDrain"): void {
    const patch = JSON.stringify({ spec: { stopPolicy } });
    kubectl("patch", "clusterqueue", queue, "--type=merge", "--patch", patch);
}

/** The workload of an application. */
export function workloadOf(namespace: string, application: string): Promise<Workload> {
    const { uid } = read<{ metadata: { uid: string } }>(
        ...["sparkapplication", application, "-n", namespace],
    ).metadata;
    return eventually(`a workload of ${application}`, () =>
        read<{ items: Workload[] }>("workloads.kueue.x-k8s.io", "-n", namespace).items.find(
            ({ metadata }) => metadata.ownerReferences.some((owner) => owner.uid === uid),
        ),
    );
}

export function conditionOf({ status }: Workload, type: string): WorkloadCondition | undefined {
    return status?.conditions?.find((condition) => condition.type === type);
}

/** Asks the API server, including webhooks, whether it would accept an object. */
export function createDryRun(object: object): string {
    const args = [...kubectlOptions(testSandbox()), "create", "--dry-run=server", "-f", "-"];
    return run(clusterProgram("kubectl"), args, { input: JSON.stringify(object) });
}
