import { strict as assert } from "node:assert";
import { switchOrder } from "../../components/nodes/autoscalerSwitch";
import { checkoutId } from "../../sandbox";
import { testsNeedTheOnesBefore } from "../../testkit/dependentTests";
import { stagesInOrder } from "../../testkit/eventLog";
import type { Run } from "../../testkit/stack";
import { commandsAfter } from "../docs/blocks";
import { AutoscaledStack } from "./autoscaledStack";

const destroys = Number(process.env.DESTROYS ?? 2);

/** In the order in which they must be deleted. */
const KARPENTER = {
    pools: /:NodePool /,
    "node classes": /:KWOKNodeClass /,
    controller: /:Release karpenter$/,
    CRDs: /:Release karpenter-crds$/,
};
const ORDER = { jobs: /:sparkoperator.k8s.io:SparkApplication /, ...KARPENTER };

/** In turn; half of them with a running driver, a quarter without a controller. */
const KINDS = [
    { driver: "runs", controller: "runs" },
    { driver: "runs", controller: "was killed" },
    { driver: "has ended", controller: "runs" },
    { driver: "has ended", controller: "runs" },
];

const POOL_DELETED = /:NodePool karpenter-(\S+) deleted \(/g;

const TIMEOUT_SECONDS = 15;

const documented = (mark: string) => commandsAfter("docs/operations/destroy-an-eks-stack.md", mark);

describe("a stack with an autoscaler", function () {
    this.timeout(300_000);
    testsNeedTheOnesBefore();
    let stack: AutoscaledStack;

    before(async () => {
        stack = await AutoscaledStack.create(`${checkoutId()}-autoscalers`);
    });

    after(() => stack.remove());

    describe("changes it", () => {
        let application: string;

        before(async () => {
            await stack.up();
            await stack.startJob();
            await stack.ownersAreKnown();
            application = stack.applicationUid();
        });

        it("and shows the order in the preview", async () => {
            const { code, output } = await stack.preview({ autoscaler: "cluster-autoscaler" });
            assert.equal(code, 0, output);
            const order = switchOrder("karpenter", "cluster-autoscaler");
            assert.ok(output.includes(`warning: ${order}\n`), output);
        });

        it("to Cluster Autoscaler: it is created, a driver ends, then Karpenter is deleted", async () => {
            let meanwhile: Promise<string> | undefined;
            await stack.up({ autoscaler: "cluster-autoscaler" }, (output) => {
                if (output.includes("NodePool karpenter-driver deleting")) {
                    meanwhile ??= stack.endDriverWhenAlone();
                }
            });
            assert.equal(await meanwhile, "Running on a node of driver");
            assert.equal(creationsBeforeDeletions(), "Release autoscaler");
            assert.deepEqual(
                stagesInOrder(stack.steps(), "delete", KARPENTER),
                Object.keys(KARPENTER),
            );
            await stack.stopController();
            assert.deepEqual(stack.ofAutoscalers(), [
                "deployment.apps/cluster-autoscaler",
                "secret/sh.helm.release.v1.cluster-autoscaler.v1",
            ]);
        });

        it("to none: Cluster Autoscaler is deleted", async () => {
            await stack.up({ autoscaler: "none" });
            assert.equal(creationsBeforeDeletions(), "");
            assert.deepEqual(stack.ofAutoscalers(), []);
        });

        it("but not to one that someone else has installed", async () => {
            stack.kubectl("create", "namespace", "tools");
            stack.kubectl(
                ...["create", "deployment", "cluster-autoscaler", "--namespace", "tools"],
                ...["--image", "autoscaler:1"],
            );
            const { code, output } = await stack.preview({ autoscaler: "cluster-autoscaler" });
            stack.kubectl("delete", "namespace", "tools");
            assert.notEqual(code, 0, output);
            assert.match(
                output,
                /error: autoscaler: the cluster already has Cluster Autoscaler: applied without Helm in namespace "tools"\. Remove it, or set autoscaler to "none" /,
            );
        });

        it("and back to Karpenter, always with the same run of the job", async () => {
            const { output } = await stack.up();
            assert.doesNotMatch(output, /autoscaler: changes/);
            assert.match(creationsBeforeDeletions(), /Release karpenter-crds.*NodePool karpenter-/);
            assert.equal(stack.applicationUid(), application);
        });

        /** Checks that everything was created before anything was deleted; returns what was created, in this order. */
        function creationsBeforeDeletions(): string {
            const steps = stack.steps().filter(({ what }) => what.startsWith("kubernetes:"));
            const made = steps.filter(({ op }) => op === "create");
            const gone = steps.filter(({ op }) => op === "delete");
            const lastMade = Math.max(-1, ...made.map(({ ended = Infinity }) => ended));
            assert.ok(
                gone.every(({ began }) => began > lastMade),
                JSON.stringify(steps),
            );
            return made.map(({ what }) => what.split(":").at(-1)).join(", ");
        }
    });

    // A part of `make soak-faults`.
    if (process.env.FAULTS === "all") {
        it("survives that the CRDs of Karpenter are deleted", async () => {
            await stack.up();
            const crds = stack.kubectl("get", "crds", "-o", "name").split("\n");
            stack.kubectl("delete", ...crds.filter((name) => /\.karpenter\.(sh|k8s)/.test(name)));
            const { output } = await stack.preview();
            assert.match(
                output,
                /warning: The CRDs of Karpenter were deleted, .*name=karpenter-crd;/,
            );
            stack.shell(
                commandsAfter("docs/operations/repair-a-stack.md", "CRDs of Karpenter deleted"),
            );
            stack.shell("pulumi preview --expect-no-changes");
            await stack.stopController();
        });
    }

    describe("is destroyed", () => {
        Array.from({ length: destroys }, (_, index) => {
            const { driver, controller } = KINDS[index % KINDS.length] ?? assert.fail();
            it(`while a driver ${driver} and Karpenter ${controller} (${index + 1})`, async () => {
                const killed = controller !== "runs";
                await stack.up(killed ? { deleteTimeout: `${TIMEOUT_SECONDS}s` } : {});
                await stack.startJob();
                await stack.ownersAreKnown();
                if (driver !== "runs") {
                    stack.endJob();
                }
                assert.ok(stack.list("nodeclaims").length > 1, "nodes for a driver and executors");
                if (!killed) {
                    await destroyed();
                    await stack.stopController();
                    return;
                }
                await stack.stopController();
                timedOut(await stack.destroy());
                await untilPreviewSays(
                    "Karpenter is not running: Deployment karpenter in namespace",
                );
                if (index % (2 * KINDS.length) === 1) {
                    stack.shell(documented("Karpenter cannot run"));
                    await destroyed();
                } else {
                    await stack.startController();
                    stack.shell(documented("Karpenter can run"));
                    await destroyed();
                    await stack.stopController();
                }
            });
        });

        /** Tells Kubernetes, too, that there is no controller. */
        async function untilPreviewSays(words: string): Promise<void> {
            stack.kubectl(
                ...["scale", "deployment", "karpenter", "--namespace", "kube-system"],
                ...["--replicas", "0", "--timeout", "30s"],
            );
            const { output } = await stack.preview({});
            assert.ok(output.includes(words), output);
        }

        /** Destroys the stack, and checks each pool's nodes at the moment when the pool is gone. */
        async function destroyed(): Promise<void> {
            const left: Record<string, string> = {};
            const run = await stack.destroy((output) => {
                for (const [, pool = ""] of output.matchAll(POOL_DELETED)) {
                    left[pool] ??= nodesOf(pool);
                }
            });
            assert.equal(run.code, 0, run.output);
            const pools = stack.steps().filter(({ what }) => ORDER.pools.test(what));
            const noNodes = pools.map(({ what }) => [what.replace(/^.* karpenter-/, ""), ""]);
            assert.deepEqual(left, Object.fromEntries(noNodes));
            const stages = Object.entries(ORDER).filter(([, pattern]) =>
                stack.steps().some(({ what }) => pattern.test(what)),
            );
            assert.deepEqual(
                stagesInOrder(stack.steps(), "delete", Object.fromEntries(stages)),
                stages.map(([name]) => name),
            );
            assert.deepEqual(stack.leftovers(), []);
        }

        function nodesOf(pool: string): string {
            const selector = `karpenter.sh/nodepool=${pool}`;
            return stack.kubectl("get", "nodeclaims,nodes", "--selector", selector, "-o", "name");
        }
    });
});

/** To the cluster, the controller existed; it terminates no node. */
function timedOut({ code, output, seconds }: Run): void {
    assert.notEqual(code, 0, output);
    assert.match(
        output,
        /:NodePool \(karpenter-driver\):\n +warning: finalizers might be preventing deletion \(foregroundDeletion\)\n +error: timed out waiting for the condition\n/,
    );
    assert.ok(seconds < 3 * TIMEOUT_SECONDS, `${seconds} s`);
}
