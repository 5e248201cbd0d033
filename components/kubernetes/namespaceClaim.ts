import * as pulumi from "@pulumi/pulumi";
import { userError } from "../validation/problems";
import { readCluster, ReadableCluster } from "./readCluster";
import { Namespace } from "./objects";

export const MANAGED_BY = "app.kubernetes.io/managed-by";
export const LIBRARY = "spark-platform";
/** Annotation with the stack that created an object. */
export const OWNER = "spark-platform.dev/stack";

/** Marks a namespace as created by this stack; every Namespace of the library needs it. */
export function ownershipMetadata(): {
    labels: Record<string, string>;
    annotations: Record<string, string>;
} {
    return { labels: { [MANAGED_BY]: LIBRARY }, annotations: { [OWNER]: thisStack() } };
}

/**
 * The name of a namespace to create, after a check of the cluster. Fails if someone else created it: the
 * Kubernetes provider may adopt it silently, and `pulumi destroy` would then delete it with everything
 * in it.
 *
 * @param createArgument path of the argument that decides whether to create it, e.g.
 * `teams.processing.createNamespace`
 * @param advice what to do if someone else created it
 */
export function claimedNamespace(
    cluster: ReadableCluster,
    name: string,
    createArgument: string,
    advice?: string,
): pulumi.Output<string> {
    const claimed = readCluster(cluster, async (api) => {
        const existing = await api.readNamespace(name);
        const refusal =
            existing && claimRefusal(existing, name, thisStack(), createArgument, advice);
        if (refusal !== undefined) {
            throw userError(refusal);
        }
        return name;
    });
    return claimed ?? pulumi.output(name);
}

/** Why a stack may not manage an existing namespace, or `undefined` if it is its own. */
export function claimRefusal(
    existing: Namespace,
    name: string,
    stack: string,
    createArgument: string,
    advice = `Choose another name, or set ${createArgument}: false to use it as it is (it is then never deleted).`,
): string | undefined {
    const { labels, annotations, deletionTimestamp } = existing.metadata ?? {};
    const owner = labels?.[MANAGED_BY] === LIBRARY ? annotations?.[OWNER] : undefined;
    if (owner !== stack) {
        const maker = owner === undefined ? "" : ` and belongs to stack "${owner}"`;
        return `Namespace "${name}" already exists${maker}. ${advice}`;
    }
    if (deletionTimestamp !== undefined) {
        const held = heldBy(existing);
        return (
            `Namespace "${name}" is still being deleted${held && `: ${held}`}. ` +
            "Run again when it is gone." +
            (held && ' See "Namespace stuck" in docs/operations/repair-a-stack.md.')
        );
    }
    return undefined;
}

/** What blocks the deletion of a namespace, in Kubernetes' words; empty if nothing does (yet). */
function heldBy({ metadata, status }: Namespace): string {
    const conditions = (status?.conditions ?? []).filter(
        (condition) => condition.status === "True" && condition.message,
    );
    const messages = conditions.map(({ message = "" }) => message.replace(/[.\s]+$/, ""));
    const own = (metadata?.finalizers ?? []).map((finalizer) => `finalizer ${finalizer}`);
    return [...messages, ...own].join("; ");
}

/** The name with which this stack marks its namespaces. */
export function thisStack(): string {
    return `${pulumi.getProject()}/${pulumi.getStack()}`;
}
