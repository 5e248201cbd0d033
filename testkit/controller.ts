import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Sandbox } from "../sandbox";
import {
    type Daemon,
    ensureDaemon,
    runInside,
    type SandboxNamespaces,
} from "../sandbox/namespaces";
import { lastLines, sleep } from "../sandbox/shell";
import { readRecord, sandboxDir } from "../sandbox/state";

interface Kubeconfig {
    clusters: [{ cluster: { server: string } }];
}

/** A controller that tests run next to a sandbox's control plane. */
export interface Controller {
    /** Name of its log and PID file. */
    name: string;
    /** Its name in messages. */
    title: string;
    /** Port and path of its readiness endpoint. */
    ready: string;
}

/**
 * Starts a controller inside the sandbox, where it runs until the sandbox stops, and waits until it
 * is ready.
 */
export async function startController(
    sandbox: Sandbox,
    controller: Controller,
    program: Omit<Daemon, "name">,
): Promise<void> {
    const daemon = { ...program, name: controller.name };
    ensureDaemon(worldOf(sandbox), sandboxDir(sandbox.id), daemon);
    await waitUntil("is ready", sandbox, controller, () => isReady(sandbox, controller));
}

/** Stops a controller, gracefully by default. */
export async function stopController(
    sandbox: Sandbox,
    controller: Controller,
    signal: "TERM" | "KILL" = "TERM",
): Promise<void> {
    inside(sandbox, controller, `kill -${signal} $(cat $0)`);
    await waitUntil("has ended", sandbox, controller, () => !runs(sandbox, controller));
}

/** A controller's log. */
export function controllerLog({ id }: Sandbox, { name }: Controller): string {
    return readFileSync(join(sandboxDir(id), "logs", `${name}.log`), "utf8");
}

async function isReady(sandbox: Sandbox, controller: Controller): Promise<boolean> {
    if (!runs(sandbox, controller)) {
        const said = lastLines(controllerLog(sandbox, controller), 20);
        throw new Error(`${controller.title} exited:\n${said}`);
    }
    try {
        return (await askController(sandbox, controller.ready)).ok;
    } catch {
        return false;
    }
}

/** @param page port and path */
export function askController(sandbox: Sandbox, page: string): Promise<Response> {
    return fetch(`http://${addressOf(sandbox)}:${page}`);
}

/** The sandbox's own, which is also the API server's. */
export function addressOf({ kubeconfig }: Sandbox): string {
    const { clusters } = parse(readFileSync(kubeconfig, "utf8")) as Kubeconfig;
    return new URL(clusters[0].cluster.server).hostname;
}

function runs(sandbox: Sandbox, controller: Controller): boolean {
    return inside(sandbox, controller, "kill -0 $(cat $0) 2>/dev/null && echo yes || true") !== "";
}

/** Runs a shell line whose `$0` is the controller's PID file. */
function inside(sandbox: Sandbox, { name }: Controller, line: string): string {
    const args = ["-c", line, `/run/${name}.pid`];
    return runInside(worldOf(sandbox), "sh", args, process.env).trim();
}

function worldOf({ id }: Sandbox): SandboxNamespaces {
    const namespaces = readRecord(id)?.namespaces;
    if (!namespaces) {
        throw new Error(`sandbox ${id} is not running`);
    }
    return namespaces;
}

async function waitUntil(
    what: string,
    sandbox: Sandbox,
    controller: Controller,
    ask: () => boolean | Promise<boolean>,
): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
        if (await ask()) {
            return;
        }
        await sleep(200);
    }
    const said = lastLines(controllerLog(sandbox, controller), 20);
    throw new Error(`not within a minute: ${controller.title} ${what}\n${said}`);
}
