import { policySizeProblem } from "../../aws/policyDocument";
import { PlannedCluster } from "../../cluster/plannedCluster";
import { missingAccess } from "../../lakehouse/catalogAccess";
import { catalog, databaseNameProblem } from "../../lakehouse/catalogProblems";
import { gluePolicy } from "../../lakehouse/gluePolicy";
import { CatalogArgs, CatalogKind } from "../../lakehouse/lakehouseArgs";
import {
    Check,
    fields,
    input,
    isKnown,
    isPlainObject,
    isSound,
    listOf,
    required,
    valueCheck,
} from "../../validation/checks";
import { pathTo, Problems } from "../../validation/problems";
import { oneOf } from "../../validation/values";
import { bucketAccess, isResolvedAccess } from "../buckets/bucketProblems";
import { bucketGrants } from "../buckets/identity";
import { BucketAccessArgs, BucketMode, DatabaseAccessArgs } from "../teamArgs";
import { databaseGrants, ResolvedDatabaseAccess, missingAccessProblem } from "./databaseGrants";

const databaseList = listOf(
    fields<DatabaseAccessArgs>({
        name: required(input(valueCheck(databaseNameProblem))),
        mode: oneOf("mode", BucketMode),
    }),
);

/** Check of a team's `databases`: each entry, duplicates, and whether a policy can hold all of them. */
export const databaseAccess: Check = (value, path, problems) => {
    databaseList(value, path, problems);
    if (!isSound<DatabaseAccessArgs[]>(databaseList, value)) {
        return;
    }
    const seen = new Map<unknown, number>();
    for (const [index, { name }] of value.entries()) {
        const first = seen.get(name);
        if (first !== undefined) {
            problems.add(
                pathTo(path, index),
                `names the same database as ${pathTo(path, first)}: keep one of them, with the mode ` +
                    "that is needed",
            );
        }
        seen.set(name, first ?? index);
    }
    const known = value.filter(isResolvedDatabase);
    const message = known.length === value.length ? databasePolicyProblem(known) : undefined;
    if (message !== undefined) {
        problems.add(path, message);
    }
};

function isResolvedDatabase(database: DatabaseAccessArgs): database is ResolvedDatabaseAccess {
    return isKnown(database.name);
}

/** Why a policy cannot hold all of a team's databases, or `undefined` if it can. */
export function databasePolicyProblem(
    databases: readonly ResolvedDatabaseAccess[],
): string | undefined {
    // The place may not be known yet: assume the longest names.
    const place = { partition: "aws-us-gov", region: "ap-southeast-1", accountId: "111122223333" };
    return policySizeProblem(gluePolicy(place, databaseGrants(databases)), "split the team");
}

/**
 * Adds why a team cannot use its databases: no Glue, or no access to the folders of their tables.
 *
 * @param tables the lakehouse's `catalog`, not checked yet
 */
export function databaseProblems(
    path: string,
    args: unknown,
    { eks }: PlannedCluster,
    tables: unknown,
    problems: Problems,
): void {
    const { databases, access = [] } = isPlainObject(args) ? args : {};
    if (!isSound<DatabaseAccessArgs[]>(databaseAccess, databases) || databases.length === 0) {
        return;
    }
    const own = pathTo(path, "databases");
    const isGlue = isPlainObject(tables) && tables["kind"] === CatalogKind.Glue;
    if (eks === undefined || !isGlue) {
        problems.add(
            own,
            `need AWS Glue: use an EKS cluster, and lakehouse.catalog with kind "${CatalogKind.Glue}"`,
        );
        return;
    }
    if (!isSound<BucketAccessArgs[]>(bucketAccess, access)) {
        return;
    }
    if (access.length === 0) {
        problems.add(own, "need access to the buckets of their tables: add these to access");
        return;
    }
    // What only becomes known later is checked then.
    if (isSound<CatalogArgs>(catalog, tables) && access.every(isResolvedAccess)) {
        const known = databaseGrants(databases.filter(isResolvedDatabase));
        for (const missing of missingAccess(tables, known, bucketGrants(access))) {
            problems.add(pathTo(path, "access"), missingAccessProblem(missing));
        }
    }
}
