import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BATCH_IDLE } from "../components/nodes/karpenter/karpenterValues";
import { type Sandbox } from "../sandbox";
import { sandboxDir } from "../sandbox/state";
import { ensureTools } from "../sandbox/tools";
import { karpenterBuild } from "../sandbox/tools/catalogue";
import { Controller, controllerLog, startController, stopController } from "./controller";

const METRICS_PORT = 18080;
const HEALTH_PORT = 18081;

const KARPENTER: Controller = {
    name: "karpenter",
    title: "Karpenter",
    ready: `${HEALTH_PORT}/readyz`,
};

/**
 * Starts Karpenter's controller inside the sandbox, where it runs until the sandbox stops. Its
 * provider simulates nodes; everything else is the same as on EC2.
 *
 * @param types as returned by `karpenterTypes`
 */
export async function startKarpenter(sandbox: Sandbox, types: object[]): Promise<void> {
    const [controller = ""] = await ensureTools([karpenterBuild]);
    const typesFile = join(sandboxDir(sandbox.id), "instance-types.json");
    writeFileSync(typesFile, JSON.stringify(types));
    const { PATH } = process.env;
    await startController(sandbox, KARPENTER, {
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
}

/** Stops the controller; its nodes stay. */
export function stopKarpenter(sandbox: Sandbox): Promise<void> {
    return stopController(sandbox, KARPENTER);
}

export function karpenterLog(sandbox: Sandbox): string {
    return controllerLog(sandbox, KARPENTER);
}
