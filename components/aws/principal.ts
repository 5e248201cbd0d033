/** An IAM role or user. */
export interface Principal {
    account: string;
    kind: "role" | "user";
    /** For a user, including its path. A role's name alone is unique in an account. */
    name: string;
}

/**
 * The role or user of an ARN. The ARN of a role session, which has no path, is supported, too
 * (`arn:aws:sts::111122223333:assumed-role/NAME/SESSION`). `undefined` for an account's root user
 * and for federated users.
 */
export function principalOf(arn: string): Principal | undefined {
    const [, , service, , account = "", ...rest] = arn.split(":");
    const [kind, ...path] = rest.join(":").split("/");
    if (service === "sts" && kind === "assumed-role") {
        return { account, kind: "role", name: path[0] ?? "" };
    }
    if (service === "iam" && kind === "role") {
        return { account, kind, name: path.at(-1) ?? "" };
    }
    return service === "iam" && kind === "user"
        ? { account, kind, name: path.join("/") }
        : undefined;
}

/** Whether two ARNs identify the same role or user. */
export function isSamePrincipal(one: string, other: string): boolean {
    const [a, b] = [principalOf(one), principalOf(other)];
    return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

function keyOf({ account, kind, name }: Principal): string {
    return [account, kind, name].join(" ");
}
