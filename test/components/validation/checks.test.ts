import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import * as checks from "../../../components/validation/checks";
import { Problems } from "../../../components/validation/problems";
import { memory } from "../../../components/validation/quantities";
import * as values from "../../../components/validation/values";

function problemsOf(check: checks.Check, value: unknown): string[] {
    const problems = new Problems();
    check(value, "x", problems);
    return problems.list();
}

const Fruit = { Apple: "apple", Pear: "pear" } as const;

describe("checks", () => {
    const shape = checks.fields<{ size: string; names?: string[] }>({
        size: checks.required(memory),
        names: checks.listOf(values.nonEmptyString),
    });
    const table: [string, checks.Check, unknown, string[]][] = [
        ["a text", values.nonEmptyString, "a", []],
        ["an empty text", values.nonEmptyString, "", ['x: "" is not a non-empty string']],
        ["a number as text", values.nonEmptyString, 3, ["x: 3 is not a non-empty string"]],
        ["a flag", values.boolean, false, []],
        ["a flag as text", values.boolean, "yes", ['x: "yes" is not true or false']],
        ["a whole number", values.wholeNumber(1), 1, []],
        ["zero", values.wholeNumber(1), 0, ["x: 0 is not a whole number of 1 or more"]],
        ["a half", values.wholeNumber(0), 0.5, ["x: 0.5 is not a whole number of 0 or more"]],
        ["one of", values.oneOf("fruit", Fruit), "pear", []],
        [
            "none of",
            values.oneOf("fruit", Fruit),
            "aple",
            ['x: unknown fruit "aple"; did you mean "apple"? (known: apple, pear)'],
        ],
        ["no text", values.oneOf("fruit", Fruit), 7, ['x: 7 is not "apple" or "pear"']],
        [
            "14GB",
            memory,
            "14GB",
            [
                'x: "14GB" is not a Spark memory size: ' +
                    'a whole number and k, m, g or t (e.g. "512m", "14g")',
            ],
        ],
        ["a list", checks.listOf(values.boolean), [true, 1], ["x[1]: 1 is not true or false"]],
        ["no list", checks.listOf(values.boolean), "a", ['x: "a" is not a list (e.g. [true])']],
        ["a map", checks.mapOf(values.boolean), { a: true, b: 1 }, ["x.b: 1 is not true or false"]],
        [
            "no map",
            checks.mapOf(values.boolean),
            [1],
            ["x: [1] is not a map of keys and values (e.g. { NAME: true })"],
        ],
        [
            "a key",
            checks.mapOf(values.boolean, (key) => (key === "bad" ? "is a bad key" : undefined)),
            { bad: true },
            ["x.bad: is a bad key"],
        ],
        ["fields", shape, { size: "1g", names: ["a"] }, []],
        [
            "wrong fields",
            shape,
            { sise: "1g", names: [1] },
            [
                'x.sise: unknown key "sise"; did you mean "size"? (known: size, names)',
                "x.names[0]: 1 is not a non-empty string",
                "x.size: is missing",
            ],
        ],
        [
            "a field that every object inherits",
            shape,
            { size: "1g", constructor: 1 },
            ['x.constructor: unknown key "constructor" (known: size, names)'],
        ],
        ["no fields", shape, null, ["x: is empty"]],
    ];
    for (const [name, check, value, expected] of table) {
        it(`${expected.length === 0 ? "accept" : "refuse"} ${name}`, () => {
            assert.deepStrictEqual(problemsOf(check, value), expected);
        });
    }

    it("refuse what is not known yet, where it must be plain", () => {
        const refused = [
            "x: is an Output, and must be a plain value here: it decides what is created, or how it " +
                "is named (take it from pulumi.Config)",
        ];
        for (const check of [
            values.nonEmptyString,
            checks.listOf(values.boolean),
            checks.mapOf(values.boolean),
            values.anyPlain,
            shape,
            memory,
        ]) {
            assert.deepStrictEqual(problemsOf(check, pulumi.output(1)), refused);
            assert.deepStrictEqual(problemsOf(check, Promise.resolve(1)), refused);
        }
    });

    it("keep an input for later while it is not known", () => {
        const check = checks.input(memory);
        const output = pulumi.output("1");
        const problems = new Problems();
        check(output, "x", problems);
        assert.deepStrictEqual(problems.list(), []);
        assert.deepStrictEqual(problems.later, [{ output, path: "x", check: memory }]);
        assert.deepStrictEqual(problemsOf(check, "1g"), []);
        assert.strictEqual(problemsOf(check, "1").length, 1);
    });

    it("accept every DNS label, and nothing with another character", () => {
        const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        fc.assert(fc.property(label, (name) => problemsOf(values.dnsLabel, name).length === 0));
        const other = fc.tuple(label, fc.constantFrom("_", ".", "A", " ", "é", "/"), label);
        fc.assert(
            fc.property(other, (parts) => problemsOf(values.dnsLabel, parts.join("")).length === 1),
        );
        assert.strictEqual(problemsOf(values.dnsLabel, "a".repeat(64)).length, 1);
        assert.strictEqual(problemsOf(values.dnsLabel, "a-").length, 1);
    });

    it("accept memory in the JVM's form only", () => {
        const amount = fc.integer({ min: 1, max: 2000 });
        fc.assert(
            fc.property(amount, fc.constantFrom("k", "m", "g", "t"), (number, unit) => {
                assert.deepStrictEqual(problemsOf(memory, `${number}${unit}`), []);
            }),
        );
        fc.assert(
            fc.property(
                amount,
                fc.constantFrom("", "GB", "Gi", "G", " g", ".5g"),
                (number, unit) => {
                    assert.strictEqual(problemsOf(memory, `${number}${unit}`).length, 1);
                },
            ),
        );
    });
});
