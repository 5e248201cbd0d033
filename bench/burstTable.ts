import { instanceTypes, PRICE_DATE } from "../components/nodes/instanceTypes/instanceTypes";
import { Measured } from "./burst";
import { loadInWords } from "./burstLoad";

const HEADS = [
    "executors",
    "nodes from",
    "nodes",
    "$/h",
    "of REFERENCE",
    "CPU asked for",
    "memory asked for",
    "all run after",
    "empty nodes gone after",
    "executor pairs across zones",
];

/** Numbers of executors, and what each provisioner made of them. */
export type Bursts = ReadonlyMap<number, readonly Measured[]>;

/**
 * Bursts as lines of a Markdown table.
 *
 * @param reference provisioner with whose price the others are compared
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

/** Which types of nodes each provisioner took. */
export function typeLines(bursts: Bursts): string {
    return [...bursts]
        .flatMap(([executors, ofBurst]) =>
            ofBurst.map(
                ({ provisioner, types }) => `- ${executors}, ${provisioner}: ${types.join(", ")}`,
            ),
        )
        .join("\n");
}

/** What the same pools cost less with spot capacity than without it. */
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
    return `Spot at ${percent(discount)} off the price on demand saves ${savings.join(", ")}.`;
}

/** How the figures came about, and what they leave out. */
export function methodLines(discount: number, zones: string[]): string {
    return [
        `- Load: ${loadInWords()}. Up to 199 executors are jobs of 10, more are jobs of 50. All start at once, on no node.`,
        `- Nodes: pretended ones with the sizes of ${instanceTypes.size} EC2 types and what kubelet leaves of them, in ${zones.length} zones. Kubernetes' scheduler and the autoscalers are the real ones.`,
        `- Prices: on demand, Linux, us-east-1, ${PRICE_DATE}; spot is ${percent(discount)} off in every zone and for every type (DISCOUNT).`,
        "- One type only: as many nodes as the burst needs, for drivers and executors alike, there before it and after it. Their number is what first fit gives, and more where the scheduler spreads the pods so that some find no room. No fixed group is of the right size for long: that is its best case. Its nodes have no labels of the library, so jobs are not bound to a zone.",
        "- CPU and memory: what all pods ask for, as a share of what all nodes have for pods.",
        "- Empty nodes: from the end of all executors until only nodes with drivers are left, with the library's own settings.",
        "- Not in it: start of instances (pretended ones are there at once), DaemonSets, volumes, data transfer, spot capacity that runs out. Seconds depend on the machine; the other figures do not.",
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
