import fc, { Arbitrary } from "fast-check";
import {
    Architecture,
    instanceTypes,
} from "../../../../components/nodes/instanceTypes/instanceTypes";
import { Autoscaler } from "../../../../components/nodes/pools/autoscaler";
import { groupTypes } from "../../../../components/nodes/pools/nodeGroupShapes";
import { Capacity, NodePoolArgs, NodeRole } from "../../../../components/nodes/pools/nodePoolArgs";
import {
    familyOf,
    NodeContext,
    poolTypes,
    sizesOf,
} from "../../../../components/nodes/pools/poolTypes";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** The real instance types, and three zones. */
export const nodeContext: NodeContext = { instanceTypes, zones: ZONES };

const allTypes = [...instanceTypes.values()];

const poolName = fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), fc.constantFrom("", "x".repeat(50)))
    .map(([start, end]) => start + end);

/** Parallel pulls need a fast volume. */
const pulls: Arbitrary<Partial<NodePoolArgs>> = fc.oneof(
    fc.record({ volumeThroughputMibps: fc.integer({ min: 125, max: 1000 }) }),
    fc.record(
        {
            fastImagePull: fc.boolean(),
            volumeThroughputMibps: fc.integer({ min: 600, max: 1000 }),
        },
        { requiredKeys: [] },
    ),
);

/** A valid pool for a role, without numbers of nodes, for each autoscaler. */
const plainPools: Record<NodeRole, Arbitrary<NodePoolArgs>> = {
    [NodeRole.Driver]: plainPool(NodeRole.Driver, [Capacity.OnDemand]),
    [NodeRole.Executor]: plainPool(NodeRole.Executor, Object.values(Capacity)),
};

/** A valid pool for a role. */
function arbitraryNodePool(role: NodeRole, autoscaler: Autoscaler): Arbitrary<NodePoolArgs> {
    return plainPools[role].chain((pool) => numbersOfNodes(pool, autoscaler));
}

/** Valid node pools, which have room for both roles in all zones. */
export function arbitraryNodePools(
    autoscaler: Autoscaler,
): Arbitrary<Record<string, NodePoolArgs>> {
    const driver = arbitraryNodePool(NodeRole.Driver, autoscaler);
    const executor = arbitraryNodePool(NodeRole.Executor, autoscaler);
    return fc
        .tuple(
            fc.uniqueArray(poolName, { minLength: 5, maxLength: 5 }),
            driver.map(inAllZones),
            executor.map(inAllZones),
            fc.array(fc.oneof(driver, executor), { maxLength: 3 }),
        )
        .map(([names, one, other, more]) =>
            Object.fromEntries([one, other, ...more].map((pool, index) => [names[index]!, pool])),
        );
}

function inAllZones(pool: NodePoolArgs): NodePoolArgs {
    return { ...pool, zones: undefined };
}

function plainPool(role: NodeRole, capacities: Capacity[]): Arbitrary<NodePoolArgs> {
    const types = fc.oneof(
        ...Object.values(Architecture).flatMap((arch) => [
            typesOf(role, arch, true),
            typesOf(role, arch, false),
        ]),
    );
    const rest = fc.record(
        {
            zones: fc.subarray(ZONES, { minLength: 1 }),
            weight: fc.integer({ min: 1, max: 100 }),
            volumeSizeGib: fc.integer({ min: 20, max: 16384 }),
        },
        { requiredKeys: [] },
    );
    return fc
        .tuple(fc.constantFrom(...capacities), types, rest, pulls)
        .map(([capacity, some, ...others]) => Object.assign({ role, capacity }, some, ...others));
}

/** What a pool may say about its types: nothing, families, or the types. */
function typesOf(
    role: NodeRole,
    arch: Architecture,
    localStorage: boolean,
): Arbitrary<Partial<NodePoolArgs>> {
    const { min, max } = sizesOf(role);
    const fitting = allTypes.filter(
        (type) => type.arch === arch && (type.nvmeGb > 0 || !localStorage),
    );
    const sized = fitting.filter(({ vcpus }) => vcpus >= min && vcpus <= max);
    const families = [...new Set(sized.map(({ name }) => familyOf(name)))];
    const names = fitting.map(({ name }) => name);
    const few = { minLength: 1, maxLength: 6 };
    const storage = localStorage ? { localStorage } : {};
    return fc.oneof(
        // Without any, the architecture has to be said.
        fc.constant<Partial<NodePoolArgs>>({ arch, ...storage }),
        fc
            .tuple(
                fc.oneof(
                    fc.record({ families: fc.uniqueArray(fc.constantFrom(...families), few) }),
                    fc.record({ instanceTypes: fc.uniqueArray(fc.constantFrom(...names), few) }),
                ),
                fc.constantFrom({}, { arch }),
            )
            .map(([named, said]) => ({ ...named, ...said, ...storage })),
    );
}

/** Numbers of nodes that an autoscaler takes, and that leave room for one node at least. */
function numbersOfNodes(pool: NodePoolArgs, autoscaler: Autoscaler): Arbitrary<NodePoolArgs> {
    const hasGroups = autoscaler === Autoscaler.ClusterAutoscaler;
    const candidates = hasGroups ? groupTypes(pool, nodeContext) : poolTypes(pool, nodeContext);
    const smallest = Math.min(...candidates.map(({ vcpus }) => vcpus));
    const pullsFast = candidates.some(({ vcpus, memoryMib }) => vcpus >= 4 && memoryMib >= 7168);
    const numbers = { least: fc.nat(20), more: fc.nat(20), cpus: fc.nat(2000) };
    return fc.record(numbers, { requiredKeys: [] }).map(({ least, more, cpus }) => ({
        ...pool,
        ...(!pullsFast && { fastImagePull: false }),
        ...(cpus !== undefined && { cpuLimit: smallest * Math.max(least ?? 0, 1) + cpus }),
        ...(hasGroups && least !== undefined && { minNodes: least }),
        ...(hasGroups && more !== undefined && { maxNodes: (least ?? 0) + more + 1 }),
    }));
}
