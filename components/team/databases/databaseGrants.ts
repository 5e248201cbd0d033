import * as pulumi from "@pulumi/pulumi";
import { MissingAccess } from "../../lakehouse/catalogAccess";
import { DatabaseGrant } from "../../lakehouse/gluePolicy";
import { BucketMode, DatabaseAccessArgs } from "../teamArgs";

/** Access to a database, without Outputs. */
export type ResolvedDatabaseAccess = pulumi.Unwrap<DatabaseAccessArgs>;

/** What a team may do with databases, in the form that policies need. */
export function databaseGrants(databases: readonly ResolvedDatabaseAccess[]): DatabaseGrant[] {
    return databases.map(({ name, mode }) => ({ name, write: mode === BucketMode.ReadWrite }));
}

/** The message for a database whose tables a team cannot access. */
export function missingAccessProblem({ name, write, folder }: MissingAccess): string {
    const { bucket, path } = folder;
    const parts = [
        `bucket: "${bucket}"`,
        ...(path === "" ? [] : [`prefix: "${path}"`]),
        ...(write ? [`mode: "${BucketMode.ReadWrite}"`] : []),
    ];
    return (
        `does not cover the tables of database "${name}" for ${write ? "writing" : "reading"}: ` +
        `add { ${parts.join(", ")} }, or a parent folder`
    );
}
