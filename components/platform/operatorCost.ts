import { replicasOn } from "../nodes/autoscalerPods";
import { allocatable } from "../nodes/instanceTypes/allocatable";
import { InstanceType, instanceTypes } from "../nodes/instanceTypes/instanceTypes";
import { Autoscaler } from "../nodes/pools/autoscaler";
import { OperatorPlan } from "../operator/chart/plan";
import { OperatorRelease } from "../operator/chart/releases";
import { cpuCores, quantityBytes } from "../validation/quantities";

/** CPU and memory that pods request together. */
interface Room {
    cpuMillis: number;
    memoryMib: number;
}

/** Nodes on which the operators run, where they are known before the cluster is there. */
export interface SystemNodes {
    instanceType: string;
    count: number;
    autoscaler?: Autoscaler;
}

interface ReadValues {
    controller?: Component;
    webhook?: Component & { enable?: boolean };
}

interface Component {
    replicas?: number;
    resources?: { requests?: { cpu?: unknown; memory?: unknown } };
}

/**
 * Types for general use with burstable CPU, which no pool uses: Amazon EC2 user guide, "Amazon EC2
 * burstable performance instances" and "Maximum IP addresses per network interface".
 */
const BURSTABLE: Record<string, Pick<InstanceType, "vcpus" | "memoryMib"> & { addresses: number }> =
    {
        medium: { vcpus: 2, memoryMib: 4096, addresses: 6 },
        large: { vcpus: 2, memoryMib: 8192, addresses: 12 },
    };

/**
 * What EKS' add-ons request, by their manifests: CoreDNS twice, the EBS driver's controller twice;
 * on each node kube-proxy, the VPC CNI with its policy agent, the EBS driver.
 */
const ADDONS: Room = { cpuMillis: 320, memoryMib: 620 };
const ADDONS_PER_NODE: Room = { cpuMillis: 180, memoryMib: 120 };

/** The requests of nodes/karpenterValues.ts and nodes/clusterAutoscalerValues.ts. */
const AUTOSCALERS: Record<Autoscaler, Room> = {
    [Autoscaler.Karpenter]: { cpuMillis: 1000, memoryMib: 1024 },
    [Autoscaler.ClusterAutoscaler]: { cpuMillis: 100, memoryMib: 600 },
    [Autoscaler.None]: { cpuMillis: 0, memoryMib: 0 },
};

/** One line for a preview: what an operator for each team costs. */
export function costOfTeams({ teams }: OperatorPlan): string {
    const { cpuMillis, memoryMib } = sum(teams.map(({ release }) => controllerOf(release)));
    const pods = teams.reduce((count, { release }) => count + replicasOf(release), 0);
    return (
        `operator.scope: "team" is ${counted(teams.length, "operator")} in ` +
        `${counted(pods, "pod")}, one operator for each team: they request ${cpuMillis}m CPU and ` +
        `${memoryMib}Mi of memory together.`
    );
}

/** A warning where the system's nodes have plainly no room for them; nothing if they may have. */
export function roomProblem(
    { main, teams }: OperatorPlan,
    { instanceType, count, autoscaler = Autoscaler.None }: SystemNodes,
): string | undefined {
    const node = nodeRoom(instanceType);
    if (node === undefined) {
        return undefined;
    }
    const free = sum([
        times(node, count),
        times(ADDONS_PER_NODE, -count),
        times(ADDONS, -1),
        times(AUTOSCALERS[autoscaler], -replicasOn(count)),
    ]);
    const operators = teams.map(({ release }) => controllerOf(release));
    // An update starts a pod before it ends another.
    const largest = teams[0] === undefined ? [] : [onePodOf(teams[0].release)];
    const wanted = sum([webhookOf(main), ...operators, ...largest]);
    if (!(wanted.cpuMillis > free.cpuMillis || wanted.memoryMib > free.memoryMib)) {
        return undefined;
    }
    return (
        `operator.scope: "team" has no room on ${count} x ${instanceType}, the cluster's system ` +
        `nodes. The webhook, ${counted(teams.length, "operator")} and one more pod during updates ` +
        `request ${text(wanted)}; about ${text(free)} are free. ` +
        'Give cluster.systemNodes more or larger nodes, or set operator.scope to "platform".'
    );
}

function nodeRoom(type: string): Room | undefined {
    const [, size = ""] = /^t(?:3a?|4g)\.([a-z]+)$/.exec(type) ?? [];
    const burstable = BURSTABLE[size];
    const known =
        burstable === undefined
            ? instanceTypes.get(type)
            : {
                  ...burstable,
                  name: type,
                  arch: type.startsWith("t4g") ? ("arm64" as const) : ("amd64" as const),
                  nvmeGb: 0,
                  networkInterfaces: 3,
                  addressesPerInterface: burstable.addresses,
                  pricePerHour: 0,
              };
    return known && allocatable(known);
}

function controllerOf(release: OperatorRelease): Room {
    return times(onePodOf(release), replicasOf(release));
}

function onePodOf({ values }: OperatorRelease): Room {
    return requestsOf((values as ReadValues).controller);
}

function replicasOf({ values }: OperatorRelease): number {
    return (values as ReadValues).controller?.replicas ?? 1;
}

function webhookOf({ values }: OperatorRelease): Room {
    const { webhook } = values as ReadValues;
    return webhook?.enable === false
        ? requestsOf({})
        : times(requestsOf(webhook), webhook?.replicas ?? 1);
}

/** What is not stated, or in no form that is known, counts nothing: the scheduler sees it later. */
function requestsOf({ resources }: Component = {}): Room {
    const { cpu, memory } = resources?.requests ?? {};
    const cpuMillis = Math.round(cpuCores(cpu) * 1000);
    const memoryMib = Math.round(quantityBytes(memory) / 2 ** 20);
    return { cpuMillis: cpuMillis || 0, memoryMib: memoryMib || 0 };
}

function times({ cpuMillis, memoryMib }: Room, factor: number): Room {
    return { cpuMillis: cpuMillis * factor, memoryMib: memoryMib * factor };
}

function sum(rooms: Room[]): Room {
    return rooms.reduce(
        (all, { cpuMillis, memoryMib }) => ({
            cpuMillis: all.cpuMillis + cpuMillis,
            memoryMib: all.memoryMib + memoryMib,
        }),
        { cpuMillis: 0, memoryMib: 0 },
    );
}

function text({ cpuMillis, memoryMib }: Room): string {
    return `${Math.max(0, cpuMillis)}m CPU and ${Math.max(0, memoryMib)}Mi`;
}

function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}
