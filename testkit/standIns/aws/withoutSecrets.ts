import { runtime } from "@pulumi/pulumi";

/** A copy without secret markers, as AWS would see it. */
export function withoutSecrets(value: unknown): unknown {
    const unwrapped: unknown = runtime.isRpcSecret(value) ? runtime.unwrapRpcSecret(value) : value;
    if (Array.isArray(unwrapped)) {
        return unwrapped.map(withoutSecrets);
    }
    if (typeof unwrapped !== "object" || unwrapped === null) {
        return unwrapped;
    }
    return Object.fromEntries(
        Object.entries(unwrapped).map(([key, entry]) => [key, withoutSecrets(entry)]),
    );
}
