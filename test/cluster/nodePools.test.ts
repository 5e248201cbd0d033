import { strict as assert } from "node:assert";
import fc from "fast-check";
import { ec2NodeClass } from "../../components/nodes/karpenter/ec2NodeClass";
import { EBS_DRIVER_TAG } from "../../components/nodes/karpenter/karpenterTags";
import { karpenterPool } from "../../components/nodes/karpenter/nodePool";
import { Autoscaler } from "../../components/nodes/pools/autoscaler";
import { NodePoolArgs } from "../../components/nodes/pools/nodePoolArgs";
import { DEFAULT_NODE_POOLS } from "../../components/nodes/pools/nodePoolDefaults";
import { nodePoolsCheck } from "../../components/nodes/pools/nodePoolProblems";
import { Problems } from "../../components/validation/problems";
import { checkoutId, NodeKind, sandboxDown, sandboxUp } from "../../sandbox";
import { adminApi, type AdminApi } from "../../testkit/access";
import { installKarpenterCrds } from "../../testkit/karpenterKinds";
import { arbitraryNodePools, nodeContext } from "../components/nodes/pools/arbitraryNodePool";

const runs = Number(process.env.DRY_RUNS ?? 500);

const NODE_CLASS = {
    subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
    securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    instanceProfile: "analytics-node",
    amiVersion: "v20260714",
    tags: { "cost-centre": "4711", [EBS_DRIVER_TAG]: "analytics" },
};

const REQUIREMENTS = "spec.template.spec.requirements";
const POOL_LABEL = "spec.template.metadata.labels.spark-platform.dev/pool";
/** Says that further rules were not checked, since the object is already wrong. */
const UNCHECKED = "<nil>";
const VOLUME_SIZE = "spec.blockDeviceMappings[0].ebs.volumeSize";

const LATE = "Karpenter finds it later, and then ignores the pool";
const NO_NODE = "no node would ever come";
const SLIP = "it is most likely a slip";
const GROUPS = "Karpenter has no node groups";

type NamedPool = [name: string, pool: NodePoolArgs];

interface Refusal {
    details: { causes: { field: string }[] };
}

/** The problems of a pool in addition to the default ones. Its name may be wrong, too. */
interface Wrong {
    pool: object;
    name?: string;
}

/** With the fields that the API server rejects. */
const REFUSED_BY_BOTH: Record<string, Wrong & { fields: string[] }> = {
    "weight 0": { pool: { weight: 0 }, fields: ["spec.weight"] },
    "weight 101": { pool: { weight: 101 }, fields: ["spec.weight"] },
    "no family in the list": { pool: { families: [] }, fields: [REQUIREMENTS] },
    "no type in the list": { pool: { instanceTypes: [] }, fields: [REQUIREMENTS] },
    "a limit in words": { pool: { cpuLimit: "many" }, fields: ["spec.limits.cpu"] },
    "a volume in words": { pool: { volumeSizeGib: "large" }, fields: [VOLUME_SIZE] },
    "a volume without size": { pool: { volumeSizeGib: 0 }, fields: [VOLUME_SIZE] },
    "a name with capitals": { pool: {}, name: "Big", fields: ["metadata.name"] },
    "64 letters in the name": { pool: {}, name: "x".repeat(64), fields: [POOL_LABEL, UNCHECKED] },
    "a name with an underscore": { pool: {}, name: "big_ones", fields: ["metadata.name"] },
};

