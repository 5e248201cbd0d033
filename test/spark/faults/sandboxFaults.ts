import { join } from "node:path";
import { sandboxUp } from "../../../sandbox";
import { runInside, type SandboxNamespaces } from "../../../sandbox/namespaces";
import { sleep } from "../../../sandbox/shell";
import { readRecord, sandboxDir } from "../../../sandbox/state";
import { testSandbox } from "../../../testkit/testSandbox";

/** Breaks something, and gives what makes it whole again. */
export type Break = () => Promise<Repair> | Repair;
type Repair = () => Promise<void>;

function namespaces(): SandboxNamespaces {
    const { id } = testSandbox();
    const found = readRecord(id)?.namespaces;
    if (found === undefined) {
        throw new Error(`sandbox ${id} does not run`);
    }
    return found;
}

function shell(script: string): string {
    return runInside(namespaces(), "sh", ["-c", script], process.env, 30_000);
}

/** Starts again whatever does not run. */
async function startAgain(): Promise<void> {
    await sandboxUp({ id: testSandbox().id });
}

/** Number of a program of the control plane, e.g. `kube-apiserver`, inside of the sandbox. */
function controlPlanePid(program: string): string {
    const pids = join(sandboxDir(testSandbox().id), "kwok/clusters/spark-platform/pids");
    return `$(cat ${join(pids, `${program}.pid`)})`;
}

export function killControlPlane(program: string): Break {
    return () => {
        shell(`kill -9 ${controlPlanePid(program)}`);
        return startAgain;
    };
}

/** @param daemon of every node: `kubelet` or `containerd` */
export function killOnAllNodes(daemon: string): Break {
    return () => {
        shell(`for file in /run/*-${daemon}.pid; do kill -9 $(cat $file); done`);
        return startAgain;
    };
}

/** The API server takes connections and answers nothing. */
export const silentApiServer: Break = () => {
    const pid = controlPlanePid("kube-apiserver");
    shell(`kill -STOP ${pid}`);
    return async () => {
        shell(`kill -CONT ${pid}`);
        await startAgain();
    };
};

/** The API server answers, but only every few seconds: as one with far too little CPU. */
export function slowApiServer(pauseSeconds: number): Break {
    return () => {
        const pid = controlPlanePid("kube-apiserver");
        let isOver = false;
        const turns = (async () => {
            while (!isOver) {
                shell(`kill -STOP ${pid}`);
                await sleep(pauseSeconds * 1000);
                shell(`kill -CONT ${pid}`);
                await sleep(300);
            }
        })();
        return async () => {
            isOver = true;
            await turns;
        };
    };
}

/** Ends a program of the operator's pods as often as its kubelet starts it. */
export function killOperator(part: "controller" | "webhook"): Break {
    return () => {
        let isOver = false;
        const program = `[s]park-operator ${part} start`;
        const turns = (async () => {
            while (!isOver) {
                shell(`pids=$(pgrep -f "${program}"); [ -z "$pids" ] || kill -9 $pids`);
                await sleep(200);
            }
        })();
        return async () => {
            isOver = true;
            await turns;
        };
    };
}
