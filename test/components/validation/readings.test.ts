import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as checks from "../../../components/validation/checks";
import { checkedArgs } from "../../../components/validation/outputs";
import { Problems } from "../../../components/validation/problems";
import { readValues, writtenAt } from "../../../components/validation/readings";
import { cpu } from "../../../components/validation/quantities";
import { anyPlain, anyString, boolean, wholeNumber } from "../../../components/validation/values";

interface Part {
    cores?: number;
}

interface Args {
    cpu?: string;
    names?: string[];
    labels?: Record<string, string>;
    part?: Part;
    count?: number;
    isOn?: boolean;
    anything?: unknown;
    later?: pulumi.Input<string>;
}

const check = checks.fields<Args>({
    cpu,
    names: checks.listOf(anyString),
    labels: checks.mapOf(anyString),
    part: checks.fields<Part>({ cores: wholeNumber(1) }),
    count: wholeNumber(1),
    isOn: boolean,
    anything: anyPlain,
    later: checks.input(anyString),
});

function read(given: unknown): unknown {
    return checkedArgs('Thing "x"', given, check);
}

describe("arguments as they are meant", () => {
    const same: [what: string, given: object, meant: object][] = [
        ["a number for a string", { cpu: 6 }, { cpu: "6" }],
        ["a fraction for CPU", { cpu: 0.5 }, { cpu: "0.5" }],
        [
            "numbers in lists and maps",
            { names: [1], labels: { a: 2, b: true } },
            { names: ["1"], labels: { a: "2", b: "true" } },
        ],
        [
            "quotes around a number and a boolean",
            { count: "2", isOn: "false" },
            { count: 2, isOn: false },
        ],
        ["nothing for a map", { part: null, labels: null }, { part: {}, labels: {} }],
        ["nothing for anything else", { cpu: null, count: null, names: null, anything: null }, {}],
    ];
    for (const [what, given, meant] of same) {
        it(`have ${what}`, () => assert.deepStrictEqual(read(given), meant));
    }

    it("stay the same object where nothing has to change", () => {
        const given = { cpu: "6", part: { cores: 1 }, later: pulumi.output("a"), count: undefined };
        const { values } = readValues(given, "", check);
        assert.strictEqual(values, given);
    });

    it("keep the order of keys, and parts that do not change", () => {
        const part = { cores: 1 };
        const { values } = readValues<object>({ count: "1", part, cpu: 2 }, "", check);
        assert.deepStrictEqual(Object.entries(values), [
            ["count", 1],
            ["part", part],
            ["cpu", "2"],
        ]);
        assert.strictEqual((values as { part: Part }).part, part);
    });

    it("are refused where a number may have lost something", () => {
        for (const [given, message] of [
            [{ names: [1.5] }, 'names[0]: 1.5 is not a string: write it in quotes (e.g. "1.5")'],
            [{ names: [2 ** 60] }, /names\[0\]: 1152921504606847000 may not be the number/],
            [{ names: [1e21] }, /names\[0\]: 1e\+21 may not be the number/],
            [{ names: [NaN] }, /names\[0\]: NaN may not be the number/],
            [{ cpu: true }, "cpu: true is not an amount of CPU"],
            [{ count: "1.5" }, 'count: "1.5" is not a whole number of 1 or more'],
            [{ count: "01" }, 'count: "01" is not a whole number of 1 or more'],
            [{ isOn: "yes" }, 'isOn: "yes" is not true or false'],
        ] as const) {
            assert.throws(
                () => read(given),
                ({ message: said }: Error) =>
                    typeof message === "string" ? said.includes(message) : message.test(said),
                JSON.stringify(given),
            );
        }
    });

    it("are read once they are known, where they are Outputs", async () => {
        const { later } = read({ later: pulumi.output(7 as unknown as string) }) as Args;
        const value = await new Promise((resolve) => pulumi.output(later).apply(resolve));
        assert.strictEqual(value, "7");
    });

    it("are all reported with what is wrong beside them", () => {
        assert.throws(() => read({ cpu: 6, count: "2", cpus: 1, isOn: 3 }), {
            message:
                'Thing "x" has 2 problems:\n' +
                '  cpus: unknown key "cpus"; did you mean "cpu"? (known: cpu, names, labels, part, count, isOn, anything, later)\n' +
                "  isOn: 3 is not true or false",
        });
    });

    it("are compared with what a file says, which is read once and only if needed", () => {
        let reads = 0;
        const written = writtenAt(() => {
            reads += 1;
            return { names: ["1.10", "1.5"], cpu: "2.0" };
        });
        assert.deepStrictEqual(readValues<object>({ cpu: "1" }, "", check, written).values, {
            cpu: "1",
        });
        assert.equal(reads, 0);
        const { values, problems } = readValues<object>(
            { names: [1.1, 1.5], cpu: 2 },
            "",
            check,
            written,
        );
        assert.equal(reads, 1);
        assert.deepStrictEqual(values, { names: [1.1, "1.5"], cpu: "2" });
        assert.deepStrictEqual(problems.list(), [
            'names[0]: YAML reads 1.10 as 1.1: write it in quotes (e.g. "1.10")',
        ]);
    });

    it("are unsound until they are read: no rule sees a number for a string", () => {
        assert.equal(checks.isSound(check, { cpu: 6 }), false);
        const problems = new Problems();
        check({ cpu: 6 }, "", problems);
        assert.deepStrictEqual([...problems.readings], [["cpu", { value: 6, as: "6" }]]);
    });
});
