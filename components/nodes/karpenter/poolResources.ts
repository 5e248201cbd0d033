import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { TERMINATION_GRACE_MINUTES } from "../autoscalerPods";
import { Ec2NodeClass } from "./ec2NodeClass";
import { KarpenterPool } from "./nodePool";

/** Waits until Karpenter has accepted an object. Its status says why, if it has not. */
const READY = { "pulumi.com/waitFor": "condition=Ready" };

/** A deletion waits for all nodes of the pool, and these wait for their pods. */
const DELETE_TIMEOUT = `${TERMINATION_GRACE_MINUTES + 10}m`;

/**
 * Karpenter validates each node class against its AWS permissions. It caches a denial, e.g. because the
 * permissions are only seconds old, for 30 minutes, and checks it every 10 (aws/karpenter-provider-aws
 * v1.14.1, pkg/cache/cache.go, `ValidationTTL`; pkg/controllers/nodeclass/validation.go,
 * `requeueAfterTime`).
 */
const CLASS_TIMEOUT = "45m";

/** The two objects of a pool. */
export interface PoolObjects {
    nodeClass: Ec2NodeClass;
    nodePool: KarpenterPool;
}

/**
 * Registers pools. Each depends on its node class and is thus deleted first: Karpenter keeps a node
 * class until its last node is deleted.
 *
 * @param dependsOn what the pools need, also during their deletion
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

/** The provider deletes it in the foreground: its nodes first, then the pool. */
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
