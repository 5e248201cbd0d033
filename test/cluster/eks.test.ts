import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutId } from "../../sandbox";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { typesWithoutRights } from "../../testkit/deployingRole";
import { stagesInOrder } from "../../testkit/eventLog";
import { checkout } from "../../testkit/stack";
import { Call } from "../../testkit/standIns/aws/cloud";
import { TYPES } from "../../testkit/standIns/aws/types";
import { ADMINS, EksStack, OTHER_ADMIN } from "./eksStack";

/** The order of deletion in docs/operations/destroy-an-eks-stack.md; creation has the opposite one. */
const ORDER: Record<string, RegExp> = {
    "what is in the cluster": /^kubernetes:/,
    "add-ons on nodes": /^aws:eks\/addon:.*(coredns|ebs-csi-driver)$/,
    "node groups": /^aws:eks\/nodeGroup:/,
    "add-ons before nodes": /^aws:eks\/addon:.*(vpc-cni|kube-proxy|pod-identity-agent)$/,
    cluster: /^aws:eks\/cluster:/,
    network: /^aws:ec2\/(vpc|subnet|internetGateway):/,
};
const ORDER_IN_CLUSTER: Record<string, RegExp> = {
    jobs: /^kubernetes:sparkoperator/,
    "pools and their classes": /^kubernetes:karpenter\.(sh:NodePool|k8s\.aws:EC2NodeClass) /,
    autoscaler: /^kubernetes:helm\.sh:Release spark-karpenter$/,
    "its identity": /^aws:eks\/(podIdentityAssociation|accessEntry):/,
};
/** Without internet access, the remaining nodes could not shut down cleanly. */
const ORDER_OF_ROUTES: Record<string, RegExp> = {
    "node groups": /^aws:eks\/nodeGroup:/,
    routes: /^aws:ec2\/route:Route cluster-network-private-/,
    gateway: /^aws:ec2\/natGateway:/,
};
const ORDER_OF_TABLES: Record<string, RegExp> = {
    "node groups": /^aws:eks\/nodeGroup:/,
    "what leads their subnets to the routes": /^aws:ec2\/routeTableAssociation:.*-private-/,
};

const ORDER_OF_STORAGE: Record<string, RegExp> = {
    jobs: /^kubernetes:sparkoperator/,
    "their buckets and databases": /^aws:(s3\/bucket|glue\/catalogDatabase):/,
};

const LAKEHOUSE = {
    lakehouse: {
        buckets: { "acme-lake": {} },
        catalog: {
            ...{ kind: "glue", warehouse: "s3a://acme-lake/warehouse" },
            databases: { sales: {} },
        },
    },
    "spark-platform:teams": {
        processing: {
            access: [{ bucket: "acme-lake", mode: "read-write" }],
            databases: [{ name: "sales", mode: "read-write" }],
        },
    },
};

const CLUSTER_AUTOSCALER = { autoscaler: "cluster-autoscaler" };

