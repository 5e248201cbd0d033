import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { BATCH_IDLE } from "../../components/nodes/karpenterValues";
import { type Sandbox } from "../../sandbox";
import { lastLines, sleep } from "../../sandbox/shell";
import { readRecord, sandboxDir } from "../../sandbox/state";
import { ensureTools } from "../../sandbox/tools";
import { karpenterBuild } from "../../sandbox/tools/catalogue";
import { ensureDaemon, runInside, type World } from "../../sandbox/world";

interface Kubeconfig {
    clusters: [{ cluster: { server: string } }];
}

const DAEMON = "karpenter";
const METRICS_PORT = 18080;
const HEALTH_PORT = 18081;

/**
 * Starts Karpenter's controller inside the sandbox, with which it ends. Its provider makes pretended
 * nodes; all else is what runs on EC2.
 *
 * @param types as `karpenterTypes` makes them
 */
export async function startKarpenter(sandbox: Sandbox, types: object[]): Promise<void> {
    const [controller = ""] = await ensureTools([karpenterBuild]);
    const folder = sandboxDir(sandbox.id);
    const typesFile = join(folder, "instance-types.json");
    writeFileSync(typesFile, JSON.stringify(types));
    const { PATH } = process.env;
    ensureDaemon(worldOf(sandbox), folder, {
        name: DAEMON,
        command: join(controller, "karpenter-kwok"),
        args: [],
        env: {
            PATH,
            KUBECONFIG: sandbox.kubeconfig,
            INSTANCE_TYPES_FILE_PATH: typesFile,
            DISABLE_LEADER_ELECTION: "true",
            SYSTEM_NAMESPACE: "kube-system",
            METRICS_PORT: String(METRICS_PORT),
            HEALTH_PROBE_PORT: String(HEALTH_PORT),
            BATCH_IDLE_DURATION: BATCH_IDLE,
            LOG_LEVEL: "debug",
        },
    });
    await waitUntil("is ready", sandbox, isReady);
}

/** Ends the controller; its nodes stay. */
export async function stopKarpenter(sandbox: Sandbox): Promise<void> {
    inside(sandbox, "kill $(cat $0)");
    await waitUntil("has ended", sandbox, () => !runs(sandbox));
}

export function karpenterLog({ id }: Sandbox): string {
    return readFileSync(join(sandboxDir(id), "logs", `${DAEMON}.log`), "utf8");
}

async function isReady(sandbox: Sandbox): Promise<boolean> {
    if (!runs(sandbox)) {
        throw new Error(`Karpenter has ended:\n${lastLines(karpenterLog(sandbox), 20)}`);
    }
    try {
        return (await fetch(`http://${addressOf(sandbox)}:${HEALTH_PORT}/readyz`)).ok;
    } catch {
        return false;
    }
}

/** The sandbox's own, which is the API server's too. */
function addressOf({ kubeconfig }: Sandbox): string {
    const { clusters } = parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
    return new URL(clusters[0].cluster.server).hostname;
}

function runs(sandbox: Sandbox): boolean {
    return inside(sandbox, "kill -0 $(cat $0) 2>/dev/null && echo yes || true") !== "";
}

/** Runs a shell's line whose `$0` is the file with the controller's process id. */
function inside(sandbox: Sandbox, line: string): string {
    const args = ["-c", line, `/run/${DAEMON}.pid`];
    return runInside(worldOf(sandbox), "sh", args, process.env).trim();
}

function worldOf({ id }: Sandbox): World {
    const world = readRecord(id)?.world;
    if (!world) {
        throw new Error(`the sandbox ${id} is not up`);
    }
    return world;
}

async function waitUntil(
    what: string,
    sandbox: Sandbox,
    ask: (sandbox: Sandbox) => boolean | Promise<boolean>,
): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
        if (await ask(sandbox)) {
            return;
        }
        await sleep(200);
    }
    const said = lastLines(karpenterLog(sandbox), 20);
    throw new Error(`not within a minute: Karpenter ${what}\n${said}`);
}
