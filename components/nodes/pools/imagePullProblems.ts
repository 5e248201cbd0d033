import { Problems } from "../../validation/problems";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs } from "./nodePoolArgs";
import { FAST_PULL_MIBPS } from "./nodePoolDefaults";
import { candidates } from "./nodePoolLimits";
import { NodePoolContext } from "./poolTypes";

/** Minimum for parallel pulls: awslabs/amazon-eks-ami v20260724, nodeadm/internal/containerd/config.go. */
const MINIMUM = { vcpus: 4, memoryMib: 7 * 1024 };

/** Adds why a pool's nodes would not pull images faster, although it enables that. */
export function imagePullProblems(
    path: string,
    pool: NodePoolArgs,
    context: NodePoolContext,
    problems: Problems,
): void {
    if (!pool.fastImagePull) {
        return;
    }
    const { localStorage, volumeThroughputMibps: throughput = FAST_PULL_MIBPS } = pool;
    if (!localStorage && throughput < FAST_PULL_MIBPS) {
        problems.add(
            `${path}.volumeThroughputMibps`,
            `${throughput} is too low for fastImagePull, which may be slower than normal pulls below ` +
                `${FAST_PULL_MIBPS} MiB/s: use ${FAST_PULL_MIBPS} or more, or remove it`,
        );
    }
    const types = candidates(pool, context);
    if (types.length > 0 && types.every(isTooSmall)) {
        problems.add(
            `${path}.fastImagePull`,
            `has no effect on nodes with fewer than ${MINIMUM.vcpus} vCPUs or less than ` +
                `${MINIMUM.memoryMib / 1024} GiB of memory, and the pool has only such nodes ` +
                `(${types.map(({ name }) => name).join(", ")}): use larger types, or remove it`,
        );
    }
}

function isTooSmall({ vcpus, memoryMib }: InstanceType): boolean {
    return vcpus < MINIMUM.vcpus || memoryMib < MINIMUM.memoryMib;
}
