import { Language } from "../components/job/args/jobArgs";
import { podMemoryMib, Role } from "../components/job/pods/podMemory";
import { cpuRequest } from "../components/job/pods/size";
import { cpuCores } from "../components/validation/quantities";
import { JobSize } from "../testkit/sparkLoad";

/** Jobs that start at the same time. */
export interface Burst {
    jobs: number;
    executorsPerJob: number;
}

/** The resources that a pod requests. */
export interface PodSize {
    cpuMillis: number;
    memoryMib: number;
}

const DRIVER = { cores: 1, memory: "4g" };

/** CORE_REQUEST lets executors request less CPU than they have task slots, e.g. 3900m. */
const EXECUTOR = {
    cores: 4,
    memory: "14g",
    ...(process.env.CORE_REQUEST && { coreRequest: process.env.CORE_REQUEST }),
};

/** Splits executors into jobs of 10 or, from 200 on, of 50. */
export function burstOf(executors: number): Burst {
    const executorsPerJob = Math.min(executors, executors < 200 ? 10 : 50);
    if (!(executors > 0) || executors % executorsPerJob !== 0) {
        throw new Error(
            `"${executors}" is not a multiple of ${executorsPerJob}, the executors per job`,
        );
    }
    return { jobs: executors / executorsPerJob, executorsPerJob };
}

export function jobSize({ executorsPerJob }: Burst): JobSize {
    return { driver: DRIVER, executor: { ...EXECUTOR, instances: executorsPerJob } };
}

/** All pods of a burst. */
export function podsOf({ jobs, executorsPerJob }: Burst): PodSize[] {
    const ofJob = [podSize("driver"), ...Array<PodSize>(executorsPerJob).fill(podSize("executor"))];
    return Array<PodSize[]>(jobs).fill(ofJob).flat();
}

/** In words, with the pods' requests. */
export function loadInWords(): string {
    const words = (role: Role, { cores, memory }: typeof DRIVER) => {
        const { cpuMillis, memoryMib } = podSize(role);
        const asks = `requests ${cpuMillis / 1000} CPU and ${memoryMib} MiB`;
        return `${role} of ${cores} ${cores === 1 ? "core" : "cores"} and ${memory} of heap (the pod ${asks})`;
    };
    return `Python jobs, each with a ${words("driver", DRIVER)} and an ${words("executor", EXECUTOR)}`;
}

/** The size of one pod of a role. */
export function podSize(role: Role): PodSize {
    const args = role === "driver" ? DRIVER : EXECUTOR;
    return {
        cpuMillis: Math.round(cpuCores(cpuRequest(args)) * 1000),
        memoryMib: podMemoryMib({ role, args, conf: {}, language: Language.Python }),
    };
}
