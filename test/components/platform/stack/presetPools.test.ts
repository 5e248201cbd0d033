import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Preset } from "../../../../components/platform/stack/presets";
import { stackOf } from "../../../../components/platform/stack/stack";

const EXISTING = {
    kind: "existing-eks",
    clusterName: "analytics",
    subnets: [
        { zone: "eu-central-1a", id: "subnet-0123456789abcdef0" },
        { zone: "eu-central-1b", id: "subnet-0fedcba9876543210" },
    ],
};

function poolsOf(values: object): unknown {
    const stack = { cluster: { kind: "eks" }, teams: { processing: {} }, ...values };
    return stackOf(stack, "stack").platform.nodePools;
}

function pools(driver: object, executor: object): object {
    return {
        driver: { role: "driver", capacity: "on-demand", ...driver },
        "executor-spot": { role: "executor", capacity: "spot", weight: 100, ...executor },
        "executor-on-demand": { role: "executor", capacity: "on-demand", weight: 10, ...executor },
    };
}

const KARPENTER = {
    study: pools({ cpuLimit: 16 }, { cpuLimit: 64 }),
    small: pools({ cpuLimit: 32 }, { cpuLimit: 128 }),
    production: pools({ cpuLimit: 64 }, { cpuLimit: 512 }),
};
const CLUSTER_AUTOSCALER = {
    study: pools({ maxNodes: 1 }, { maxNodes: 2 }),
    small: pools({ maxNodes: 2 }, { maxNodes: 3 }),
    production: pools({ maxNodes: 4 }, { maxNodes: 8 }),
};

describe("the node pools of a preset", () => {
    before(() => pulumi.runtime.setAllConfig({ "aws:region": "eu-central-1" }));
    after(() => pulumi.runtime.setAllConfig({}));

    for (const preset of Object.values(Preset)) {
        it(`${preset} are the default ones with limits, on a new cluster and on another`, () => {
            for (const cluster of [{ kind: "eks" }, EXISTING]) {
                assert.deepStrictEqual(poolsOf({ preset, cluster }), KARPENTER[preset]);
                assert.deepStrictEqual(
                    poolsOf({ preset, cluster, autoscaler: "cluster-autoscaler" }),
                    CLUSTER_AUTOSCALER[preset],
                );
            }
        });

        it(`${preset} take jobs of any size that the library chooses itself`, () => {
            const job = { team: "processing", main: "jobs/pi.py" };
            for (const autoscaler of ["karpenter", "cluster-autoscaler"]) {
                assert.doesNotThrow(() =>
                    poolsOf({
                        preset,
                        autoscaler,
                        jobs: { pi: { ...job, executor: { instances: 4 } } },
                    }),
                );
            }
        });
    }

    it("are not added to those of a stack file, and not made without an autoscaler", () => {
        const own = {
            driver: { role: "driver", capacity: "on-demand" },
            own: { role: "executor", capacity: "spot" },
        };
        assert.deepStrictEqual(poolsOf({ preset: "study", nodePools: own }), own);
        assert.strictEqual(poolsOf({ preset: "study", autoscaler: "none" }), undefined);
        assert.strictEqual(poolsOf({}), undefined);
    });
});