describe("the program on EKS", function () {
    this.timeout(600_000);
    testsNeedTheOnesBefore();
    let stack: EksStack;
    let resources: string[];

    before(async () => {
        stack = await EksStack.create(`${checkoutId()}-eks`, "dev", LAKEHOUSE);
    });

    after(() => stack.remove());

    const made = () =>
        stack.cloud
            .all()
            .map(({ type, name }) => `${type} ${name}`)
            .sort();
    const uidOfJob = () =>
        stack.kubectl(
            ...["get", "sparkapplication", "--namespace", "processing", "--output"],
            "jsonpath={.items[*].metadata.uid}",
        );

    function assertOrder(op: "create" | "delete"): void {
        const all = [ORDER, ORDER_IN_CLUSTER, ORDER_OF_ROUTES, ORDER_OF_TABLES, ORDER_OF_STORAGE];
        for (const stages of all) {
            const names = Object.keys(stages);
            assert.deepEqual(
                stagesInOrder(stack.steps(), op, stages),
                op === "delete" ? names : names.reverse(),
            );
        }
    }

    async function upFails(at: Pick<Call, "type" | "name">, settings: object): Promise<void> {
        stack.cloud.failNext({ ...at, call: "create" });
        const { code, output } = await stack.up(settings);
        assert.notEqual(code, 0, output);
        assert.ok(output.includes(`InternalFailure: asked for (${at.type}::${at.name}:`), output);
    }

    it("is previewed before any of it exists, and nothing is created", async () => {
        const { code, output } = await stack.preview({
            cluster: { kind: "eks", endpointAccess: "private", adminRoles: ADMINS },
        });
        assert.equal(code, 0, output);
        assert.match(
            output,
            /warning: Cluster "spark-local" will have only a private endpoint: run pulumi /,
        );
        assert.match(output, /^ +\+ 152 to create$/m);
        assert.deepEqual([...new Set(stack.calls().map(({ call }) => call))], ["invoke"]);
        assert.deepEqual(stack.leftovers(), []);
    });

    it("is created in the documented order, much of it in parallel", async () => {
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assertOrder("create");
        assert.ok(mostAtOnce(stack.calls()) >= 4, `${mostAtOnce(stack.calls())} at once`);
        resources = made();
        // @pulumi/eks creates some of them, which mocks do not show.
        const created = stack.calls().filter(({ call }) => call === "create");
        assert.deepEqual(typesWithoutRights(created.map(({ type }) => type)), []);
    });

    it("is restored from its state after its cluster was lost", async () => {
        await stack.loseCluster();
        const page = readFileSync(
            join(checkout, "docs/operations/recover-an-eks-stack.md"),
            "utf8",
        );
        assert.ok(page.includes("PULUMI_K8S_DELETE_UNREACHABLE=true pulumi refresh -s dev\n"));
        const refreshed = await stack.refresh({ PULUMI_K8S_DELETE_UNREACHABLE: "true" });
        assert.equal(refreshed.code, 0, refreshed.output);
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.deepEqual(made(), resources);
        assert.notEqual(uidOfJob(), "");
    });

    it("is not changed by another up", async () => {
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.match(output, /^Resources:\n +152 unchanged$/m);
        assert.deepEqual([...new Set(stack.calls().map(({ call }) => call))], ["invoke"]);
    });

    it("can only be changed by its administrators", async () => {
        const guest = { "aws:profile": "guest" };
        const refused = await stack.preview(guest);
        assert.notEqual(refused.code, 0, refused.output);
        assert.match(
            refused.output,
            /warning: The user "guest" of account 111122223333 did not create cluster "spark-local"/,
        );
        assert.match(refused.output, /Unauthorized/);
        const { code, output } = await stack.up({ "aws:profile": OTHER_ADMIN });
        assert.equal(code, 0, output);
        // The entries stay as they are, no matter who runs it.
        assert.deepEqual(made(), resources);
        const changes = stack.steps().filter(({ op }) => op !== "same");
        assert.deepEqual(changes.map(({ op, what }) => `${op} ${what}`).sort(), [
            // The stack's own provider, which has the profile.
            "update pulumi:providers:aws default_7_48_0",
            "update pulumi:providers:kubernetes cluster-provider",
        ]);
    });

    it("keeps its autoscaler when a change of it fails, and is destroyed completely", async () => {
        const group = "spark-cluster-autoscaler-driver-eu-central-1b-16x64-65c7af8d";
        await upFails({ type: TYPES.nodeGroup, name: group }, CLUSTER_AUTOSCALER);
        assert.deepEqual(stack.kubectl("get", "nodepools", "--output", "name").split("\n"), [
            "nodepool.karpenter.sh/driver",
            "nodepool.karpenter.sh/executor-on-demand",
            "nodepool.karpenter.sh/executor-spot",
            "",
        ]);
        const systemNodes = { type: TYPES.nodeGroup, name: "cluster-system-nodes" };
        stack.cloud.failNext({ ...systemNodes, call: "delete" });
        const failed = await stack.destroy();
        assert.notEqual(failed.code, 0, failed.output);
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        assert.deepEqual(stack.leftovers(), []);
    });

    it("is created after three failures at different steps", async () => {
        const gateway = "cluster-network-eu-central-1a";
        await upFails({ type: TYPES.natGateway, name: gateway }, CLUSTER_AUTOSCALER);
        await upFails({ type: TYPES.addon, name: "cluster-coredns" }, CLUSTER_AUTOSCALER);
        const role = "spark-operator-controller";
        stack.kubectl("create", "clusterrole", role, "--verb=get", "--resource=pods");
        // The chart creates a ClusterRole of that name then.
        const values = { webhook: { enable: false }, controller: { rbac: { create: true } } };
        const failed = await stack.up({ ...CLUSTER_AUTOSCALER, operator: { values } });
        assert.notEqual(failed.code, 0, failed.output);
        assert.match(
            failed.output,
            /ClusterRole "spark-operator-controller" .* cannot be imported/,
        );
        stack.kubectl("delete", "clusterrole", role);
        const { code, output } = await stack.up(CLUSTER_AUTOSCALER);
        assert.equal(code, 0, output);
    });

    it("ends up the same with the other autoscaler, and keeps its job", async () => {
        const job = uidOfJob();
        const { code, output } = await stack.up();
        assert.equal(code, 0, output);
        assert.deepEqual(made(), resources);
        assert.notEqual(job, "");
        assert.equal(uidOfJob(), job);
    });

    it("is destroyed in the documented order", async () => {
        const { code, output } = await stack.destroy();
        assert.equal(code, 0, output);
        assertOrder("delete");
        assert.deepEqual(stack.leftovers(), []);
    });
});

/** The maximum number of concurrent calls. */
function mostAtOnce(calls: Call[]): number {
    const edges = calls.flatMap(({ began, ended }) => [
        { at: began, by: 1 },
        { at: ended, by: -1 },
    ]);
    let now = 0;
    return Math.max(...edges.sort((a, b) => a.at - b.at).map(({ by }) => (now += by)));
}
