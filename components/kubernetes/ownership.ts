import { OWNER, thisStack } from "./namespaceClaim";
import { ObjectMeta } from "./objects";

/** Marks an object as made by this stack; belongs on every object that the library creates. */
export function ownedBy(annotations: Readonly<Record<string, string>> = {}) {
    return { ...annotations, [OWNER]: thisStack() };
}

/** An object that exists, and whose it is if it is not this stack's. */
export type Claim = { free: true } | { free: false; owner: string | undefined };

/**
 * Whether a stack may create or change what is there under a name: nothing, or an object of its own.
 * The Kubernetes provider may adopt anything else silently, and `pulumi destroy` would delete it.
 *
 * @param unmarked stack that objects without a mark belong to, which are of earlier versions
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
    return owner === undefined ? "was made by somebody else" : `belongs to stack "${owner}"`;
}
