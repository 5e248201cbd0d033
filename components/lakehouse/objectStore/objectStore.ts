import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PolicyDocument } from "../../aws/policyDocument";
import { ClusterConnection } from "../../cluster/connection";
import { contentHash } from "../../hash";
import { LEAF_OBJECT } from "../../kubernetes/leafObject";
import { claimedNamespace, ownershipMetadata } from "../../kubernetes/namespaceClaim";
import { podSecurityLabels } from "../../kubernetes/namespaceLabels";
import { ownedBy } from "../../kubernetes/ownership";
import { LakehouseBucketArgs, ObjectStoreArgs } from "../lakehouseArgs";
import { bucketPolicies } from "./bucketPolicies";
import { cleanupCronJob } from "./cleanup";
import { persistentSecret } from "./keys";
import { CLEANUP, CLEANUP_KEY_ID, STORE, teamKeyId } from "./names";
import { deployment, networkPolicies, service, storeMetadata, volumeClaim } from "./server";
import { checkedStoreNamespace } from "./storageCheck";
import { usersData } from "./users";

/** Only the server is awaited: the claim may wait for its pod, and the Service waits for its endpoint. */
const SKIP_AWAIT = { "pulumi.com/skipAwait": "true" };

/** What a platform's S3 server stores, and for whom. */
export interface ObjectStoreInput {
    /** Name of the platform's component; logical names begin with it. */
    platform: string;
    cluster: ClusterConnection;
    args: ObjectStoreArgs;
    image: string;
    /** An image with Python, for cleaning up the buckets. */
    pythonImage: string;
    buckets: Readonly<Record<string, LakehouseBucketArgs>>;
    /** The teams' policies, by team. Only these teams have keys. */
    teams: Readonly<Record<string, pulumi.Output<PolicyDocument>>>;
}

/** What an S3 server provides to its teams. */
export interface ObjectStore {
    /** Secret keys, by team. */
    secrets: Record<string, pulumi.Output<string>>;
    /** Resolves once the server enforces the current policies. */
    ready: pulumi.Output<string>;
}

/** Registers the S3 server of a platform. */
export function objectStore(input: ObjectStoreInput, parent: pulumi.Resource): ObjectStore {
    const { platform, cluster, args, image, pythonImage, buckets, teams } = input;
    const child: pulumi.CustomResourceOptions = { parent, provider: cluster.provider };
    const name = `${platform}-${STORE}`;
    const namespace = storeNamespace(name, cluster, checkedStoreNamespace(cluster, args), child);
    const inside = { ...child, dependsOn: namespace };
    const metadata = (object: string) => storeMetadata(object, ownedBy(LEAF_OBJECT));

    const secrets = mapValues(teams, (_, team) =>
        persistentSecret(`${name}-key-${team}`, { parent }),
    );
    const users = storeUsers(name, secrets, inside, parent);
    const policies = storePolicies(name, Object.keys(buckets), teams, inside);
    const claim = new k8s.core.v1.PersistentVolumeClaim(
        `${name}-data`,
        {
            metadata: storeMetadata(STORE, ownedBy(SKIP_AWAIT)),
            spec: volumeClaim(args),
        },
        // Replacing the claim would delete the data.
        { ...inside, ignoreChanges: ["spec.storageClassName"] },
    );
    const isolation = Object.entries(networkPolicies(Object.keys(teams))).map(
        ([policy, spec]) =>
            new k8s.networking.v1.NetworkPolicy(
                `${name}-${policy}`,
                { metadata: metadata(policy), spec },
                inside,
            ),
    );
    const endpoint = new k8s.core.v1.Service(
        name,
        {
            metadata: storeMetadata(STORE, ownedBy({ ...LEAF_OBJECT, ...SKIP_AWAIT })),
            spec: service(),
        },
        inside,
    );
    const server = new k8s.apps.v1.Deployment(
        name,
        {
            metadata: storeMetadata(STORE, ownedBy()),
            spec: deployment({ image, policies, ...users }),
        },
        { ...inside, dependsOn: [namespace, claim, ...isolation] },
    );
    new k8s.batch.v1.CronJob(
        `${name}-${CLEANUP}`,
        {
            metadata: storeMetadata(CLEANUP, ownedBy()),
            spec: cleanupCronJob({ image: pythonImage, buckets, users: users.users }),
        },
        inside,
    );
    return { secrets, ready: pulumi.all([server.urn, endpoint.urn]).apply(() => STORE) };
}

/** The namespace, which is for the server alone: a cluster has one. */
function storeNamespace(
    name: string,
    cluster: ClusterConnection,
    possible: pulumi.Output<string>,
    child: pulumi.CustomResourceOptions,
): k8s.core.v1.Namespace {
    const claimed = possible.apply((namespace) =>
        claimedNamespace(
            cluster,
            namespace,
            "lakehouse.objectStore",
            "A cluster can have one object store: remove lakehouse.objectStore, or destroy the stack that has it.",
        ),
    );
    const { labels, annotations } = ownershipMetadata();
    return new k8s.core.v1.Namespace(
        `${name}-namespace`,
        {
            metadata: {
                name: claimed,
                labels: { ...labels, ...podSecurityLabels("restricted") },
                annotations,
            },
        },
        child,
    );
}

/** The Secret from which the server reads its users, and a hash of its contents. */
function storeUsers(
    name: string,
    secrets: Readonly<Record<string, pulumi.Output<string>>>,
    inside: pulumi.CustomResourceOptions,
    parent: pulumi.Resource,
) {
    const root = persistentSecret(`${name}-key-root`, { parent });
    const byKeyId = Object.fromEntries([
        ...Object.entries(secrets).map(([team, secret]) => [teamKeyId(team), secret] as const),
        [CLEANUP_KEY_ID, persistentSecret(`${name}-key-cleanup`, { parent })] as const,
    ]);
    const data = pulumi
        .all([root, pulumi.all(byKeyId)])
        .apply(([first, all]) => usersData(first, all));
    const metadata = storeMetadata("object-store-users", ownedBy(LEAF_OBJECT));
    const secret = new k8s.core.v1.Secret(`${name}-users`, { metadata, stringData: data }, inside);
    return {
        users: secret.urn.apply(() => metadata.name),
        // Secrets of this length cannot be guessed from their hash.
        usersVersion: pulumi.unsecret(data.apply(contentHash)),
    };
}

/** The ConfigMap with the buckets' policies; returns its name, which contains a hash of its content. */
function storePolicies(
    name: string,
    buckets: readonly string[],
    teams: Readonly<Record<string, pulumi.Output<PolicyDocument>>>,
    inside: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const data = pulumi
        .all(teams)
        .apply((documents) =>
            mapValues(bucketPolicies(buckets, documents), (policy) => JSON.stringify(policy)),
        );
    const hashed = data.apply((known) => `object-store-policies-${contentHash(known)}`);
    const resource = new k8s.core.v1.ConfigMap(
        `${name}-policies`,
        {
            metadata: { ...storeMetadata("", ownedBy(LEAF_OBJECT)), name: hashed },
            data,
            immutable: true,
        },
        inside,
    );
    return pulumi.all([resource.urn, hashed]).apply(([, known]) => known);
}

function mapValues<T, U>(
    record: Readonly<Record<string, T>>,
    change: (value: T, key: string) => U,
): Record<string, U> {
    return Object.fromEntries(
        Object.entries(record).map(([key, value]) => [key, change(value, key)]),
    );
}
