import { replicasOn } from "../nodes/autoscalerPods";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { OperatorPlan } from "../operator/chart/plan";
import { OperatorRelease } from "../operator/chart/releases";
import { cpuCores, quantityBytes } from "../validation/quantities";
import { Room, sum, times } from "./room";

interface ReadValues {
    controller?: Component;
    webhook?: Component & { enable?: boolean };
}

interface Component {
    replicas?: number;
    resources?: { requests?: { cpu?: unknown; memory?: unknown } };
}

/** Pods of one kind. */
export interface SystemPods {
    /** For people. */
    what: string;
    each: Room;
    count: number;
}

/** What EKS' add-ons request, by their manifests. */
const ADDONS: readonly SystemPods[] = [
    { what: "CoreDNS", each: pod(100, 70), count: 2 },
    { what: "the EBS driver", each: pod(60, 240), count: 2 },
];

/** On each node the VPC CNI with its policy agent, kube-proxy, the Pod Identity agent, the EBS driver. */
export const ADDONS_PER_NODE: Room = sum([pod(50, 0), pod(100, 0), pod(0, 0), pod(30, 120)]);

/** The requests of karpenter/karpenterValues.ts and clusterAutoscaler/clusterAutoscalerValues.ts. */
const AUTOSCALERS: Partial<Record<Autoscaler, Room>> = {
    [Autoscaler.Karpenter]: pod(1000, 1024),
    [Autoscaler.ClusterAutoscaler]: pod(100, 600),
};

/** Add-ons that run once in a cluster, and the autoscaler with a standby if there are nodes for it. */
export function clusterPods(autoscaler: Autoscaler, systemNodes: number): SystemPods[] {
    const each = AUTOSCALERS[autoscaler];
    return each === undefined
        ? [...ADDONS]
        : [...ADDONS, { what: autoscaler, each, count: replicasOn(systemNodes) }];
}

/** Controllers and webhook of the Spark operator, whatever its scope. */
export function operatorPods({ main, teams }: OperatorPlan): SystemPods[] {
    const releases = teams.length === 0 ? [main] : teams.map(({ release }) => release);
    return [
        ...releases.map((release) => ({
            what: "the operator",
            each: controllerPod(release),
            count: controllerReplicas(release),
        })),
        webhookPods(main),
    ];
}

function webhookPods({ values }: OperatorRelease): SystemPods {
    const { webhook } = values as ReadValues;
    const count = webhook?.enable === false ? 0 : (webhook?.replicas ?? 1);
    return { what: "the operator's webhook", each: requestsOf(webhook), count };
}

export function controllerPod({ values }: OperatorRelease): Room {
    return requestsOf((values as ReadValues).controller);
}

export function controllerReplicas({ values }: OperatorRelease): number {
    return (values as ReadValues).controller?.replicas ?? 1;
}

/** All requests of some pods. */
export function requestsOfAll(pods: readonly SystemPods[]): Room {
    return sum(pods.map(({ each, count }) => times(each, count)));
}

/** What is not stated, or in no form that is known, counts nothing: the scheduler sees it later. */
function requestsOf({ resources }: Component = {}): Room {
    const { cpu, memory } = resources?.requests ?? {};
    const cpuMillis = Math.round(cpuCores(cpu) * 1000);
    const memoryMib = Math.round(quantityBytes(memory) / 2 ** 20);
    return pod(cpuMillis || 0, memoryMib || 0);
}

function pod(cpuMillis: number, memoryMib: number): Room {
    return { cpuMillis, memoryMib, pods: 1 };
}
