import { setTimeout as wait } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";

/**
 * How long AWS may take until a new association has an effect: "several seconds" (EKS API Reference,
 * CreatePodIdentityAssociation), tripled.
 */
const SETTLED_AFTER_MS = 15_000;

/** IAM usually takes about 2 seconds until all of AWS knows a new role; several times that. */
const ROLE_KNOWN_AFTER_MS = 10_000;

/**
 * Hooks of what AWS has for some seconds before it counts: what depends on a new one waits for that.
 * EKS gives credentials only to pods that begin later, and others never get any. Not under mocks,
 * which know no hooks.
 */
export function onceSettled(): pulumi.ResourceHookBinding | undefined {
    return afterCreate(SETTLED_AFTER_MS);
}

/**
 * The same for a new role that EKS is told of at once, where the provider does not try again
 * (terraform-provider-aws, internal/service/eks/node_group.go, resourceNodeGroupCreate).
 */
export function onceRoleIsKnown(): pulumi.ResourceHookBinding | undefined {
    return afterCreate(ROLE_KNOWN_AFTER_MS);
}

function afterCreate(milliseconds: number): pulumi.ResourceHookBinding | undefined {
    return canReadClusters() ? { afterCreate: [() => wait(milliseconds)] } : undefined;
}
