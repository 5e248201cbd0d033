import assert from "node:assert/strict";
import fc from "fast-check";
import {
    allocatable,
    allocatableStorageGib,
} from "../../../../components/nodes/instanceTypes/allocatable";
import {
    Architecture,
    InstanceType,
    instanceTypes,
} from "../../../../components/nodes/instanceTypes/instanceTypes";
import { neighboursInFamily } from "../../../../testkit/families";
import { propertyRuns } from "../../../../testkit/propertyRuns";
import { PublishedType, publishedTypes } from "./publishedTypes";

/** How far a number may be from the one that Karpenter's documentation has. */
const TOLERANCE = 0.01;

const anyType: fc.Arbitrary<InstanceType> = fc.record({
    name: fc.constant("x1.large"),
    arch: fc.constantFrom(...Object.values(Architecture)),
    vcpus: fc.integer({ min: 1, max: 1000 }),
    memoryMib: fc.integer({ min: 2048, max: 32 * 1024 * 1024 }),
    nvmeGb: fc.integer({ min: 0, max: 120_000 }),
    networkInterfaces: fc.integer({ min: 2, max: 24 }),
    addressesPerInterface: fc.integer({ min: 2, max: 64 }),
    pricePerHour: fc.constant(1),
});

function named(name: string): InstanceType {
    const type = instanceTypes.get(name);
    assert.ok(type, name);
    return type;
}

/** The largest difference of CPU, memory and pods, as a share of the published number. */
function deviation(type: InstanceType, published: PublishedType): number {
    const { cpuMillis, memoryMib, pods } = allocatable(type);
    return Math.max(
        Math.abs(cpuMillis / published.allocatableCpuMillis - 1),
        Math.abs(memoryMib / published.allocatableMemoryMib - 1),
        Math.abs(pods / published.allocatablePods - 1),
    );
}

describe("the allocatable resources of an instance type", () => {
    it("agrees with Karpenter's documentation for every type that both contain", () => {
        const deviations = publishedTypes.flatMap((published) => {
            const type = instanceTypes.get(published.name);
            return type === undefined ? [] : [{ name: type.name, by: deviation(type, published) }];
        });
        assert.ok(deviations.length >= 972, `only ${deviations.length} types were compared`);
        const wrong = deviations.filter(({ by }) => !(by <= TOLERANCE));
        assert.deepStrictEqual(wrong, []);
        // No more than asked for, but so it is: the formulas are the same to the last MiB.
        assert.strictEqual(deviations.filter(({ by }) => by === 0).length, deviations.length);
    });

    it("is right for types that differ in kind", () => {
        assert.deepStrictEqual(allocatable(named("m5.large")), {
            cpuMillis: 1930,
            memoryMib: 6903,
            pods: 29,
        });
        // Graviton: Linux gets 64 MiB less.
        assert.deepStrictEqual(allocatable(named("r7g.4xlarge")), {
            cpuMillis: 15890,
            memoryMib: 118253,
            pods: 234,
        });
        // 950 GB are 884.75 GiB.
        assert.deepStrictEqual(allocatable(named("r7gd.4xlarge")), {
            cpuMillis: 15890,
            memoryMib: 118253,
            ephemeralStorageGib: 795,
            pods: 234,
        });
        // Two network cards: only the first is for pods.
        assert.deepStrictEqual(allocatable(named("c6in.32xlarge")), {
            cpuMillis: 127610,
            memoryMib: 237794,
            pods: 394,
        });
    });

    it("of a root volume matches Karpenter's documentation for 20 GiB", () => {
        assert.deepStrictEqual([20, 100, 1].map(allocatableStorageGib), [17, 89, 0]);
    });

    it("is less than the type has, and more than half of it", () => {
        for (const type of instanceTypes.values()) {
            const { cpuMillis, memoryMib, ephemeralStorageGib } = allocatable(type);
            const shares = [cpuMillis / (type.vcpus * 1000), memoryMib / type.memoryMib];
            if (type.nvmeGb > 0) {
                assert.ok(ephemeralStorageGib !== undefined, type.name);
                shares.push((ephemeralStorageGib * 2 ** 30) / (type.nvmeGb * 1e9));
            }
            assert.ok(
                shares.every((share) => share > 0.5 && share < 1),
                `${type.name}: ${shares.join(", ")}`,
            );
        }
    });

    // Not the pods: types with a second network card have fewer interfaces on the first.
    it("grows with the size of a type in its family", () => {
        for (const [smaller, larger] of neighboursInFamily([...instanceTypes.values()])) {
            const [less, more] = [allocatable(smaller), allocatable(larger)];
            const names = `${smaller.name}, ${larger.name}`;
            assert.ok(less.cpuMillis < more.cpuMillis, names);
            assert.ok(less.memoryMib < more.memoryMib, names);
        }
    });

    it("grows by 99 % of a CPU or more with every further vCPU, and by less than one", () => {
        fc.assert(
            fc.property(anyType, (type) => {
                const larger = { ...type, vcpus: type.vcpus + 1 };
                const more = allocatable(larger).cpuMillis - allocatable(type).cpuMillis;
                assert.ok(more >= 990 && more < 1000, `${more}`);
            }),
            propertyRuns,
        );
    });

    it("reserves 11 MiB of memory for every pod, and nothing else", () => {
        fc.assert(
            fc.property(anyType, (type) => {
                const before = allocatable(type);
                const wider = { ...type, addressesPerInterface: type.addressesPerInterface + 1 };
                assert.deepStrictEqual(allocatable(wider), {
                    ...before,
                    memoryMib: before.memoryMib - 11 * type.networkInterfaces,
                    pods: before.pods + type.networkInterfaces,
                });
            }),
            propertyRuns,
        );
    });
});
