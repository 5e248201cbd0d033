/** Properties of a resource. */
export type Values = Record<string, unknown>;

/** The strings at a path such as `vpcConfig.subnetIds`; follows all lists on the path. */
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
