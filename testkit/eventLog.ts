import { readFileSync } from "node:fs";

/** What the engine did with a resource. */
export interface Step {
    /** E.g. `create`, `delete`. */
    op: string;
    /** Type without its version, and logical name: `kubernetes:karpenter.sh:NodePool spark-driver`. */
    what: string;
    /** Positions in the log: of the step's start, and of its end if it succeeded. */
    began: number;
    ended?: number;
}

interface Metadata {
    op: string;
    urn: string;
}

interface EngineEvent {
    resourcePreEvent?: { metadata: Metadata };
    resOutputsEvent?: { metadata: Metadata };
}

/** The engine accepts `--event-log` only with this variable. */
export const EVENT_LOG_ENV = { PULUMI_DEBUG_COMMANDS: "true" };

/** Steps in starting order, from a log that `--event-log` wrote. */
export function readSteps(file: string): Step[] {
    const events = readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as EngineEvent);
    const steps: Step[] = [];
    events.forEach(({ resourcePreEvent, resOutputsEvent }, place) => {
        if (resourcePreEvent !== undefined) {
            const { op, urn } = resourcePreEvent.metadata;
            steps.push({ op, what: nameOf(urn), began: place });
        } else if (resOutputsEvent !== undefined) {
            const { op, urn } = resOutputsEvent.metadata;
            const step = steps.find((one) => one.op === op && one.what === nameOf(urn));
            if (step !== undefined) {
                step.ended = place;
            }
        }
    });
    return steps;
}

/**
 * The names of the stages in the order in which the engine ran them. Stages that overlapped, even
 * slightly, are one item.
 */
export function stagesInOrder(steps: Step[], op: string, stages: Record<string, RegExp>): string[] {
    const spans = Object.entries(stages).map(([name, pattern]) => {
        const own = steps.filter((step) => step.op === op && pattern.test(step.what));
        if (own.length === 0) {
            throw new Error(`no ${op} of ${name}`);
        }
        return {
            name,
            began: Math.min(...own.map(({ began }) => began)),
            ended: Math.max(...own.map(({ ended = Infinity }) => ended)),
        };
    });
    const inOrder: typeof spans = [];
    for (const span of spans.sort((a, b) => a.began - b.began)) {
        const last = inOrder.at(-1);
        if (last !== undefined && span.began < last.ended) {
            last.name += ` and ${span.name}`;
            last.ended = Math.max(last.ended, span.ended);
        } else {
            inOrder.push({ ...span });
        }
    }
    return inOrder.map(({ name }) => name);
}

function nameOf(urn: string): string {
    const [, , type = "", ...name] = urn.split("::");
    // A child's type is prefixed with its parents' types.
    const own = (type.split("$").pop() ?? "").replace(/\/v\w+:/, ":");
    return `${own} ${name.join("::")}`;
}
