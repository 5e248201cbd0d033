import { OWNER, thisStack } from "./namespaceClaim";
import { ObjectMeta } from "./objects";

/** Marks an object as created by this stack; every object of the library needs it. */
export function ownedBy(annotations: Readonly<Record<string, string>> = {}) {
    return { ...annotations, [OWNER]: thisStack() };
}

/** Whether a name is free for this stack, and otherwise who owns the object. */
export type Claim = { free: true } | { free: false; owner: string | undefined };

/**
 * Whether a stack may create or change an object: only if it does not exist yet, or is the stack's own.
 * The Kubernetes provider may adopt any other silently, and `pulumi destroy` would delete it.
 *
 * @param unmarked returns the stack that owns an object without a mark, which is from an earlier version
 */
export function claim(
    existing: ObjectMeta | undefined,
    stack: string,
    unmarked: (metadata: ObjectMeta) => string | undefined,
): Claim {
    if (existing === undefined) {
        return { free: true };
    }
    const owner = existing.annotations?.[OWNER] ?? unmarked(existing);
    return owner === stack ? { free: true } : { free: false, owner };
}

/** E.g. `belongs to stack "spark-platform/dev"`. */
export function ownerPhrase(owner: string | undefined): string {
    return owner === undefined ? "was created by someone else" : `belongs to stack "${owner}"`;
}
