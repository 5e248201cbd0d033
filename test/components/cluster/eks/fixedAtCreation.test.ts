import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, EksClusterArgs } from "../../../../components";
import {
    keptControlPlane,
    vpcOf,
    refuseMove,
} from "../../../../components/cluster/eks/keptControlPlane";
import { keptSecretsKey } from "../../../../components/cluster/eks/secretsKey";
import { only, valueOf } from "../../../../testkit/mocks";
import { registerOnAws } from "../../../../testkit/onAws";
import { takeRejections } from "../../../../testkit/setup";

const ZONES = ["eu-central-1a", "eu-central-1b"];
const SUBNETS = [
    { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
    { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
];
const [VPC, OTHER_VPC] = ["vpc-0123456789abcdef0", "vpc-0fedcba9876543210"] as [string, string];
const [KEY, OTHER_KEY] = ["1", "2"].map(
    (end) => `arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f${end}`,
) as [string, string];

const OPTIONS = { zones: ZONES, version: "1.35", clusterName: "analytics" };
const NEW_VPC = { ...OPTIONS, cidr: "10.0.0.0/16" };
const OWN_VPC = { ...OPTIONS, vpcId: VPC };

interface Case {
    title: string;
    args: EksClusterArgs;
    kept: Record<string, unknown>;
    refused?: string[];
}

const ofOwnVpc = (vpcId: pulumi.Input<string>) => ({
    network: { vpcId, privateSubnets: SUBNETS },
});
const ofKey = (key?: string) => ({
    "cluster-control-plane": NEW_VPC,
    "cluster-secrets-encrypted": key !== undefined,
    ...(key !== undefined && { "cluster-secrets-key": key }),
});

const CASES: Case[] = [
    {
        title: "the range of its VPC",
        args: { network: { cidr: "10.20.0.0/16" } },
        kept: { "cluster-control-plane": NEW_VPC },
        refused: [
            'network.cidr: "10.20.0.0/16" is not "10.0.0.0/16": the cluster was created in ' +
                'a VPC with this range, and EKS cannot move it. Set it to "10.0.0.0/16", or ' +
                "destroy the cluster first",
        ],
    },
    {
        title: "its VPC for one that exists",
        args: ofOwnVpc(pulumi.output(VPC)),
        kept: { "cluster-control-plane": NEW_VPC },
        refused: [
            "network.vpcId: the cluster was created in the stack's own VPC, and EKS cannot " +
                "move it. Remove vpcId and privateSubnets, or destroy the cluster first",
        ],
    },
    {
        title: "its VPC for a new one",
        args: {},
        kept: { "cluster-control-plane": OWN_VPC },
        refused: [
            `network.vpcId: is missing: the cluster was created in "${VPC}", and EKS cannot move it. ` +
                `Set it to "${VPC}", or destroy the cluster first`,
        ],
    },
    {
        title: "its VPC for another one",
        args: ofOwnVpc(OTHER_VPC),
        kept: { "cluster-control-plane": OWN_VPC },
        refused: [
            `network.vpcId: "${OTHER_VPC}" is not "${VPC}": the cluster was created in ` +
                `this VPC, and EKS cannot move it. Set it to "${VPC}", or destroy the cluster ` +
                "first",
        ],
    },
    {
        title: "its name, together with its range",
        args: { clusterName: "lake", network: { cidr: "10.20.0.0/16" } },
        kept: { "cluster-control-plane": NEW_VPC },
        refused: [
            'clusterName: "lake" is not "analytics": the cluster was created with this ' +
                'name, and EKS cannot rename it. Set it to "analytics", or destroy the cluster ' +
                "first",
            'network.cidr: "10.20.0.0/16" is not "10.0.0.0/16": the cluster was created in ' +
                'a VPC with this range, and EKS cannot move it. Set it to "10.0.0.0/16", or ' +
                "destroy the cluster first",
        ],
    },
    {
        title: "the key of its Secrets for none",
        args: {},
        kept: ofKey(KEY),
        refused: [
            "secretsKeyArn: is missing, but the cluster's Secrets are encrypted with your " +
                "own key, and EKS cannot undo that: set it again (aws eks describe-cluster " +
                "--name analytics --query cluster.encryptionConfig), or destroy the cluster " +
                "first",
        ],
    },
    {
        title: "the key of its Secrets for another one",
        args: { secretsKeyArn: OTHER_KEY },
        kept: ofKey(KEY),
        refused: [
            `secretsKeyArn: "${OTHER_KEY}" is not "${KEY}", which encrypts the cluster's ` +
                `Secrets, and EKS cannot change it: set it to "${KEY}", or destroy the cluster ` +
                "first",
        ],
    },
];

const TAKEN: Case[] = [
    { title: "what it was created with", args: {}, kept: { "cluster-control-plane": NEW_VPC } },
    {
        title: "its own VPC, also where its id is not plain any more",
        args: ofOwnVpc(pulumi.output(VPC)),
        kept: { "cluster-control-plane": OWN_VPC },
    },
    { title: "the first key of its Secrets", args: { secretsKeyArn: KEY }, kept: ofKey() },
    { title: "the same key", args: { secretsKeyArn: KEY }, kept: ofKey(KEY) },
];

describe("what an EKS cluster keeps from its creation", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    const subject = 'EksCluster "cluster"';

    /** The part of the component that refuses, since a program whose inputs fail never ends under mocks. */
    async function changed({ args, kept }: Case): Promise<void> {
        let checked: pulumi.Output<unknown> | undefined;
        await registerOnAws(
            () => {
                const { clusterName = "analytics", network, secretsKeyArn } = args;
                const key = { subject, clusterName, secretsKeyArn };
                const now = { ...OPTIONS, clusterName, ...vpcOf(network) };
                const child = { parent: pulumi.rootStackResource };
                checked = pulumi
                    .all([
                        keptControlPlane("cluster", now, child),
                        keptSecretsKey("cluster", key, child),
                    ])
                    .apply(([known]) => refuseMove(subject, known, now));
            },
            { kept },
        );
        await valueOf(checked);
    }

    for (const one of CASES) {
        it(`is refused to change: ${one.title}`, async () => {
            const lines = one.refused ?? [];
            const count = `${lines.length} problem${lines.length === 1 ? "" : "s"}`;
            await assert.rejects(changed(one), {
                message: `${subject} has ${count}:${lines.map((line) => `\n  ${line}`).join("")}`,
            });
            await takeRejections();
        });
    }

    for (const one of TAKEN) {
        it(`is taken: ${one.title}`, () => changed(one));
    }

    it("does not make subnets secret if the key is", async () => {
        const resources = await registerOnAws(
            () => {
                const secretsKeyArn = pulumi.secret(KEY);
                new EksCluster("cluster", {
                    adminRoles: [],
                    network: { zones: ZONES },
                    secretsKeyArn,
                });
            },
            { masked: true },
        );
        const { privateSubnetIds } = only(resources, "eks:index:Cluster").inputs;
        assert.deepStrictEqual(
            privateSubnetIds,
            ZONES.map((zone) => `cluster-network-private-${zone}-id`),
        );
    });

    it("is the initial state of a new one", async () => {
        const resources = await registerOnAws(() => {
            const args = { adminRoles: [], clusterName: "analytics", secretsKeyArn: KEY };
            new EksCluster("cluster", { ...args, network: { zones: ZONES } });
        });
        const kept = (name: string): unknown =>
            only(resources, "pulumi:index:Stash", `cluster-${name}`).inputs.input;
        assert.deepStrictEqual(kept("control-plane"), NEW_VPC);
        assert.deepStrictEqual([kept("secrets-encrypted"), kept("secrets-key")], [true, KEY]);
    });
});
