import type { Sandbox } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { apply, kubectlOf } from "../testkit/testSandbox";
import { operatorContainer } from "./operatorContainer";
import { copyOf, NAMESPACE, stackJob } from "./stackJob";

const PAUSE_MILLIS = 200;

/** Lines of the driver's log that end a phase, in their order. */
const ENDS: [phase: string, end: RegExp][] = [
    ["submission, until the driver's first line", /./],
    ["driver's JVM, until SparkContext", / Running Spark version /],
    ["until executors are asked for", / Going to request /],
    ["executor's pod and JVM, until it registers", / Registered executor /],
    ["until the first task", / Starting task 0\.0 in stage 0\.0 /],
    ["tasks", / Successfully stopped SparkContext/],
];

export const PHASES = [...ENDS.map(([phase]) => phase), "until the operator says COMPLETED"];

export interface StartedRun {
    /** From the creation of the application until it is completed. */
    seconds: number;
    /** In the order of `PHASES`. */
    phases: number[];
    /** CPU of the operator's container meanwhile. */
    operatorSeconds: number;
}

/** Runs a copy of the stack's job, and takes the time of each phase. */
export async function timedRun(sandbox: Sandbox, name: string): Promise<StartedRun> {
    const kubectl = (...args: string[]) => kubectlOf(sandbox, ...args);
    const copy = copyOf(stackJob(sandbox), name);
    const operator = await operatorContainer(sandbox);
    const cpuBefore = operator.cpuSeconds();
    const began = Date.now();
    apply(sandbox, copy);
    const state = () =>
        kubectl(
            ...["get", "sparkapplication", name, "-n", NAMESPACE],
            ...["-o", "jsonpath={.status.applicationState.state}"],
        );
    for (let seen = ""; seen !== "COMPLETED"; seen = state()) {
        if (/FAILED/.test(seen)) {
            throw new Error(kubectl("logs", "-n", NAMESPACE, `${name}-driver`));
        }
        await sleep(PAUSE_MILLIS);
    }
    const ended = Date.now();
    const log = kubectl("logs", "--timestamps", "-n", NAMESPACE, `${name}-driver`);
    const operatorSeconds = operator.cpuSeconds() - cpuBefore;
    kubectl("delete", "sparkapplication", name, "-n", NAMESPACE, "--wait");
    const moments = [began, ...momentsIn(log), ended];
    return {
        seconds: (ended - began) / 1000,
        phases: moments.slice(1).map((moment, at) => (moment - (moments[at] ?? 0)) / 1000),
        operatorSeconds,
    };
}

/** When each line of `ENDS` was printed. */
function momentsIn(log: string): number[] {
    const lines = log.split("\n");
    return ENDS.map(([phase, end]) => {
        const line = lines.find((one) => end.test(one));
        if (line === undefined) {
            throw new Error(`no line ends "${phase}":\n${log}`);
        }
        return Date.parse(line.split(" ")[0] ?? "");
    });
}
