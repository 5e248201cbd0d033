import * as pulumi from "@pulumi/pulumi";
import { PolicyDocument } from "../aws/policyDocument";
import { ObjectStoreConnection } from "../lakehouse/lakehouseConnection";
import { STORE, STORE_ENDPOINT } from "../lakehouse/objectStore/names";
import { ObjectStore, objectStore } from "../lakehouse/objectStore/objectStore";
import { storeAccessProblems } from "../lakehouse/objectStore/storeProblems";
import { teamKey } from "../lakehouse/objectStore/teamKey";
import { bucketPolicy } from "../team/buckets/bucketPolicy";
import { bucketGrants } from "../team/buckets/identity";
import { TeamConnection } from "../team/connection";
import { BucketAccessArgs } from "../team/teamArgs";
import { userError } from "../validation/problems";
import { sources } from "../versions";
import { SparkPlatformArgs } from "./platformArgs";

/** Registers the platform's S3 server, if it has one. */
export function createObjectStore(
    name: string,
    { cluster, lakehouse, teams, artifacts }: SparkPlatformArgs,
    parent: pulumi.Resource,
): ObjectStore | undefined {
    if (lakehouse?.objectStore === undefined) {
        return undefined;
    }
    const { buckets = {} } = lakehouse;
    const policies = Object.entries(teams).flatMap(([team, { access = [] }]) =>
        access.length === 0
            ? []
            : [[team, teamPolicy(team, access, Object.keys(buckets))] as const],
    );
    const image = artifacts?.images?.objectStore ?? sources.objectStoreImage;
    const pythonImage = artifacts?.images?.spark ?? sources.sparkImage;
    const input = { platform: name, cluster, args: lakehouse.objectStore, buckets };
    return objectStore(
        { ...input, image, pythonImage, teams: Object.fromEntries(policies) },
        parent,
    );
}

/** The same as in AWS, where a role has it. */
function teamPolicy(
    team: string,
    access: BucketAccessArgs[],
    buckets: readonly string[],
): pulumi.Output<PolicyDocument> {
    return pulumi.output(access).apply((known) => {
        // Names may come from other resources: then they could not be checked earlier.
        const [problem] = storeAccessProblems(`teams.${team}.access`, known, buckets);
        if (problem !== undefined) {
            throw userError(`${problem.path}: ${problem.message}`);
        }
        return bucketPolicy("aws", bucketGrants(known));
    });
}

/** What a team knows of the store before it has its key. */
export function plannedStore({ lakehouse }: SparkPlatformArgs): ObjectStoreConnection | undefined {
    return lakehouse?.objectStore && { endpoint: STORE_ENDPOINT, secret: STORE };
}

/** The teams' connections with their keys, which resolve once the server is ready. */
export function withKeys(
    name: string,
    { cluster }: SparkPlatformArgs,
    store: ObjectStore | undefined,
    connections: Record<string, TeamConnection>,
    parent: pulumi.Resource,
): Record<string, TeamConnection> {
    if (store === undefined) {
        return connections;
    }
    const child = { parent, provider: cluster.provider };
    return Object.fromEntries(
        Object.entries(connections).map(([team, connection]): [string, TeamConnection] => {
            const secret = store.secrets[team];
            if (secret === undefined) {
                const lakehouse = { ...connection.lakehouse, objectStore: undefined };
                return [team, { ...connection, lakehouse }];
            }
            const { namespace, createdNamespace = false } = connection;
            const owner = { team, namespace, createdNamespace, secret };
            const made = teamKey(`${name}-${team}-${STORE}`, cluster, owner, child);
            const ready = pulumi.all([made, store.ready]).apply(([known]) => known);
            const access = { endpoint: STORE_ENDPOINT, secret: ready };
            return [
                team,
                { ...connection, lakehouse: { ...connection.lakehouse, objectStore: access } },
            ];
        }),
    );
}
