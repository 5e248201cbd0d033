import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    CatalogDatabaseArgs,
    EksClusterArgs,
    ExistingEksClusterArgs,
    LakehouseArgs,
    LakehouseBucketArgs,
    NetworkArgs,
} from "../../components";
import { callsFor, Made } from "../../testkit/awsCalls";
import { mayDoOn, typesWithoutRights } from "../../testkit/deployingRole";
import { insideEksCluster } from "../../testkit/insideEksCluster";
import { programOnAws } from "../../testkit/programOnAws";
import { configOf } from "../../testkit/stackConfig";

const CLUSTER = "spark-dev";
const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const ADMIN = "arn:aws:iam::111122223333:role/data-platform-admins";
const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];

/** A new option does not compile until it stands here. */
const network: Required<Omit<NetworkArgs, "vpcId" | "privateSubnets">> = {
    cidr: "10.0.0.0/16",
    zones: ["eu-central-1a", "eu-central-1b"],
    nat: "none",
    interfaceEndpoints: true,
};
const everyOption: Required<EksClusterArgs> = {
    clusterName: CLUSTER,
    region: "eu-central-1",
    version: "1.35",
    network,
    systemNodes: {
        ...{ instanceType: "t4g.large", count: 3, volumeSizeGib: 40 },
        cpuCredits: "standard",
    },
    endpointAccess: "public",
    publicAccessCidrs: ["203.0.113.0/24"],
    adminRoles: [ADMIN],
    logs: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    logRetentionDays: 90,
    secretsKeyArn: KEY,
    oidcProvider: true,
    addonVersions: { "vpc-cni": "v1.21.1-eksbuild.1" },
    networkPolicyMode: "strict",
    deletionProtection: true,
    tags: { "cost-centre": "4711" },
    credentials: { profile: "deploy", roleArn: ADMIN },
    kubeClientSettings: { qps: 10, burst: 20 },
};
const existing: Required<ExistingEksClusterArgs> = {
    clusterName: "spark-theirs",
    region: "eu-central-1",
    subnets: SUBNETS,
    oidcProviderArn:
        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE",
    credentials: { profile: "deploy", roleArn: ADMIN },
    kubeClientSettings: { qps: 10, burst: 20 },
};

const teams = (identity: string) => ({
    processing: { access: [{ bucket: "example-lake", prefix: "raw" }], identity },
});

/** A new option does not compile until it stands here, but for those of other engines and of images. */
const everyBucket: Required<Omit<LakehouseBucketArgs, "forceDestroy">> = {
    kmsKeyArn: KEY,
    abortUploadsAfterDays: 3,
    expireAfterDays: { "spark-events": 30 },
    versioning: true,
    keepOldVersionsDays: 3,
    tags: { "cost-centre": "4711" },
    protect: true,
};
const everyDatabase: Required<CatalogDatabaseArgs> = {
    location: "s3a://acme-sales/tables",
    protect: true,
};
const lakehouse: LakehouseArgs = {
    imageBuild: { repository: "spark-platform/lakehouse" },
    buckets: { "acme-lake": everyBucket, "acme-sales": {} },
    catalog: {
        ...{ kind: "glue", warehouse: "s3a://acme-lake/warehouse" },
        databases: { acme_sales: everyDatabase },
    },
};
const teamsOfLakehouse = {
    processing: {
        access: [{ bucket: "acme-sales", mode: "read-write" }],
        databases: [{ name: "acme_sales", mode: "read-write" }],
    },
};

const STACKS: Record<string, object> = {
    "the preset study": { preset: "study", cluster: { kind: "eks", adminRoles: [] } },
    "the preset production": { preset: "production", cluster: { kind: "eks", adminRoles: [] } },
    "every option": { cluster: { kind: "eks", ...everyOption }, teams: teams("pod-identity") },
    "every option, and roles by annotation": {
        cluster: { kind: "eks", ...everyOption },
        teams: teams("irsa"),
        identity: "irsa",
    },
    "interface endpoints beside NAT gateways": {
        cluster: {
            ...{ kind: "eks", adminRoles: [], endpointAccess: "private" },
            network: { nat: "per-zone", interfaceEndpoints: true },
        },
    },
    "a VPC that is there": {
        cluster: {
            ...{ kind: "eks", adminRoles: [] },
            network: { vpcId: "vpc-0123456789abcdef0", privateSubnets: SUBNETS },
        },
    },
    "a lakehouse": {
        ...{ cluster: { kind: "eks", adminRoles: [] }, lakehouse, teams: teamsOfLakehouse },
        environment: "prod",
    },
    "a cluster that is there": {
        cluster: { kind: "existing-eks", ...existing },
        teams: teams("pod-identity"),
    },
    "a cluster that is there, and roles by annotation": {
        cluster: { kind: "existing-eks", ...existing },
        teams: teams("irsa"),
        identity: "irsa",
    },
};

