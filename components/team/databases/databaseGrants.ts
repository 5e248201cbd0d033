import * as pulumi from "@pulumi/pulumi";
import { MissingAccess } from "../../lakehouse/catalogAccess";
import { DatabaseGrant } from "../../lakehouse/gluePolicy";
import { BucketMode, DatabaseAccessArgs } from "../teamArgs";

/** Access to a database, once all of it is known. */
export type ResolvedDatabaseAccess = pulumi.Unwrap<DatabaseAccessArgs>;

/** What a team may do with databases, as policies take it. */
export function databaseGrants(databases: readonly ResolvedDatabaseAccess[]): DatabaseGrant[] {
    return databases.map(({ name, mode }) => ({ name, write: mode === BucketMode.ReadWrite }));
}

/** What to say of a database whose tables a team cannot get at. */
export function missingAccessProblem({ name, write, folder }: MissingAccess): string {
    const { bucket, path } = folder;
    const parts = [
        `bucket: "${bucket}"`,
        ...(path === "" ? [] : [`prefix: "${path}"`]),
        ...(write ? [`mode: "${BucketMode.ReadWrite}"`] : []),
    ];
    return (
        `does not cover the tables of database "${name}" for ${write ? "writing" : "reading"}: ` +
        `add { ${parts.join(", ")} }, or a folder above`
    );
}
