import { runtime } from "@pulumi/pulumi";

/** Properties of a resource. */
export type Values = Record<string, unknown>;

/** A copy without the marks of secrets, as AWS would see it. */
export function plain(value: unknown): unknown {
    const unwrapped: unknown = runtime.isRpcSecret(value) ? runtime.unwrapRpcSecret(value) : value;
    if (Array.isArray(unwrapped)) {
        return unwrapped.map(plain);
    }
    if (typeof unwrapped !== "object" || unwrapped === null) {
        return unwrapped;
    }
    return Object.fromEntries(Object.entries(unwrapped).map(([key, entry]) => [key, plain(entry)]));
}

/** The texts at a path such as `vpcConfig.subnetIds`; lists on the way are all followed. */
export function textsAt(value: unknown, path: string): string[] {
    const found = path.split(".").reduce<unknown[]>(
        (values, key) =>
            values
                .flat()
                .map((one) => (one as Values | null | undefined)?.[key])
                .filter((one) => one !== undefined),
        [value],
    );
    return found.flat().filter((one) => typeof one === "string" && one !== "") as string[];
}

export function textAt(value: unknown, path: string): string | undefined {
    return textsAt(value, path)[0];
}
