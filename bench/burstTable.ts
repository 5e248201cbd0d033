import { instanceTypes, PRICE_DATE } from "../components/nodes/instanceTypes/instanceTypes";
import { Measured } from "./burst";
import { loadInWords } from "./burstLoad";

const HEADS = [
    "executors",
    "nodes from",
    "nodes",
    "$/h",
    "of REFERENCE",
    "CPU requested",
    "memory requested",
    "all running after",
    "empty nodes gone after",
    "executor pairs across zones",
];

/** Numbers of executors, and each provisioner's figures. */
export type Bursts = ReadonlyMap<number, readonly Measured[]>;

/**
 * Bursts as lines of a Markdown table.
 *
 * @param reference provisioner that the others' prices are compared with
 */
export function burstTable(bursts: Bursts, reference: string): string {
    const lines = [...bursts].flatMap(([executors, ofBurst]) => {
        const whole = priceOf(reference, ofBurst);
        return ofBurst.map((measured) => cells(executors, measured, whole));
    });
    const heads = HEADS.map((head) => head.replace("REFERENCE", reference));
    return [heads, HEADS.map(() => "---"), ...lines]
        .map((line) => `| ${line.join(" | ")} |`)
        .join("\n");
}

function cells(executors: number, measured: Measured, whole: number): string[] {
    const { startSeconds, removalSeconds, crossZonePairs, pairs } = measured;
    return [
        String(executors),
        measured.provisioner,
        String(measured.nodes),
        measured.dollarsPerHour.toFixed(2),
        percent(measured.dollarsPerHour / whole),
        percent(measured.cpuShare),
        percent(measured.memoryShare),
        wholeSeconds(startSeconds),
        wholeSeconds(removalSeconds),
        `${crossZonePairs} of ${pairs}`,
    ];
}

/** The node types that each provisioner used. */
export function typeLines(bursts: Bursts): string {
    return [...bursts]
        .flatMap(([executors, ofBurst]) =>
            ofBurst.map(
                ({ provisioner, types }) => `- ${executors}, ${provisioner}: ${types.join(", ")}`,
            ),
        )
        .join("\n");
}

/** How much cheaper the same pools are with spot capacity. */
export function spotLine(
    bursts: Bursts,
    withSpot: string,
    without: string,
    discount: number,
): string {
    const savings = [...bursts].map(([executors, ofBurst]) => {
        const saved = 1 - priceOf(withSpot, ofBurst) / priceOf(without, ofBurst);
        return `${percent(saved)} (${executors} executors)`;
    });
    return `Spot at ${percent(discount)} off the on-demand price saves ${savings.join(", ")}.`;
}

/** How the figures were measured, and what they exclude. */
export function methodLines(discount: number, zones: string[]): string {
    return [
        `- Load: ${loadInWords()}. Up to 199 executors run as jobs of 10, more as jobs of 50. All start at the same time, without any nodes.`,
        `- Nodes: simulated, with the sizes and allocatable resources of ${instanceTypes.size} EC2 types, in ${zones.length} zones. The Kubernetes scheduler and the autoscalers are real.`,
        `- Prices: on-demand, Linux, us-east-1, ${PRICE_DATE}; spot is ${percent(discount)} off in every zone and for every type (DISCOUNT).`,
        "- One type only: exactly as many nodes as the burst needs, for drivers and executors alike, which exist before and after it. Their number comes from first fit, plus more if the scheduler spreads the pods so that some do not fit. This is the best case: no fixed group has the right size for long. Its nodes lack the library's labels, so jobs are not bound to a zone.",
        "- CPU and memory: the requests of all pods as a share of the allocatable resources of all nodes.",
        "- Empty nodes: from the deletion of all executors until only nodes with drivers are left, with the library's own settings.",
        "- Not included: instance start (simulated nodes are ready at once), DaemonSets, volumes, data transfer, spot shortages. Seconds depend on the machine; the other figures do not.",
    ].join("\n");
}

function priceOf(name: string, ofBurst: readonly Measured[]): number {
    return ofBurst.find(({ provisioner }) => provisioner === name)?.dollarsPerHour ?? NaN;
}

function wholeSeconds(value: number | undefined): string {
    return value === undefined ? "" : `${Math.ceil(value)} s`;
}

function percent(share: number): string {
    return `${Math.round(share * 100)} %`;
}
