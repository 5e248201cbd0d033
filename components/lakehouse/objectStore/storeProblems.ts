import { isPlainObject } from "../../validation/checks";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { STORE_NAMESPACE } from "./names";

const NO_KMS = "is an AWS key, but the object store does not encrypt: remove it";

/** A problem with an argument. */
interface Problem {
    path: string;
    message: string;
}

/**
 * The problems of a team's access to an object store's buckets.
 *
 * @param path of the list
 * @param access its entries, each of which is also checked elsewhere
 */
export function storeAccessProblems(
    path: string,
    access: readonly unknown[],
    buckets: readonly string[],
): Problem[] {
    return access.flatMap((entry, index): Problem[] => {
        const at = pathTo(path, index);
        const { bucket, kmsKeyArn } = isPlainObject(entry) ? entry : {};
        const problems: Problem[] = [];
        if (typeof bucket === "string" && !buckets.includes(bucket)) {
            problems.push({
                path: pathTo(at, "bucket"),
                message:
                    `${formatValue(bucket)} is not a bucket of the object store: add ` +
                    `"${bucket}: {}" to lakehouse.buckets` +
                    (buckets.length > 0 ? `, or use one of ${buckets.join(", ")}` : ""),
            });
        }
        if (kmsKeyArn !== undefined) {
            problems.push({ path: pathTo(at, "kmsKeyArn"), message: NO_KMS });
        }
        return problems;
    });
}

/** Adds conflicts of a platform's buckets and teams with an object store. */
export function storeRules(
    lakehouse: unknown,
    teams: Readonly<Record<string, unknown>>,
    problems: Problems,
): void {
    const given = isPlainObject(lakehouse) ? lakehouse["buckets"] : undefined;
    const buckets = isPlainObject(given) ? given : {};
    for (const [name, bucket] of Object.entries(buckets)) {
        if (isPlainObject(bucket) && bucket["kmsKeyArn"] !== undefined) {
            problems.add(pathTo(pathTo("lakehouse.buckets", name), "kmsKeyArn"), NO_KMS);
        }
    }
    for (const [name, team] of Object.entries(teams)) {
        const at = pathTo("teams", name);
        if (name === STORE_NAMESPACE) {
            problems.add(at, `"${name}" is the object store's namespace: choose another name`);
        }
        const access = isPlainObject(team) ? team["access"] : undefined;
        if (Array.isArray(access)) {
            const path = pathTo(at, "access");
            for (const problem of storeAccessProblems(path, access, Object.keys(buckets))) {
                problems.add(problem.path, problem.message);
            }
        }
    }
}
