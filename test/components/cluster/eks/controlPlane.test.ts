import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { EksCluster, EksClusterArgs } from "../../../../components";
import { EksSubnet } from "../../../../components/aws/eksConnection";
import { controlPlaneSubnetIds } from "../../../../components/cluster/eks/controlPlaneSubnets";
import { only, Registered, valueOf } from "../../../../testkit/mocks";
import { dependenciesOf, label, needs, registerOnAws } from "../../../../testkit/onAws";
import { takeRejections } from "../../../../testkit/setup";

const [A, B, C] = ["a", "b", "c"].map((letter) => `eu-central-1${letter}`) as [
    string,
    string,
    string,
];
const OWN_VPC = [
    { zone: A, id: "subnet-0000000000000000a" },
    { zone: A, id: "subnet-0000000000000001a" },
    { zone: B, id: "subnet-0000000000000000b" },
    { zone: C, id: "subnet-0000000000000000c" },
];

/** What a stack has kept since its creation. */
const KEPT = { zones: [A, B], version: "1.35", clusterName: "spark-stack" };

describe("the control plane of an EksCluster", () => {
    let cluster: EksCluster;

    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    function made(args: EksClusterArgs, kept?: object): Promise<Registered[]> {
        return registerOnAws(
            () => {
                cluster = new EksCluster("cluster", { adminRoles: [], ...args });
            },
            { kept: kept === undefined ? {} : { "cluster-control-plane": kept } },
        );
    }

    const controlPlane = (resources: Registered[]) => only(resources, "eks:index:Cluster").inputs;
    const subnetIds = (resources: Registered[]): unknown =>
        controlPlane(resources).privateSubnetIds;
    const nodes = (resources: Registered[]) =>
        only(resources, "aws:eks/nodeGroup:NodeGroup").inputs;
    const privateId = (zone: string) => `cluster-network-private-${zone}-id`;

    describe("has subnets", () => {
        it("in the first two zones of a new network, and nodes in all", async () => {
            const resources = await made({ network: { zones: [B, C, A] } });
            assert.deepStrictEqual(
                only(resources, "pulumi:index:Stash", "cluster-control-plane").inputs,
                {
                    input: {
                        ...{ zones: [B, C], version: "1.35" },
                        ...{ clusterName: "spark-stack", cidr: "10.0.0.0/16" },
                    },
                },
            );
            assert.deepStrictEqual(subnetIds(resources), [privateId(B), privateId(C)]);
            assert.deepStrictEqual(nodes(resources).subnetIds, [A, B, C].map(privateId));
        });

        it("in the zones it was created in, even if zones are added or reordered", async () => {
            const added = await made({ network: { zones: [A, B, C] } }, KEPT);
            assert.deepStrictEqual(subnetIds(added), [privateId(A), privateId(B)]);
            const moved = await made({ network: { zones: [C, B, A] } }, KEPT);
            assert.deepStrictEqual(subnetIds(moved), [privateId(A), privateId(B)]);
        });

        it("of an existing VPC, the first in each of its zones", async () => {
            const network = { vpcId: "vpc-1", privateSubnets: OWN_VPC };
            assert.deepStrictEqual(subnetIds(await made({ network })), [
                "subnet-0000000000000000a",
                "subnet-0000000000000000b",
            ]);
            const other = [{ zone: A, id: "subnet-0000000000000002a" }, ...OWN_VPC.slice(1)];
            const changed = { vpcId: "vpc-1", privateSubnets: other.reverse() };
            assert.deepStrictEqual(subnetIds(await made({ network: changed }, KEPT)), [
                "subnet-0000000000000001a",
                "subnet-0000000000000000b",
            ]);
        });

        it("and needs them until it is deleted", async () => {
            const resources = await made({ network: { zones: [A, B] } });
            const after = dependenciesOf(only(resources, "eks:index:Cluster"));
            for (const zone of [A, B]) {
                assert.ok(after.includes(`Subnet cluster-network-private-${zone}`), after.join());
            }
        });

        it("in no other zone, because EKS cannot move it", async () => {
            const ids = (path: string, subnets: EksSubnet[]) =>
                valueOf(
                    controlPlaneSubnetIds(pulumi.output(KEPT.zones), {
                        subject: 'EksCluster "cluster"',
                        subnets,
                        path,
                    }),
                );
            await assert.rejects(ids("network.zones", OWN_VPC.slice(2)), {
                message:
                    `EksCluster "cluster" has 1 problem:\n  network.zones: ["${B}","${C}"] lacks ` +
                    `"${A}": the control plane was created in ${A} and ${B}, and EKS cannot move ` +
                    "it. Add the zone again, at any position, or destroy the cluster first",
            });
            await takeRejections();
        });
    });

    describe("has a version", () => {
        async function versionsOf(args: EksClusterArgs, kept?: object): Promise<unknown> {
            const resources = await made(args, kept);
            const addon = only(resources, "aws:eks/addon:Addon", "cluster-coredns").inputs;
            return {
                controlPlane: controlPlane(resources).version as unknown,
                systemNodes: nodes(resources).version as unknown,
                addons: (addon.addonVersion as string).split(" for ")[1],
                connection: await valueOf(cluster.eks.version),
            };
        }
        const all = (version: string) => ({
            ...{ controlPlane: version, systemNodes: version },
            ...{ addons: version, connection: version },
        });

        it("that was the library's default at its creation", async () => {
            assert.deepStrictEqual(await versionsOf({}), all("1.35"));
        });

        it("that it keeps, even if the library's default changes", async () => {
            assert.deepStrictEqual(await versionsOf({}, { ...KEPT, version: "1.34" }), all("1.34"));
        });

        it("that its arguments can set later", async () => {
            assert.deepStrictEqual(await versionsOf({ version: "1.36" }, KEPT), all("1.36"));
        });

        it("that nodes get after it", async () => {
            const resources = await made({ version: "1.36" }, KEPT);
            assert.ok(needs(resources, "NodeGroup cluster-system-nodes", "Cluster cluster-eks"));
        });
    });

    describe("has logs", () => {
        it("in a group that expires, and that is there before it and after it", async () => {
            const resources = await made({
                clusterName: "analytics",
                logs: ["audit"],
                tags: { "cost-centre": "4711" },
            });
            assert.deepStrictEqual(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs, {
                name: "/aws/eks/analytics/cluster",
                retentionInDays: 90,
                tags: { "cost-centre": "4711" },
            });
            const after = dependenciesOf(only(resources, "eks:index:Cluster"));
            assert.ok(after.includes("LogGroup cluster-control-plane-logs"), after.join());
        });

        it("for as long as its arguments say", async () => {
            const resources = await made({ logs: ["api"], logRetentionDays: 365 });
            const { inputs } = only(resources, "aws:cloudwatch/logGroup:LogGroup");
            assert.equal(inputs.retentionInDays, 365);
        });

        it("only if some are listed", async () => {
            assert.ok(!(await made({})).map(label).some((one) => one.startsWith("LogGroup")));
        });
    });
});
