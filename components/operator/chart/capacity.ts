import { OperatorLoadArgs } from "../operatorArgs";

export interface Resources {
    requests: { cpu: string; memory: string };
    limits: { memory: string };
}

/** Values of the operator's chart (2.5.2) that follow from a load. */
export interface OperatorCapacity {
    controller: ControllerCapacity;
    webhook: { replicas: number };
}

interface ControllerCapacity {
    replicas: number;
    /** Applications that are looked after at once. */
    workers: number;
    /** Requests to the API server a second, for each kind of object. */
    kubeAPIQPS: number;
    kubeAPIBurst: number;
    /** Events that come into the work queue: a second, and at once. */
    workqueueRateLimiter: { bucketQPS: number; bucketSize: number };
    resources: Resources;
}

/*
 * "Benchmark" is kubeflow/spark-operator, docs/website/performance/benchmarking.md with its graphs:
 * operator 2.1.0 with 36 cores, 6000 jobs of one driver and five executors. "Chart" is its default.
 * "Measured" is `make bench-operator` on the sandbox: its ratios scale the benchmark's figures.
 */

/** Chart. */
const LEAST = {
    workers: 10,
    kubeAPIQPS: 20,
    workqueueRateLimiter: { bucketQPS: 50, bucketSize: 500 },
};

/**
 * A submission keeps a worker so long while cores are free: 10 workers submitted 130 jobs a minute, one in
 * 4.6 s (benchmark). The 8 s with 20 workers are no reason for more: all cores were busy, and the rate
 * rose to 145 only. Measured: 4.9 s, and 3.4 s with the library's JVM options, which is not counted.
 */
const WORKER_SECONDS_PER_JOB = 5;

/**
 * 130 jobs a minute took 26.5 cores, and 145 took 35, when all were busy (benchmark): 12.2 and 14.5 s. With
 * the library's JVM options 0.54 of that, the median of five runs on one and two cores (0.50 to 0.60; one
 * at a time 6.0 and 3.0 s).
 */
const CPU_SECONDS_PER_JOB = 7;

/**
 * A submission that is under way. Measured: 182 MiB, 154 with the library's options, 104 with an image that
 * starts faster, too. The benchmark's peaks, less what is said below: 170 MB with 10 workers, 240 MB with 20.
 */
const MIB_PER_SUBMISSION = 200;

/** The most that one takes: 200 to 400 MB (kubeflow/spark-operator#2972). */
const MOST_MIB_PER_SUBMISSION = 400;

/** Before the first job (benchmark). */
const IDLE_MIB = 300;

/** 1.5 GB for 6000 jobs that run, while none is submitted (benchmark). */
const MIB_PER_RUNNING_JOB = 0.25;

/**
 * Events of a job, counted in the operator's event_handler.go and controller.go: 4 of each of its
 * 6 pods, and 21 at most of its own. The benchmark's graphs show about 30.
 */
const EVENTS_PER_JOB = 45;

/** A new controller hears of the job and its 6 pods. */
const EVENTS_PER_JOB_AT_START = 7;

/** What a controller that takes over should be done with in a minute. */
const TAKEOVER_SECONDS = 60;

/** Burst to QPS: 30 to 20 (chart). */
const BURST_PER_QPS = 1.5;

/** What the operator needs for a load. More load never gives less of anything. */
export function operatorCapacity(load: OperatorLoadArgs): OperatorCapacity {
    const { jobsPerMinute, concurrentJobs } = load;
    const submissions = Math.ceil((jobsPerMinute * WORKER_SECONDS_PER_JOB) / 60);
    const workers = Math.max(LEAST.workers, submissions);
    const running = IDLE_MIB + concurrentJobs * MIB_PER_RUNNING_JOB;
    const eventsPerSecond = (jobsPerMinute * EVENTS_PER_JOB) / 60;
    // An event writes the job's status once at most, and so does a controller that takes over.
    const writesPerSecond = Math.ceil(eventsPerSecond + concurrentJobs / TAKEOVER_SECONDS);
    const kubeAPIQPS = Math.max(LEAST.kubeAPIQPS, writesPerSecond);
    const { bucketQPS, bucketSize } = LEAST.workqueueRateLimiter;

    return {
        controller: {
            // Leader election: a second one would reserve as much, and only stand by.
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
                // A burst keeps every worker busy.
                limits: { memory: memory(running + workers * MOST_MIB_PER_SUBMISSION) },
            },
        },
        // One is enough for any load (it idles in the benchmark), but while it is away (a lost or
        // drained node) no job can be created: the chart's failurePolicy is Fail.
        webhook: { replicas: 2 },
    };
}

/** In tenths of a core. No limit goes with it: a throttled JVM makes every submission slow. */
function cores(cpuSecondsPerMinute: number): string {
    return String(Math.ceil((cpuSecondsPerMinute * 10) / 60) / 10);
}

/** In hundreds of MiB. */
function memory(mib: number): string {
    return `${Math.ceil(mib / 100) * 100}Mi`;
}
