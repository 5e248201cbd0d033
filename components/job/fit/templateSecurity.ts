import { PodSecurity } from "../../team/teamArgs";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { Place, refusedBy } from "./podSecurity";

type Part = Record<string, unknown>;

/** Kubernetes' levels from the least restrictive; each also refuses what the previous ones do. */
const ORDER = [PodSecurity.Privileged, PodSecurity.Baseline, PodSecurity.Restricted];

/** What a level refuses anywhere in a pod's spec (Pod Security Standards of Kubernetes 1.35). */
interface Rule {
    level: PodSecurity;
    /** Key at any depth; with `parent`, only directly below that key. */
    key: string;
    parent?: string;
    isRefused: (value: unknown) => boolean;
}

const { Baseline, Restricted } = PodSecurity;

const isTrue = (value: unknown) => value === true;
const isGiven = (value: unknown) => value !== undefined;
const noneOf =
    (...allowed: unknown[]) =>
    (value: unknown) =>
        !allowed.includes(value);

/** Default capabilities of container runtimes, which containers may add. */
const CAPABILITIES = [
    ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD"],
    ...["NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];

const SYSCTLS = [
    ...["kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range"],
    ...[
        "net.ipv4.ip_unprivileged_port_start",
        "net.ipv4.tcp_syncookies",
        "net.ipv4.ping_group_range",
    ],
    ...[
        "net.ipv4.ip_local_reserved_ports",
        "net.ipv4.tcp_keepalive_time",
        "net.ipv4.tcp_fin_timeout",
    ],
    ...["net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes"],
];

const VOLUMES = [
    ...["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim"],
    ...["projected", "secret"],
];

const someOutside = (allowed: readonly string[], key?: string) => (value: unknown) =>
    (Array.isArray(value) ? (value as unknown[]) : []).some(
        (entry) => !allowed.includes((key === undefined ? entry : (entry as Part)[key]) as string),
    );

const RULES: readonly Rule[] = [
    ...["hostNetwork", "hostPID", "hostIPC", "privileged", "hostProcess"].map((key) => ({
        ...{ level: Baseline, key, isRefused: isTrue },
    })),
    { level: Baseline, key: "hostPath", isRefused: isGiven },
    { level: Baseline, key: "hostPort", isRefused: noneOf(0) },
    { level: Baseline, key: "procMount", isRefused: noneOf("Default") },
    { level: Baseline, key: "add", parent: "capabilities", isRefused: someOutside(CAPABILITIES) },
    { level: Baseline, key: "sysctls", isRefused: someOutside(SYSCTLS, "name") },
    {
        ...{ level: Baseline, key: "type", parent: "appArmorProfile" },
        isRefused: noneOf("RuntimeDefault", "Localhost"),
    },
    {
        ...{ level: Baseline, key: "type", parent: "seLinuxOptions" },
        isRefused: noneOf(
            "",
            "container_t",
            "container_init_t",
            "container_kvm_t",
            "container_engine_t",
        ),
    },
    ...["user", "role"].map((key) => ({
        ...{ level: Baseline, key, parent: "seLinuxOptions", isRefused: noneOf("") },
    })),
    ...["httpGet", "tcpSocket"].map((parent) => ({
        ...{ level: Baseline, key: "host", parent, isRefused: noneOf("") },
    })),
    {
        ...{ level: Baseline, key: "type", parent: "seccompProfile" },
        isRefused: noneOf("RuntimeDefault", "Localhost"),
    },
    { level: Restricted, key: "allowPrivilegeEscalation", isRefused: noneOf(false) },
    { level: Restricted, key: "runAsNonRoot", isRefused: noneOf(true) },
    { level: Restricted, key: "runAsUser", isRefused: (id) => id === 0 },
    {
        ...{ level: Restricted, key: "add", parent: "capabilities" },
        isRefused: someOutside(["NET_BIND_SERVICE"]),
    },
    {
        ...{ level: Restricted, key: "drop", parent: "capabilities" },
        isRefused: (value) => !(Array.isArray(value) && value.includes("ALL")),
    },
];

/** Adds what the team's Pod Security refuses in a role's `podTemplate`. */
export function templateSecurityProblems(
    path: string,
    podTemplate: Part | undefined,
    place: Place,
    problems: Problems,
): void {
    const level = ORDER.indexOf(place.podSecurity ?? Restricted);
    const rules = RULES.filter((rule) => ORDER.indexOf(rule.level) <= level);
    const walk = (value: unknown, at: string, parent: string): void => {
        for (const [key, entry] of Object.entries(
            typeof value === "object" && value !== null ? value : {},
        )) {
            const isEntry = Array.isArray(value);
            const here = pathTo(at, isEntry ? Number(key) : key);
            const rule = rules.find(
                (one) =>
                    one.key === key && (one.parent ?? parent) === parent && one.isRefused(entry),
            );
            if (rule !== undefined) {
                problems.add(here, `${formatValue(entry)} ${refusedBy(place)}`);
            }
            walk(entry, here, isEntry ? parent : key);
        }
    };
    const { spec = {} } = (podTemplate ?? {}) as { spec?: Part };
    walk(spec, `${path}.spec`, "spec");
    if (level === ORDER.indexOf(Restricted)) {
        volumeProblems(spec["volumes"], `${path}.spec.volumes`, place, problems);
    }
}

function volumeProblems(volumes: unknown, path: string, place: Place, problems: Problems): void {
    const list = Array.isArray(volumes) ? (volumes as Part[]) : [];
    list.forEach((volume, index) => {
        for (const type of Object.keys(volume).filter((key) => key !== "name")) {
            // `hostPath` is already refused by the level below.
            if (!VOLUMES.includes(type) && type !== "hostPath") {
                const message = `a volume of type ${type} ${refusedBy(place)}`;
                problems.add(pathTo(pathTo(path, index), type), message);
            }
        }
    });
}
