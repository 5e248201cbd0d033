import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";

const LIMIT = "fs.inotify.max_user_instances";
/** What the last program to start may still need. */
const SPARE = 5;

/** What to do where programs do not start because this user watches as many files as it may. */
export function inotifyAdvice(used = inUse(), limit = allowed()): string | undefined {
    return used + SPARE < limit
        ? undefined
        : `${used} of the ${limit} inotify instances that a user may have are in use; a sandbox has about 30. ` +
              `Stop others, or allow more: sysctl -w ${LIMIT}=1024`;
}

function allowed(): number {
    return Number(readFileSync("/proc/sys/fs/inotify/max_user_instances", "utf8"));
}

/** Instances that this user's programs have open. */
function inUse(): number {
    const own = namesIn("/proc").filter((name) => /^\d+$/.test(name) && isOwn(name));
    const open = own.flatMap((pid) =>
        namesIn(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`),
    );
    return open.filter((file) => orElse(() => readlinkSync(file), "") === "anon_inode:inotify")
        .length;
}

function isOwn(pid: string): boolean {
    return orElse(() => statSync(`/proc/${pid}`).uid, undefined) === process.getuid?.();
}

function namesIn(folder: string): string[] {
    return orElse(() => readdirSync(folder), []);
}

/** Processes end, and files close, while they are looked at. */
function orElse<T, U>(look: () => T, otherwise: U): T | U {
    try {
        return look();
    } catch {
        return otherwise;
    }
}
