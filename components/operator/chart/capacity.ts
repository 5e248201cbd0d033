import { OperatorLoadArgs } from "../operatorArgs";

export interface Resources {
    requests: { cpu: string; memory: string };
    limits: { memory: string };
}

/** Values of the operator's chart (2.5.2) that are derived from a load. */
export interface OperatorCapacity {
    controller: ControllerCapacity;
    webhook: { replicas: number };
}

interface ControllerCapacity {
    replicas: number;
    /** Applications that are processed concurrently. */
    workers: number;
    /** Requests to the API server per second, for each kind of object. */
    kubeAPIQPS: number;
    kubeAPIBurst: number;
    /** Events added to the work queue: per second, and in a burst. */
    workqueueRateLimiter: { bucketQPS: number; bucketSize: number };
    resources: Resources;
}

/*
 * "Benchmark": kubeflow/spark-operator, docs/website/performance/benchmarking.md with its graphs
 * (operator 2.1.0 with 36 cores, 6000 jobs of one driver and five executors). "Chart": its default.
 * "Measured": `make bench-operator` on the sandbox, whose ratios scale the benchmark's figures.
 */

/** The chart's defaults. */
const MINIMUM = {
    workers: 10,
    kubeAPIQPS: 20,
    workqueueRateLimiter: { bucketQPS: 50, bucketSize: 500 },
};

/**
 * How long a submission occupies a worker while cores are free: 10 workers submitted 130 jobs a minute,
 * one in 4.6 s (benchmark). The 8 s with 20 workers do not count: all cores were busy, and the rate rose
 * only to 145. Measured: 4.9 s, and 3.4 s with the library's JVM options, which are not considered here.
 */
const WORKER_SECONDS_PER_JOB = 5;

/**
 * 130 jobs a minute used 26.5 cores, and 145 used 35, when all were busy (benchmark): 12.2 and 14.5 s. The
 * library's JVM options reduce that to 54 %, the median of five runs on one and two cores (50 to 60 %; one
 * at a time 6.0 and 3.0 s).
 */
const CPU_SECONDS_PER_JOB = 7;

/**
 * Memory of a running submission. Measured: 182 MiB, 154 with the library's JVM options, 104 if the image
 * also starts faster. The benchmark's peaks, minus the figures below: 170 MB with 10 workers, 240 MB with 20.
 */
const MIB_PER_SUBMISSION = 200;

/** Maximum memory of a submission: 200 to 400 MB (kubeflow/spark-operator#2972). */
const MAX_MIB_PER_SUBMISSION = 400;

/** Memory before the first job (benchmark). */
const IDLE_MIB = 300;

/** 1.5 GB for 6000 running jobs, while none is submitted (benchmark). */
const MIB_PER_RUNNING_JOB = 0.25;

/**
 * Events per job, counted in the operator's event_handler.go and controller.go: 4 for each of its 6
 * pods, and at most 21 for the job itself. The benchmark's graphs show about 30.
 */
const EVENTS_PER_JOB = 45;

/** A new controller gets an event for the job and for each of its 6 pods. */
const EVENTS_PER_JOB_AT_START = 7;

/** A controller that takes over should catch up within a minute. */
const TAKEOVER_SECONDS = 60;

/** Ratio of burst to QPS: 30 to 20 (chart). */
const BURST_PER_QPS = 1.5;

/** What the operator needs for a load. A higher load never reduces any value. */
export function operatorCapacity(load: OperatorLoadArgs): OperatorCapacity {
    const { jobsPerMinute, concurrentJobs } = load;
    const submissions = Math.ceil((jobsPerMinute * WORKER_SECONDS_PER_JOB) / 60);
    const workers = Math.max(MINIMUM.workers, submissions);
    const running = IDLE_MIB + concurrentJobs * MIB_PER_RUNNING_JOB;
    const eventsPerSecond = (jobsPerMinute * EVENTS_PER_JOB) / 60;
    // An event writes the job's status at most once, and so does a controller that takes over.
    const writesPerSecond = Math.ceil(eventsPerSecond + concurrentJobs / TAKEOVER_SECONDS);
    const kubeAPIQPS = Math.max(MINIMUM.kubeAPIQPS, writesPerSecond);
    const { bucketQPS, bucketSize } = MINIMUM.workqueueRateLimiter;

    return {
        controller: {
            // With leader election, a second replica would reserve as much and only stand by.
            replicas: 1,
            workers,
            kubeAPIQPS,
            kubeAPIBurst: Math.ceil(kubeAPIQPS * BURST_PER_QPS),
            workqueueRateLimiter: {
                bucketQPS: Math.max(bucketQPS, Math.ceil(eventsPerSecond)),
                bucketSize: Math.max(bucketSize, EVENTS_PER_JOB_AT_START * concurrentJobs),
            },
            resources: {
                requests: {
                    cpu: cores(jobsPerMinute * CPU_SECONDS_PER_JOB),
                    memory: memory(running + submissions * MIB_PER_SUBMISSION),
                },
                // In a burst, all workers are busy.
                limits: { memory: memory(running + workers * MAX_MIB_PER_SUBMISSION) },
            },
        },
        // One replica handles any load (it is idle in the benchmark), but while it is unavailable (a lost
        // or drained node), no job can be created: the chart's failurePolicy is Fail.
        webhook: { replicas: 2 },
    };
}

/** Rounded up to tenths of a core. There is no limit: a throttled JVM slows down every submission. */
function cores(cpuSecondsPerMinute: number): string {
    return String(Math.ceil((cpuSecondsPerMinute * 10) / 60) / 10);
}

/** Rounded up to hundreds of MiB. */
function memory(mib: number): string {
    return `${Math.ceil(mib / 100) * 100}Mi`;
}
