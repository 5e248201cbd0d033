import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { TERMINATION_GRACE_MINUTES } from "../autoscalerPods";
import { Ec2NodeClass } from "./ec2NodeClass";
import { KarpenterPool } from "./nodePool";

/** Until Karpenter has taken an object over; what keeps it from that stands in its status. */
const READY = { "pulumi.com/waitFor": "condition=Ready" };

/** A deletion waits for all nodes of the pool, which wait for their pods. */
const DELETE_TIMEOUT = `${TERMINATION_GRACE_MINUTES + 10}m`;

/**
 * Karpenter tries each node class with its rights in AWS. A refusal, as from rights that are seconds
 * old, stands for 30 minutes, and is looked at again every 10 (aws/karpenter-provider-aws v1.14.1,
 * pkg/cache/cache.go, `ValidationTTL`; pkg/controllers/nodeclass/validation.go, `requeueAfterTime`).
 */
const CLASS_TIMEOUT = "45m";

/** A pool's two objects. */
export interface PoolObjects {
    nodeClass: Ec2NodeClass;
    nodePool: KarpenterPool;
}

/**
 * Registers pools. Each waits for its node class, so that it goes before that one: Karpenter keeps
 * a node class until its last node is gone.
 *
 * @param dependsOn what serves the pools: they go while it still runs
 */
export function karpenterPools(
    name: string,
    pools: Record<string, PoolObjects>,
    dependsOn: pulumi.Resource[],
    child: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    return Object.entries(pools).map(([pool, { nodeClass, nodePool }]) => {
        const options = { ...child, customTimeouts: { delete: DELETE_TIMEOUT } };
        const madeClass = customResource(`${name}-${pool}-class`, nodeClass, {
            ...child,
            customTimeouts: {
                create: CLASS_TIMEOUT,
                update: CLASS_TIMEOUT,
                delete: DELETE_TIMEOUT,
            },
            dependsOn,
        });
        return customResource(`${name}-${pool}`, nodePool, { ...options, dependsOn: [madeClass] });
    });
}

/** Deleted in the foreground, which is the provider's way: its nodes first, then the pool. */
function customResource(
    name: string,
    { apiVersion, kind, metadata, spec }: Ec2NodeClass | KarpenterPool,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource {
    return new k8s.apiextensions.CustomResource(
        name,
        { apiVersion, kind, metadata: { ...metadata, annotations: READY }, spec },
        options,
    );
}