/** With the reason why the library rejects what the API server accepts. */
const REFUSED_BY_US: Record<string, Wrong & { why: string }> = {
    "a dot in the name": {
        pool: {},
        name: "big.ones",
        why: "the name of a node group has none",
    },
    "a family that no label can be": { pool: { families: ["m5 "] }, why: LATE },
    "a zone that no label can be": { pool: { zones: ["eu central"] }, why: LATE },
    "a type with too long a name": { pool: { instanceTypes: ["m5.".padEnd(64, "x")] }, why: LATE },
    "an unknown family": { pool: { families: ["m55"] }, why: NO_NODE },
    "an unknown type": { pool: { instanceTypes: ["m5.huge"] }, why: NO_NODE },
    "an unknown zone": { pool: { zones: ["us-east-1a"] }, why: NO_NODE },
    "an unknown architecture": { pool: { arch: "arm" }, why: NO_NODE },
    "an unknown capacity": { pool: { capacity: "reserved" }, why: NO_NODE },
    "another architecture than its types'": {
        pool: { arch: "arm64", families: ["m5"] },
        why: NO_NODE,
    },
    "local storage on types without disks": {
        pool: { localStorage: true, families: ["m5"] },
        why: NO_NODE,
    },
    "a limit below one node": { pool: { cpuLimit: 3 }, why: NO_NODE },
    "limit 0": { pool: { cpuLimit: 0 }, why: NO_NODE },
    "limit -1": { pool: { cpuLimit: -1 }, why: NO_NODE },
    "a volume smaller than the image": { pool: { volumeSizeGib: 8 }, why: NO_NODE },
    "a volume of more than 16 TiB": {
        pool: { volumeSizeGib: 16385 },
        why: "gp3 does not have it in every region",
    },
    "a volume slower than any gp3": { pool: { volumeThroughputMibps: 124 }, why: NO_NODE },
    "parallel pulls to a slow volume": {
        pool: { fastImagePull: true, volumeThroughputMibps: 300 },
        why: "they would be slower than others",
    },
    "parallel pulls on small nodes alone": {
        pool: { fastImagePull: true, instanceTypes: ["m5.large"] },
        why: "nodeadm ignores it there",
    },
    "drivers on spot": {
        pool: { role: "driver", capacity: "spot" },
        why: "no driver tolerates such nodes",
    },
    "an unknown role": {
        pool: { role: "shuffle", instanceTypes: ["m5.xlarge"] },
        why: "no pod tolerates such nodes",
    },
    "types of two architectures": {
        pool: { families: ["m5", "m7g"] },
        why: "those of one of them would never be used",
    },
    "families beside types": {
        pool: { families: ["m5"], instanceTypes: ["m5.xlarge"] },
        why: "one of them would be ignored",
    },
    "no zone in the list": { pool: { zones: [] }, why: "it may mean all zones, or none" },
    "a family twice": { pool: { families: ["m5", "m5"] }, why: SLIP },
    "half a CPU": { pool: { cpuLimit: 64.5 }, why: SLIP },
    "a throughput in words": { pool: { volumeThroughputMibps: "fast" }, why: SLIP },
    "text for a flag": { pool: { localStorage: "yes" }, why: SLIP },
    "an unknown key": { pool: { familys: ["m5"] }, why: SLIP },
    "a least number of nodes": { pool: { minNodes: 1 }, why: GROUPS },
    "a largest number of nodes": { pool: { maxNodes: 9 }, why: GROUPS },
};

describe("the API server with Karpenter's kinds", () => {
    const id = `${checkoutId()}-crds`;
    let api: AdminApi;

    before(async () => {
        const sandbox = await sandboxUp({ id, nodes: NodeKind.Fake });
        await installKarpenterCrds(sandbox);
        api = adminApi(sandbox.kubeconfig);
    });

    after(async () => {
        api.close();
        await sandboxDown(id);
    });

    /** The API server's objections to a pool's two objects in a dry run. */
    async function refusals([name, pool]: NamedPool): Promise<Refusal[]> {
        const objects: [path: string, object: object][] = [
            ["karpenter.sh/v1/nodepools", karpenterPool(name, pool, nodeContext)],
            ["karpenter.k8s.aws/v1/ec2nodeclasses", ec2NodeClass(name, pool, NODE_CLASS)],
        ];
        const answers = await Promise.all(
            objects.map(([path, object]) =>
                api.post(`/apis/${path}?dryRun=All&fieldValidation=Strict`, object),
            ),
        );
        return answers.flatMap(({ status, body }) => (status === 201 ? [] : [body as Refusal]));
    }

    async function allRefusals(pools: NamedPool[]): Promise<Refusal[]> {
        return (await Promise.all(pools.map(refusals))).flat();
    }

    it("accepts the default ones", async () => {
        assert.deepEqual(await allRefusals(Object.entries(DEFAULT_NODE_POOLS)), []);
    });

    it(`accepts ${runs} random ones`, async () => {
        const pools = fc
            .sample(arbitraryNodePools(Autoscaler.Karpenter), { numRuns: runs, seed: 5 })
            .flatMap((some) => Object.entries(some))
            .slice(0, runs);
        assert.equal(pools.length, runs);
        assert.deepEqual(await allRefusals(pools), []);
    });

    for (const [what, { pool, name = "x", fields }] of Object.entries(REFUSED_BY_BOTH)) {
        it(`rejects ${what}, as the library does`, async () => {
            const wrong = complete(pool);
            assert.notDeepEqual(problemsOf(name, wrong), []);
            const refused = (await refusals([name, wrong])).flatMap(({ details }) =>
                details.causes.map(({ field }) => field),
            );
            assert.deepEqual([...new Set(refused)], fields);
        });
    }

    for (const [what, { pool, name = "x", why }] of Object.entries(REFUSED_BY_US)) {
        it(`accepts ${what}, which the library rejects: ${why}`, async () => {
            const wrong = complete(pool);
            assert.notDeepEqual(problemsOf(name, wrong), []);
            assert.deepEqual(await refusals([name, wrong]), []);
        });
    }
});

function complete(pool: object): NodePoolArgs {
    return { role: "executor", capacity: "spot", ...pool };
}

function problemsOf(name: string, pool: NodePoolArgs): string[] {
    const problems = new Problems();
    const context = { ...nodeContext, autoscaler: Autoscaler.Karpenter };
    nodePoolsCheck(context)({ ...DEFAULT_NODE_POOLS, [name]: pool }, "nodePools", problems);
    return problems.list();
}
