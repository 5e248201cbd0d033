import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";
import { readCluster, ReadableCluster } from "./readCluster";
import { Namespace } from "./objects";

export const MANAGED_BY = "app.kubernetes.io/managed-by";
export const LIBRARY = "spark-platform";
/** Annotation that names the stack which made an object. */
export const OWNER = "spark-platform.dev/stack";

/** What marks a namespace as made by this stack; belongs on every Namespace of the library. */
export function ownershipMetadata(): {
    labels: Record<string, string>;
    annotations: Record<string, string>;
} {
    return { labels: { [MANAGED_BY]: LIBRARY }, annotations: { [OWNER]: thisStack() } };
}

/**
 * The name of a namespace that is to be created, once the cluster was looked at.
 * Refuses one that somebody else made: the Kubernetes provider may adopt it silently, and
 * `pulumi destroy` would then delete it with all that is in it.
 *
 * @param createFlag property that says whether to create it, e.g. `teams.processing.createNamespace`
 * @param advice what to do where somebody else made it
 */
export function claimedNamespace(
    cluster: ReadableCluster,
    name: string,
    createFlag: string,
    advice?: string,
): pulumi.Output<string> {
    const claimed = readCluster(cluster, async (api) => {
        const existing = await api.readNamespace(name);
        const refusal = existing && claimRefusal(existing, name, thisStack(), createFlag, advice);
        if (refusal !== undefined) {
            throw userError(refusal);
        }
        return name;
    });
    return claimed ?? pulumi.output(name);
}

/** Why an existing namespace may not be managed by a stack, or nothing if it is its own. */
export function claimRefusal(
    existing: Namespace,
    name: string,
    stack: string,
    createFlag: string,
    advice = `Choose another name, or set ${createFlag}: false to use it as it is (it is then never deleted).`,
): string | undefined {
    const { labels, annotations, deletionTimestamp } = existing.metadata ?? {};
    const owner = labels?.[MANAGED_BY] === LIBRARY ? annotations?.[OWNER] : undefined;
    if (owner !== stack) {
        const maker = owner === undefined ? "" : ` and belongs to stack "${owner}"`;
        return `Namespace "${name}" exists already${maker}. ${advice}`;
    }
    if (deletionTimestamp !== undefined) {
        const held = heldBy(existing);
        return (
            `Namespace "${name}" is still being deleted${held && `: ${held}`}. ` +
            "Run again when it is gone." +
            (held && ' What to do is in docs/operations/troubleshooting.md, "Namespace stuck".')
        );
    }
    return undefined;
}

/** What keeps a namespace that is being deleted, in Kubernetes' words; empty where nothing does (yet). */
function heldBy({ metadata, status }: Namespace): string {
    const conditions = (status?.conditions ?? []).filter(
        (condition) => condition.status === "True" && condition.message,
    );
    const messages = conditions.map(({ message = "" }) => message.replace(/[.\s]+$/, ""));
    const own = (metadata?.finalizers ?? []).map((finalizer) => `finalizer ${finalizer}`);
    return [...messages, ...own].join("; ");
}

/** This stack, as it marks its namespaces. */
export function thisStack(): string {
    return `${pulumi.getProject()}/${pulumi.getStack()}`;
}
