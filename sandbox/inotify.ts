import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";

const LIMIT = "fs.inotify.max_user_instances";
/** Instances that the last program to start may still need. */
const SPARE = 5;

/** What to do if programs fail to start because this user has reached its inotify limit. */
export function inotifyAdvice(used = inUse(), limit = allowed()): string | undefined {
    return used + SPARE < limit
        ? undefined
        : `${used} of this user's ${limit} inotify instances are in use; a sandbox needs about 30. ` +
              `Stop other programs, or raise the limit: sysctl -w ${LIMIT}=1024`;
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

/** Processes may exit and files may close while they are inspected. */
function orElse<T, U>(look: () => T, otherwise: U): T | U {
    try {
        return look();
    } catch {
        return otherwise;
    }
}
