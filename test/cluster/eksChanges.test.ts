import assert from "node:assert/strict";
import { checkoutId } from "../../sandbox";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { ZONES } from "../../testkit/standIns/aws/settings";
import { TYPES } from "../../testkit/standIns/aws/types";
import { ADMINS, EksStack } from "./eksStack";

const [A = "", B = "", C = ""] = ZONES;
const POOLS = {
    driver: { role: "driver", capacity: "on-demand", instanceTypes: ["m7i.xlarge"], cpuLimit: 16 },
    executor: { role: "executor", capacity: "spot", instanceTypes: ["m7i.2xlarge"], cpuLimit: 64 },
};

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

const VPC_CNI = "aws:eks/addon:Addon cluster-vpc-cni";
const SYSTEM_PODS = "kubernetes:networking.k8s.io:NetworkPolicy cluster-system-pods";

/** Number of nodes that Cluster Autoscaler has added to each group. */
const RUNNING = 3;

/** Changes of resources in AWS in a preview: type and logical name, by the engine's operation. */
type Plan = Record<string, string[]>;

/** A group with a generated name exists twice for a while, and its pods move. */
const REPLACED_SYSTEM_NODES: Plan = Object.fromEntries(
    ["create-replacement", "replace", "delete-replaced"].map((op) => [
        op,
        ["NodeGroup cluster-system-nodes"],
    ]),
);

