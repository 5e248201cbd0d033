import { setTimeout as wait } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { canLookAtClusters } from "../kubernetes/api";

/**
 * How long AWS may take until a new association has an effect: "several seconds" (EKS API Reference,
 * CreatePodIdentityAssociation), tripled.
 */
const SETTLED_AFTER_MS = 15_000;

/**
 * Hooks of what AWS has for some seconds before it counts: what depends on a new one waits for that.
 * EKS gives credentials only to pods that begin later, and others never get any. Not under mocks,
 * which know no hooks.
 */
export function onceSettled(): pulumi.ResourceHookBinding | undefined {
    return canLookAtClusters() ? { afterCreate: [() => wait(SETTLED_AFTER_MS)] } : undefined;
}
