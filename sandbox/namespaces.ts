import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "./cache";
import { debianRoot } from "./debian";
import { run, sleep, succeeds, UserError } from "./shell";

/**
 * Process, mount and network namespaces of our own. The whole sandbox lives in them, so its mounts,
 * links, iptables rules and network settings are invisible to the machine, and all of it ends with
 * its first process.
 */
export interface SandboxNamespaces {
    /** The host's PID of the first process in the namespaces. */
    initPid: number;
    /**
     * The PID namespace's identity: distinguishes our process from a later one with the same PID.
     */
    pidNamespace: string;
}

/** A short path to the sandbox's folder: a Unix socket's path is limited to 108 bytes. */
export const shortFolder = "/run/sandbox";

// Folders that programs write to by fixed paths get an empty file system private to the sandbox.
const setUp = `
set -e
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/cache
mount --bind "$CACHE" /run/cache
mkdir ${shortFolder}
mount --bind "$FOLDER" ${shortFolder}
mount -t tmpfs -o mode=755 tmpfs /var/lib
mount -t tmpfs -o mode=755 tmpfs /var/log
mount -t tmpfs -o mode=1777 tmpfs /tmp
# A kubelet sets these for the whole machine, and exits if it cannot.
for setting in vm/overcommit_memory vm/panic_on_oom kernel/panic kernel/panic_on_oops \\
    kernel/keys/root_maxkeys kernel/keys/root_maxbytes
do
    own=/run/$(echo $setting | tr / .)
    cat /proc/sys/$setting >$own
    mount --bind $own /proc/sys/$setting
done
mkdir -p "$CACHE"
mount --bind /run/cache "$CACHE"
echo ready
exec "$TINI" -s -- sleep infinity
`;

/**
 * @param label shown in the process list
 * @param folder the sandbox's own folder
 */
export async function createNamespaces(label: string, folder: string): Promise<SandboxNamespaces> {
    const child = spawn(
        "unshare",
        [
            ...["--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"],
            ...["sh", "-c", setUp, label],
        ],
        {
            detached: true,
            cwd: "/",
            env: {
                ...process.env,
                CACHE: cacheRoot(),
                FOLDER: folder,
                TINI: join(debianRoot(), "usr/bin/tini-static"),
            },
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const ready = await new Promise<boolean>((resolve) => {
        child.stdout.once("data", () => resolve(true));
        child.once("exit", () => resolve(false));
        child.once("error", () => resolve(false));
    });
    if (!ready || child.pid === undefined) {
        throw new UserError(
            `Cannot create namespaces on this machine (${said.trim() || "unshare failed"}). The sandbox needs root and a ` +
                "kernel with mount, network and process namespaces. Use CLUSTER=kind or CLUSTER=context instead.",
        );
    }
    child.stdout.destroy();
    child.stderr.destroy();
    child.unref();
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8");
    const initPid = Number(children.trim().split(" ")[0]);
    return { initPid, pidNamespace: readlinkSync(`/proc/${initPid}/ns/pid`) };
}

export function isAlive(
    namespaces: SandboxNamespaces | undefined,
): namespaces is SandboxNamespaces {
    if (!namespaces || !existsSync(`/proc/${namespaces.initPid}`)) {
        return false;
    }
    try {
        return readlinkSync(`/proc/${namespaces.initPid}/ns/pid`) === namespaces.pidNamespace;
    } catch {
        return false;
    }
}

/** Kills every process in the namespaces; the kernel then removes their mounts, links and rules. */
export async function endNamespaces(namespaces: SandboxNamespaces): Promise<void> {
    if (!isAlive(namespaces)) {
        return;
    }
    process.kill(namespaces.initPid, "SIGKILL");
    while (isAlive(namespaces)) {
        await sleep(20);
    }
}

function entering(namespaces: SandboxNamespaces, command: string, args: string[]): string[] {
    return ["-t", String(namespaces.initPid), "--mount", "--net", "--pid", command, ...args];
}

/** Runs a command inside and returns its standard output. */
export function runInside(
    namespaces: SandboxNamespaces,
    command: string,
    args: string[],
    env: NodeJS.ProcessEnv,
    timeoutMs?: number,
): string {
    // The namespaces have their own /tmp, and the machine's other temporary folders may be missing
    // there.
    const own = { ...env, TMPDIR: "/tmp" };
    return run("nsenter", entering(namespaces, command, args), { env: own, cwd: "/", timeoutMs });
}

/** Whether the command runs inside and exits with 0. */
export function succeedsInside(
    namespaces: SandboxNamespaces,
    command: string,
    args: string[],
): boolean {
    return succeeds("nsenter", entering(namespaces, command, args));
}

/** A program of the sandbox that runs until the sandbox ends. */
export interface Daemon {
    name: string;
    command: string;
    args: string[];
    env: NodeJS.ProcessEnv;
}

// The shell exits at once, so the program becomes a child of the namespaces' first process.
const startScript = `
log=$1; pidfile=$2; shift 2
setsid "$@" </dev/null >>"$log" 2>&1 &
echo $! >"$pidfile"
`;

/** Starts the daemon unless it is already running. */
export function ensureDaemon(namespaces: SandboxNamespaces, folder: string, daemon: Daemon): void {
    const logs = join(folder, "logs");
    mkdirSync(logs, { recursive: true });
    const pidFile = join("/run", `${daemon.name}.pid`);
    if (succeedsInside(namespaces, "sh", ["-c", `kill -0 $(cat ${pidFile})`])) {
        return;
    }
    const log = join(logs, `${daemon.name}.log`);
    runInside(
        namespaces,
        "sh",
        ["-c", startScript, "start", log, pidFile, daemon.command, ...daemon.args],
        daemon.env,
    );
}
