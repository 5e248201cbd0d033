import type { Sandbox } from "../sandbox";
import { sleep } from "../sandbox/shell";
import { apply, kubectlOf } from "../testkit/testSandbox";
import { operatorContainer } from "./operatorContainer";
import { copyOf, NAMESPACE, stackJob } from "./stackJob";
import { Watched } from "./watched";

/** By then the watches are established. */
const SETTLE_MILLIS = 2000;

/** Where the end of a phase is visible. */
type End =
    | { log: RegExp }
    /** State of the container in a pod with this name suffix. */
    | { pod: string; is: RegExp };

/** What ends each phase, by time; the last one ends with the application's state. */
const ENDS: [phase: string, end: End][] = [
    ["submission (two JVMs), until the driver's pod exists", { pod: "-driver", is: /./ }],
    ["kubelet, entrypoint and JVMs, until the driver's first line", { log: /./ }],
    ["driver, until SparkContext begins", { log: / Running Spark version / }],
    ["until executors are asked for", { log: / Going to request / }],
    [
        "scheduler and kubelet, until the executor's container runs",
        { pod: "-exec-1", is: /running/ },
    ],
    ["executor's JVM, until it is registered", { log: / Registered executor / }],
    ["driver, until the first task", { log: / Starting task 0\.0 in stage 0\.0 / }],
    ["tasks, until SparkContext has stopped", { log: / Successfully stopped SparkContext/ }],
    ["end of Python and JVM, until the kubelet knows", { pod: "-driver", is: /terminated/ }],
];

export const PHASES = [...ENDS.map(([phase]) => phase), "kubelet and operator, until COMPLETED"];

export interface StartedRun {
    /** From the creation of the application until it is completed. */
    seconds: number;
    /** In the order of `PHASES`. */
    phases: number[];
    /** CPU time of the operator's container during the run. */
    operatorSeconds: number;
}

/** Runs a copy of the stack's job, and measures each phase. */
export async function timedRun(sandbox: Sandbox, name: string): Promise<StartedRun> {
    const copy = copyOf(stackJob(sandbox), name);
    const operator = await operatorContainer(sandbox);
    const pods = new Watched(sandbox, NAMESPACE, "pods", [
        ".metadata.name",
        ".status.phase",
        ".status.containerStatuses[0].state",
    ]);
    const applications = new Watched(sandbox, NAMESPACE, "sparkapplications", [
        ".metadata.name",
        ".status.applicationState.state",
    ]);
    try {
        await sleep(SETTLE_MILLIS);
        const cpuBefore = operator.cpuSeconds();
        const began = Date.now();
        apply(sandbox, copy);
        const states = /^(COMPLETED|FAILED)$/;
        const ended = await applications.until(
            ([of, state = ""]) => of === name && states.test(state),
        );
        const operatorSeconds = operator.cpuSeconds() - cpuBefore;
        const log = kubectlOf(
            sandbox,
            ...["logs", "--timestamps", "-n", NAMESPACE, `${name}-driver`],
        );
        kubectlOf(sandbox, "delete", "sparkapplication", name, "-n", NAMESPACE, "--wait");
        const moments = [
            began,
            ...ENDS.map(([phase, end]) => {
                const moment = "log" in end ? momentOf(log, end.log) : podMoment(pods, name, end);
                if (moment === undefined) {
                    throw new Error(`nothing ends "${phase}":\n${log}`);
                }
                return moment;
            }),
            ended,
        ];
        return {
            seconds: (ended - began) / 1000,
            phases: moments.slice(1).map((moment, at) => (moment - (moments[at] ?? 0)) / 1000),
            operatorSeconds,
        };
    } finally {
        pods.stop();
        applications.stop();
    }
}

/** When a line was printed. */
function momentOf(log: string, pattern: RegExp): number | undefined {
    const line = log.split("\n").find((one) => pattern.test(one));
    return (line && Date.parse(line.split(" ")[0] ?? "")) || undefined;
}

function podMoment(
    pods: Watched,
    name: string,
    { pod, is }: Extract<End, { pod: string }>,
): number | undefined {
    return pods.momentOf(
        ([of = "", phase, state]) =>
            of.startsWith(`${name}-`) && of.endsWith(pod) && is.test(`${phase} ${state}`),
    );
}