describe("changes of a running stack on EKS", function () {
    this.timeout(600_000);
    testsNeedTheOnesBefore();
    let stack: EksStack;

    before(async () => {
        stack = await EksStack.create(`${checkoutId()}-changes`, "dev");
        stack.cloud.set({ pace: 0 });
        const { code, output } = await stack.up(settings());
        assert.equal(code, 0, output);
        for (const { nodeGroupName } of groups()) {
            stack.cloud.scale(String(nodeGroupName), RUNNING);
        }
    });

    after(() => stack.forget());

    function settings(cluster: object = {}, nodePools: object = POOLS) {
        const network = { zones: [A, B] };
        return {
            autoscaler: "cluster-autoscaler",
            nodePools,
            cluster: { kind: "eks", network, ...cluster },
            jobs: {},
        };
    }

    /** Inputs of Cluster Autoscaler's node groups. */
    function groups() {
        return stack.cloud
            .all()
            .filter(({ type, name }) => type === TYPES.nodeGroup && name !== "cluster-system-nodes")
            .map(({ inputs }) => inputs);
    }

    async function planned(
        cluster: object,
        nodePools?: object,
    ): Promise<{ plan: Plan; output: string }> {
        const { code, output } = await stack.preview(settings(cluster, nodePools));
        assert.equal(code, 0, output);
        return { plan: planOfLastRun(), output };
    }

    function stepOf(op: string, what: string) {
        return stack.steps().find((step) => step.op === op && step.what === what) ?? assert.fail();
    }

    function planOfLastRun(): Plan {
        const plan: Plan = {};
        for (const { op, what } of stack.steps()) {
            if (what.startsWith("aws:") && !["same", "read", "refresh"].includes(op)) {
                (plan[op] ??= []).push(what.replace(/^.*:/, ""));
            }
        }
        return Object.fromEntries(Object.entries(plan).map(([op, names]) => [op, names.sort()]));
    }

    it("of its pools' limits touch nothing in AWS, and terminate no node", async () => {
        const { code, output } = await stack.up(
            settings(
                {},
                {
                    driver: { ...POOLS.driver, cpuLimit: 32, minNodes: 1 },
                    executor: { ...POOLS.executor, cpuLimit: 128, maxNodes: 12 },
                },
            ),
        );
        assert.equal(code, 0, output);
        assert.deepEqual(planOfLastRun(), {});
        assert.deepEqual(stack.cloud.effects(), []);
        const sizes = stack.cloud.all().flatMap(({ live }) => live?.desiredSize ?? []);
        assert.deepEqual(sizes.sort(), [1, ...groups().map(() => RUNNING)]);
    });

    it("of zones keep the existing ones, in any order, and the control plane", async () => {
        const { plan } = await planned({ network: { zones: [C, B, A] } });
        assert.deepEqual(plan, {
            ...REPLACED_SYSTEM_NODES,
            create: [
                ...["driver", "executor"].map((pool) => groupIn(plan, pool, C)),
                `Route cluster-network-private-${C}`,
                `RouteTable cluster-network-private-${C}`,
                `RouteTableAssociation cluster-network-private-${C}`,
                `RouteTableAssociation cluster-network-public-${C}`,
                `Subnet cluster-network-private-${C}`,
                `Subnet cluster-network-public-${C}`,
            ],
            update: ["VpcEndpoint cluster-network-s3"],
        });
    });

    it("that remove a zone of its control plane are rejected", async () => {
        const { code, output } = await stack.preview(settings({ network: { zones: [A, C] } }));
        assert.notEqual(code, 0, output);
        assert.ok(output.includes(`lacks "${B}": the control plane was created in ${A} and ${B}`));
    });

    it("that would move or replace the cluster are rejected", async () => {
        const moved = { zones: [A, B], cidr: "10.20.0.0/16" };
        const { code, output } = await stack.preview(
            settings({ clusterName: "lake", network: moved }),
        );
        assert.notEqual(code, 0, output);
        assert.ok(output.includes('clusterName: "lake" is not "spark-local"'), output);
        assert.ok(output.includes('network.cidr: "10.20.0.0/16" is not "10.0.0.0/16"'), output);
    });

    it("of its version do not touch running pools, and its creator gets no second entry", async () => {
        const { plan, output } = await planned({
            version: "1.36",
            adminRoles: ADMINS,
            network: { zones: [A, B], nat: "per-zone" },
        });
        assert.deepEqual(plan, {
            create: [
                "AccessEntry cluster-admin-111122223333-user-ci",
                "AccessPolicyAssociation cluster-admin-111122223333-user-ci",
                `Eip cluster-network-nat-${B}`,
                `NatGateway cluster-network-${B}`,
            ],
            update: [
                "Cluster cluster-eks-eksCluster",
                "NodeGroup cluster-system-nodes",
                `Route cluster-network-private-${B}`,
            ],
        });
        assert.match(output, /warning: 4 of 4 node groups stay on Kubernetes 1\.35/);
    });

    it("of the system nodes' type, internet access and a pool's image pulls replace nothing else", async () => {
        const { plan } = await planned(
            {
                network: { zones: [A, B], nat: "none" },
                systemNodes: { instanceType: "m7i.large", count: 1 },
                logs: ["audit"],
                endpointAccess: "private",
                deletionProtection: true,
                addonVersions: { coredns: "v1.2.3-eksbuild.4" },
            },
            { ...POOLS, executor: { ...POOLS.executor, fastImagePull: true } },
        );
        const { create, ...others } = plan;
        const executors = (op: string) => [A, B].map((zone) => groupIn(plan, "executor", zone, op));
        assert.deepEqual(others, {
            ...REPLACED_SYSTEM_NODES,
            update: [
                "Addon cluster-coredns",
                "Cluster cluster-eks-eksCluster",
                "LaunchTemplate spark-cluster-autoscaler-executor",
            ],
            delete: [
                `Eip cluster-network-nat-${A}`,
                `NatGateway cluster-network-${A}`,
                ...executors("delete"),
                `Route cluster-network-private-${A}`,
                `Route cluster-network-private-${B}`,
            ],
        });
        assert.deepEqual(
            create?.filter((name) => !name.startsWith("VpcEndpoint cluster-network-")),
            [
                "LogGroup cluster-control-plane-logs",
                ...executors("create"),
                "SecurityGroup cluster-network-endpoints",
            ],
        );
    });

    it("to the strict mode let the system's pods through before it begins and after it ends", async () => {
        const strict = await stack.up(settings({ networkPolicyMode: "strict" }));
        assert.equal(strict.code, 0, strict.output);
        assert.deepEqual(planOfLastRun(), { update: ["Addon cluster-vpc-cni"] });
        assert.deepEqual(stack.cloud.effects(), []);
        assert.ok(stepOf("create", SYSTEM_PODS).ended! < stepOf("update", VPC_CNI).began);
        const policies = ["get", "networkpolicies", "--namespace", "kube-system", "--output"];
        assert.equal(
            stack.kubectl(...policies, "jsonpath={.items[*].spec}"),
            '{"egress":[{}],"ingress":[{}],"podSelector":{},"policyTypes":["Ingress","Egress"]}',
        );
        // The next test's update actually reverts it.
        const { plan } = await planned({});
        assert.deepEqual(plan, { update: ["Addon cluster-vpc-cni"] });
        assert.ok(stepOf("update", VPC_CNI).began < stepOf("delete", SYSTEM_PODS).began);
    });

    it("of tags, of the number and disks of system nodes, and of access to the API are made in place", async () => {
        const changed = settings({
            tags: { team: "data" },
            systemNodes: { instanceType: "t3.large", count: 2, volumeSizeGib: 40 },
            publicAccessCidrs: ["54.240.193.128/26"],
            secretsKeyArn: KEY,
        });
        const { code, output } = await stack.up(changed);
        assert.equal(code, 0, output);
        assert.deepEqual(Object.keys(planOfLastRun()), ["update"]);
        const touched = stack.cloud.effects().map(({ name }) => name);
        assert.deepEqual([...new Set(touched)], ["cluster-system-nodes"]);
        const next = await stack.preview(changed);
        assert.match(next.output, /warning: 4 of 4 node groups start nodes with older launch /);
    });

    it("that remove the key of its Secrets are rejected: AWS would need a new cluster", async () => {
        const { code, output } = await stack.preview(settings());
        assert.notEqual(code, 0, output);
        assert.ok(output.includes("secretsKeyArn: is missing, but the cluster's Secrets"), output);
    });
});

/** A node group's name ends with a hash of what cannot be changed in it. */
function groupIn(plan: Plan, pool: string, zone: string, op = "create"): string {
    const start = `NodeGroup spark-cluster-autoscaler-${pool}-${zone}-`;
    return plan[op]?.find((name) => name.startsWith(start)) ?? `${start}…`;
}
