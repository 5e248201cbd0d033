import { Language } from "../components/job/args/jobArgs";
import { podMemoryMib, Role } from "../components/job/pods/podMemory";
import { cpuRequest } from "../components/job/pods/size";
import { cpuCores } from "../components/validation/quantities";
import { JobSize } from "../testkit/sparkLoad";

/** Jobs that start at the same moment. */
export interface Burst {
    jobs: number;
    executorsPerJob: number;
}

/** What a pod asks for. */
export interface PodSize {
    cpuMillis: number;
    memoryMib: number;
}

const DRIVER = { cores: 1, memory: "4g" };

/** CORE_REQUEST lets the executors ask for less CPU than they have tasks, e.g. 3900m. */
const EXECUTOR = {
    cores: 4,
    memory: "14g",
    ...(process.env.CORE_REQUEST && { coreRequest: process.env.CORE_REQUEST }),
};

/** A number of executors as jobs of 10 and, from 200 on, of 50. */
export function burstOf(executors: number): Burst {
    const executorsPerJob = Math.min(executors, executors < 200 ? 10 : 50);
    if (!(executors > 0) || executors % executorsPerJob !== 0) {
        throw new Error(
            `"${executors}" is no whole number of jobs of ${executorsPerJob} executors`,
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

/** In words, with what the pods ask for. */
export function loadInWords(): string {
    const words = (role: Role, { cores, memory }: typeof DRIVER) => {
        const { cpuMillis, memoryMib } = podSize(role);
        const asks = `asks for ${cpuMillis / 1000} CPU and ${memoryMib} MiB`;
        return `${role} of ${cores} ${cores === 1 ? "core" : "cores"} and ${memory} of heap (the pod ${asks})`;
    };
    return `Python jobs, each with a ${words("driver", DRIVER)} and an ${words("executor", EXECUTOR)}`;
}

/** Of one pod of a role. */
export function podSize(role: Role): PodSize {
    const args = role === "driver" ? DRIVER : EXECUTOR;
    return {
        cpuMillis: Math.round(cpuCores(cpuRequest(args)) * 1000),
        memoryMib: podMemoryMib({ role, args, conf: {}, language: Language.Python }),
    };
}
