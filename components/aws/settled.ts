import { setTimeout as wait } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { canReadClusters } from "../kubernetes/api";

/**
 * Time until a new association takes effect: "several seconds" (EKS API Reference,
 * CreatePodIdentityAssociation), tripled.
 */
const ASSOCIATION_PROPAGATION_MS = 15_000;

/** A new role usually reaches all of AWS in about 2 seconds; several times that. */
const ROLE_PROPAGATION_MS = 10_000;

/**
 * Hooks for resources that take effect some seconds after their creation, so that dependents wait.
 * EKS gives credentials only to pods that start afterwards; earlier ones never get any. `undefined`
 * under mocks, which do not support hooks.
 */
export function onceSettled(): pulumi.ResourceHookBinding | undefined {
    return afterCreate(ASSOCIATION_PROPAGATION_MS);
}

/**
 * The same for a new role that is passed to EKS immediately, where the provider does not retry
 * (terraform-provider-aws, internal/service/eks/node_group.go, resourceNodeGroupCreate).
 */
export function onceRolePropagated(): pulumi.ResourceHookBinding | undefined {
    return afterCreate(ROLE_PROPAGATION_MS);
}

function afterCreate(milliseconds: number): pulumi.ResourceHookBinding | undefined {
    return canReadClusters() ? { afterCreate: [() => wait(milliseconds)] } : undefined;
}
