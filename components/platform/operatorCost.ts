import { Autoscaler } from "../nodes/pools/autoscaler";
import { OperatorPlan } from "../operator/chart/plan";
import { hasRoomFor, Room, sum, times } from "./room";
import { nodeRoom, SystemNodes } from "./systemNodesRoom";
import {
    ADDONS_PER_NODE,
    clusterPods,
    controllerPod,
    controllerReplicas,
    operatorPods,
    requestsOfAll,
} from "./systemPods";

/** One line for a preview: what an operator for each team costs. */
export function costOfTeams({ teams }: OperatorPlan): string {
    const { cpuMillis, memoryMib, pods } = sum(
        teams.map(({ release }) => times(controllerPod(release), controllerReplicas(release))),
    );
    return (
        `operator.scope: "team" is ${counted(teams.length, "operator")} in ` +
        `${counted(pods, "pod")}, one operator for each team: they request ${cpuMillis}m CPU and ` +
        `${memoryMib}Mi of memory together.`
    );
}

/** A warning if the system nodes clearly lack the room for them. */
export function roomProblem(
    plan: OperatorPlan,
    {
        instanceType,
        count,
        autoscaler = Autoscaler.None,
    }: SystemNodes & { autoscaler?: Autoscaler },
): string | undefined {
    const { teams } = plan;
    const node = nodeRoom(instanceType);
    if (node === undefined) {
        return undefined;
    }
    const free = sum([
        times(node, count),
        times(ADDONS_PER_NODE, -count),
        times(requestsOfAll(clusterPods(autoscaler, count)), -1),
    ]);
    // An update starts a new pod before it stops the old one.
    const largest = teams[0] === undefined ? [] : [controllerPod(teams[0].release)];
    const wanted = sum([requestsOfAll(operatorPods(plan)), ...largest]);
    if (hasRoomFor(free, wanted)) {
        return undefined;
    }
    return (
        `operator.scope: "team" has no room on ${count} x ${instanceType}, the cluster's system ` +
        `nodes. The webhook, ${counted(teams.length, "operator")} and one more pod during updates ` +
        `request ${text(wanted)}; about ${text(free)} are free. ` +
        'Give cluster.systemNodes more or larger nodes, or set operator.scope to "platform".'
    );
}

function text({ cpuMillis, memoryMib }: Room): string {
    return `${Math.max(0, cpuMillis)}m CPU and ${Math.max(0, memoryMib)}Mi`;
}

function counted(count: number, what: string): string {
    return `${count} ${what}${count === 1 ? "" : "s"}`;
}
