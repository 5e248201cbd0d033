import assert from "node:assert/strict";
import fc from "fast-check";
import {
    ipRange,
    overlaps,
    isWithin,
    rangeOf,
} from "../../../../components/cluster/network/ipRange";
import { MAX_ZONES, networkPlan } from "../../../../components/cluster/network/networkPlan";

const LETTERS = ["a", "b", "c", "d", "e", "f"];

/** A range that begins with its first address. */
const vpc = fc
    .record({ first: fc.nat({ max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 16, max: 20 }) })
    .map(({ first, prefix }) => ({ first: first - (first % 2 ** (32 - prefix)), prefix }));

const zones = fc.integer({ min: 2, max: MAX_ZONES }).map((count) => LETTERS.slice(0, count));

describe("the subnets of a VPC", () => {
    it("have a large private and a small public range in each zone", () => {
        assert.deepStrictEqual(networkPlan(rangeOf("10.0.0.0/16"), ["a", "b", "c"]), [
            { zone: "a", privateCidr: "10.0.0.0/19", publicCidr: "10.0.224.0/22" },
            { zone: "b", privateCidr: "10.0.32.0/19", publicCidr: "10.0.228.0/22" },
            { zone: "c", privateCidr: "10.0.64.0/19", publicCidr: "10.0.232.0/22" },
        ]);
    });

    it("lie within the VPC, do not overlap, and are large enough for AWS", () => {
        fc.assert(
            fc.property(vpc, zones, (range, names) => {
                const subnets = networkPlan(range, names)
                    .flatMap(({ privateCidr, publicCidr }) => [privateCidr, publicCidr])
                    .map(rangeOf);
                assert.ok(subnets.every((one) => isWithin(one, range) && one.prefix <= 28));
                const pairs = subnets.flatMap((a, index) =>
                    subnets.slice(index + 1).map((b) => overlaps(a, b)),
                );
                assert.ok(!pairs.includes(true));
            }),
        );
    });

    it("stay the same when zones are added, removed or reordered", () => {
        const some = fc.shuffledSubarray(LETTERS, { minLength: 2 });
        fc.assert(
            fc.property(vpc, some, (range, names) => {
                const all = new Map(networkPlan(range, LETTERS).map((one) => [one.zone, one]));
                assert.deepStrictEqual(
                    networkPlan(range, names),
                    names.map((zone) => all.get(zone)),
                );
            }),
        );
    });
});

describe("a range of IP addresses", () => {
    it("is read, or refused", () => {
        const read = (text: unknown) => ipRange(text);
        assert.deepStrictEqual(read("10.1.0.0/16"), { first: 167837696, prefix: 16 });
        assert.deepStrictEqual(read("0.0.0.0/0"), { first: 0, prefix: 0 });
        const bad = [
            "10.0.0.0",
            "10.0.0.1/16",
            "10.0.0/16",
            "256.0.0.0/8",
            "010.0.0.0/8",
            "1.1.1.1/33",
            10,
        ];
        assert.deepStrictEqual(
            bad.map(read),
            bad.map(() => undefined),
        );
    });
});
