import { Problems } from "../../validation/problems";
import { InstanceType } from "../instanceTypes/instanceTypes";
import { NodePoolArgs } from "./nodePoolArgs";
import { FAST_PULL_MIBPS } from "./nodePoolDefaults";
import { candidates } from "./nodePoolLimits";
import { NodePoolContext } from "./poolTypes";

/** What a node needs for parallel pulls: awslabs/amazon-eks-ami v20260724, nodeadm/internal/containerd/config.go. */
const LEAST = { vcpus: 4, memoryMib: 7 * 1024 };

/** Adds why the nodes of a pool would not pull images faster, as it asks for. */
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
            `${throughput} is too little for fastImagePull, which may be slower than usual pulls ` +
                `below ${FAST_PULL_MIBPS} MiB/s: use ${FAST_PULL_MIBPS} or more, or remove it`,
        );
    }
    const types = candidates(pool, context);
    if (types.length > 0 && types.every(isTooSmall)) {
        problems.add(
            `${path}.fastImagePull`,
            `has no effect on nodes with fewer than ${LEAST.vcpus} vCPUs or less than ` +
                `${LEAST.memoryMib / 1024} GiB of memory, and the pool has no others ` +
                `(${types.map(({ name }) => name).join(", ")}): name larger types, or remove it`,
        );
    }
}

function isTooSmall({ vcpus, memoryMib }: InstanceType): boolean {
    return vcpus < LEAST.vcpus || memoryMib < LEAST.memoryMib;
}
