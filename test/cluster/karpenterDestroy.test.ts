import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutId } from "../../sandbox";
import { stagesInOrder } from "../support/eventLog";
import { checkout, type Run } from "../support/stack";
import { AutoscaledStack } from "./autoscaledStack";

const runs = Number(process.env.DESTROYS ?? 2);

/** In the order in which they have to go. */
const ORDER = {
    jobs: /:sparkoperator.k8s.io:SparkApplication /,
    pools: /:NodePool /,
    "node classes": /:KWOKNodeClass /,
    controller: /:Release karpenter$/,
    CRDs: /:Release karpenter-crds$/,
};

/** In turn; half of them with a running driver, a quarter without a controller. */
const KINDS = [
    { driver: "runs", controller: "runs" },
    { driver: "runs", controller: "was killed" },
    { driver: "has ended", controller: "runs" },
    { driver: "has ended", controller: "runs" },
];

const POOL_DELETED = /:NodePool karpenter-(\S+) deleted \(/g;

const TIMEOUT_SECONDS = 15;

/** The commands in the docs after a mark. */
function documented(mark: string): string {
    const page = readFileSync(join(checkout, "docs/autoscalers.md"), "utf8");
    const [, block] = page.split(`<!-- ${mark} -->\n\n\`\`\`sh\n`);
    return block?.split("```")[0] ?? assert.fail(`no commands: ${mark}`);
}

describe("a stack with Karpenter is destroyed", function () {
    this.timeout(300_000);
    // What one run leaves would fail all that follow.
    this.bail(true);
    let stack: AutoscaledStack;

    before(async () => {
        stack = await AutoscaledStack.create(`${checkoutId()}-karpenter-destroy`);
    });

    after(() => stack.remove());

    Array.from({ length: runs }, (_, index) => {
        const { driver, controller } = KINDS[index % KINDS.length] ?? assert.fail();
        it(`while a driver ${driver} and the controller ${controller} (${index + 1})`, async () => {
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
            stack.kubectl(
                ...["scale", "deployment", "karpenter", "--namespace", "kube-system"],
                ...["--replicas", "0", "--timeout", "30s"],
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

    /** Destroys what is there, and looks at each pool's nodes at the moment when it is gone. */
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

/** The controller was there, as far as the cluster knows, and ends no node. */
function timedOut({ code, output, seconds }: Run): void {
    assert.notEqual(code, 0, output);
    assert.match(
        output,
        /:NodePool \(karpenter-driver\):\n +warning: finalizers might be preventing deletion \(foregroundDeletion\)\n +error: timed out waiting for the condition\n/,
    );
    assert.ok(seconds < 3 * TIMEOUT_SECONDS, `${seconds} s`);
}
