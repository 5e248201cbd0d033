import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { cacheRoot } from "./cache";
import { debianRoot } from "./debian";
import { run, sleep, succeeds, UserError } from "./shell";

/**
 * Process, mount and network namespaces of our own. All of a sandbox lives in them, so its mounts, links, iptables rules
 * and network settings never show on the machine, and all of it ends with its first process.
 */
export interface SandboxNamespaces {
    /** The first process of the namespaces, as the host numbers it. */
    initPid: number;
    /** The process namespace's identity: tells our process from a later one with the same number. */
    pidNamespace: string;
}

/** The sandbox's folder by a short name: the path of a Unix socket has 108 bytes at most. */
export const shortFolder = "/run/sandbox";

// Folders that programs write to by fixed paths get an empty file system of the sandbox's own.
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
# A kubelet sets these for the whole machine, and ends where it cannot.
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
 * @param label shows in the list of processes
 * @param folder the sandbox's own
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
            `This machine refuses new namespaces (${said.trim() || "unshare failed"}): the sandbox needs root and a ` +
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

export function isAlive(world: SandboxNamespaces | undefined): world is SandboxNamespaces {
    if (!world || !existsSync(`/proc/${world.initPid}`)) {
        return false;
    }
    try {
        return readlinkSync(`/proc/${world.initPid}/ns/pid`) === world.pidNamespace;
    } catch {
        return false;
    }
}

/** Ends every process of the world; the kernel then drops its mounts, links and rules. */
export async function endNamespaces(world: SandboxNamespaces): Promise<void> {
    if (!isAlive(world)) {
        return;
    }
    process.kill(world.initPid, "SIGKILL");
    while (isAlive(world)) {
        await sleep(20);
    }
}

function entering(world: SandboxNamespaces, command: string, args: string[]): string[] {
    return ["-t", String(world.initPid), "--mount", "--net", "--pid", command, ...args];
}

/** Runs a command inside and returns its standard output. */
export function runInside(
    world: SandboxNamespaces,
    command: string,
    args: string[],
    env: NodeJS.ProcessEnv,
    timeoutMs?: number,
): string {
    // Inside is another /tmp, and this machine's other folders for temporary files may be away.
    const own = { ...env, TMPDIR: "/tmp" };
    return run("nsenter", entering(world, command, args), { env: own, cwd: "/", timeoutMs });
}

/** True where the command runs inside and exits with 0. */
export function succeedsInside(world: SandboxNamespaces, command: string, args: string[]): boolean {
    return succeeds("nsenter", entering(world, command, args));
}

/** A program of the sandbox that runs until the sandbox ends. */
export interface Daemon {
    name: string;
    command: string;
    args: string[];
    env: NodeJS.ProcessEnv;
}

// The shell ends at once, so the program becomes a child of the world's first process.
const startScript = `
log=$1; pidfile=$2; shift 2
setsid "$@" </dev/null >>"$log" 2>&1 &
echo $! >"$pidfile"
`;

/** Starts the daemon unless it runs already. */
export function ensureDaemon(world: SandboxNamespaces, folder: string, daemon: Daemon): void {
    const logs = join(folder, "logs");
    mkdirSync(logs, { recursive: true });
    const pidFile = join("/run", `${daemon.name}.pid`);
    if (succeedsInside(world, "sh", ["-c", `kill -0 $(cat ${pidFile})`])) {
        return;
    }
    const log = join(logs, `${daemon.name}.log`);
    runInside(
        world,
        "sh",
        ["-c", startScript, "start", log, pidFile, daemon.command, ...daemon.args],
        daemon.env,
    );
}