const SETTINGS = { karpenter: "karpenter", "cluster-autoscaler": "clusterAutoscaler" };

describe("the deploying role in the docs, resource by resource", () => {
    after(() => pulumi.runtime.setAllConfig({}));

    for (const [title, { identity, ...settings }] of Object.entries<Record<string, unknown>>(
        STACKS as Record<string, Record<string, unknown>>,
    )) {
        for (const [autoscaler, key] of Object.entries(SETTINGS)) {
            it(`may do all that ${title} needs, with ${autoscaler}`, async () => {
                const own = identity === undefined ? {} : { [key]: { identity } };
                const made = await madeBy({ autoscaler, ...settings, ...own });
                const { clusterName = CLUSTER } = settings["cluster"] as { clusterName?: string };
                const calls = made.flatMap((resource) => callsFor(resource, clusterName));
                assert.ok(calls.length > 100, `only ${calls.length} calls`);
                assert.deepStrictEqual(typesWithoutRights(made.map(({ type }) => type)), []);
                const refused = calls
                    .filter(({ action, on }) => !mayDoOn(action, on))
                    .map(({ action, on }) => `${action} on ${on}`);
                assert.deepStrictEqual([...new Set(refused)], []);
            });
        }
    }

    it("may do nothing to what others have in the account", () => {
        const iam = "arn:aws:iam::111122223333";
        const refused = [
            ["iam:PassRole", `${iam}:role/admin`],
            ["iam:AttachRolePolicy", `${iam}:role/aws-service-role/x/y`],
            ["iam:CreatePolicyVersion", `${iam}:policy/admin`],
            ["eks:DeleteCluster", "arn:aws:eks:eu-central-1:111122223333:cluster/analytics"],
            ["eks:DeleteCluster", "arn:aws:eks:eu-west-1:111122223333:cluster/spark-dev"],
            ["ec2:DeleteVpc", "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1"],
            ["sqs:DeleteQueue", "arn:aws:sqs:eu-central-1:111122223333:orders"],
            ["kms:CreateGrant", "arn:aws:kms:eu-west-1:111122223333:key/1"],
            ["s3:DeleteBucket", "arn:aws:s3:::theirs"],
            ["s3:PutBucketPolicy", "arn:aws:s3:::theirs"],
            // Not even in the stacks' own buckets.
            ["s3:GetObject", "arn:aws:s3:::acme-lake/orders"],
            ["s3:DeleteObject", "arn:aws:s3:::acme-lake/orders"],
            ["s3:PutReplicationConfiguration", "arn:aws:s3:::acme-lake"],
            ["s3:PutBucketAcl", "arn:aws:s3:::acme-lake"],
            ["ecr:PutImage", "arn:aws:ecr:eu-central-1:111122223333:repository/theirs"],
            ["glue:DeleteDatabase", "arn:aws:glue:eu-central-1:111122223333:database/theirs"],
            ["glue:CreateTable", "arn:aws:glue:eu-central-1:111122223333:table/acme_sales/a"],
        ] as const;
        assert.deepStrictEqual(
            refused.filter(([action, arn]) => mayDoOn(action, arn)),
            [],
        );
    });
});

/** What a stack makes in AWS; its other settings are those of stack dev. */
async function madeBy(settings: object): Promise<Made[]> {
    const changes = Object.entries(settings).map(([key, value]) => [
        `spark-platform:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const { "spark-platform:preset": _, ...config } = configOf("dev");
    const stack = Object.fromEntries(changes) as Record<string, string>;
    const registered = await programOnAws({ ...config, ...stack });
    return registered
        .filter(({ type }) => type.startsWith("aws:") || type === "eks:index:Cluster")
        .flatMap((resource) =>
            resource.type === "eks:index:Cluster" ? insideEksCluster(resource) : [resource],
        );
}
