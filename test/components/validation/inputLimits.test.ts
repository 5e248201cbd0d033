import assert from "node:assert/strict";
import { isWithinLimits, MOST } from "../../../components/validation/inputLimits";
import { Problems } from "../../../components/validation/problems";

function problemsOf(value: unknown): string[] {
    const problems = new Problems();
    assert.equal(isWithinLimits(value, "x", problems), problems.list().length === 0);
    return problems.list();
}

/** A value inside of so many lists. */
function nested(depth: number): unknown {
    let value: unknown = "a";
    for (let level = 0; level < depth; level++) {
        value = [value];
    }
    return value;
}

describe("the limits of input", () => {
    it("take what is just within them", () => {
        assert.deepEqual(problemsOf(nested(MOST.depth)), []);
        assert.deepEqual(problemsOf("a".repeat(MOST.characters)), []);
        assert.deepEqual(problemsOf({ ["a".repeat(MOST.keyCharacters)]: 1 }), []);
        const full = Array.from({ length: MOST.entries }, () => 1);
        assert.deepEqual(problemsOf(Array.from({ length: 9 }, () => full)), []);
        assert.deepEqual(problemsOf(undefined), []);
    });

    const LISTS = "[0]".repeat(MOST.depth + 1);
    const refused: [what: string, value: unknown, message: string][] = [
        [
            "7,000 levels",
            nested(7000),
            `x${LISTS}: is nested more than 64 levels deep: check its indentation`,
        ],
        [
            "a string of 400 kB",
            { a: "a".repeat(400_000) },
            "x.a: has 400000 characters; the limit is 131072: keep long strings in a file or an " +
                "object store",
        ],
        [
            "200,000 items",
            Array.from({ length: 200_000 }, () => 1),
            "x: has 200000 entries; the limit is 10000",
        ],
        [
            "many short lists",
            Array.from({ length: 1000 }, () => Array.from({ length: 200 }, () => 1)),
            "x: has more than 100000 values in all: split them over several stacks",
        ],
        [
            "a long key",
            { a: { ["k".repeat(2000)]: 1 } },
            "x.a: has a key of 2000 characters; the limit is 1024",
        ],
    ];
    for (const [what, value, message] of refused) {
        it(`refuse ${what}, at once`, () => {
            const begin = performance.now();
            assert.deepEqual(problemsOf(value), [message]);
            assert.ok(performance.now() - begin < 1000);
        });
    }

    it("end in what refers to itself", () => {
        const circle: Record<string, unknown> = {};
        circle["a"] = circle;
        assert.equal(problemsOf(circle).length, 1);
    });

    it("do not look into instances of classes, which are no person's text", () => {
        class Whole {
            readonly deep = nested(7000);
        }
        assert.deepEqual(problemsOf({ a: new Whole() }), []);
    });
});
