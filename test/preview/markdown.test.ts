import assert from "node:assert/strict";
import { comment, isRefused } from "../../preview/markdown";
import { Preview, PreviewedResource } from "../../preview/resources";
import { resource } from "./resources";

/** Without the resource trees and the final note, which a test of the whole comment covers. */
function sections(base: Preview, head: Preview): string[] {
    return comment(base, head)
        .replace(/<details>.*?<\/details>\n\n/gs, "")
        .split("\n<sub>")[0]
        ?.split("\n")
        .slice(4) as string[];
}

const stackOf = (...resources: PreviewedResource[]) => ({ resources, warnings: [] });
const parent = resource("parent");
const child = (name: string, size: unknown = 1) =>
    resource(name, { parent: "parent", inputs: { size } });

describe("the comment of a pull request", () => {
    it("lists added, changed and removed resources below their parents", () => {
        const base = { dev: stackOf(parent, child("a"), child("b"), child("kept")) };
        const head = { dev: stackOf(parent, child("b", 2), child("c"), child("kept")) };
        assert.deepStrictEqual(sections(base, head), [
            "| dev | 1 | 1 | 1 |",
            "",
            "### dev",
            "",
            "```diff",
            "  Thing parent",
            "-   Thing a",
            "!   Thing b",
            "-       size: 1",
            "+       size: 2",
            "+   Thing c",
            "```",
            "",
        ]);
    });

    it("lists what is below a removed parent", () => {
        const base = { dev: stackOf(parent, child("a")) };
        assert.deepStrictEqual(sections(base, { dev: stackOf() }).slice(4, -2), [
            "```diff",
            "- Thing parent",
            "-   Thing a",
        ]);
    });

    it("names new, removed and unchanged stacks", () => {
        const one = stackOf(parent);
        const base = { gone: one, same: one };
        assert.deepStrictEqual(sections(base, { now: one, same: one }), [
            "| gone | file removed | | |",
            "| now | 1 | 0 | 0 |",
            "| same | 0 | 0 | 0 |",
            "",
            "### gone: stack file removed",
            "",
            "This destroys nothing. To destroy the stack, run `pulumi destroy -s gone`.",
            "",
            "### now",
            "",
            "This stack is new.",
            "",
            "```diff",
            "+ Thing parent",
            "```",
            "",
            "### same: no changes",
            "",
        ]);
    });

    it("shows why a stack is refused, and counts all of it if only its base was", () => {
        const error = "It has 1 problem:\n```\n  a: is missing";
        const refused = { ...stackOf(), error };
        const fine = stackOf(parent);
        const base = { mended: refused, now: fine };
        const head = { mended: fine, now: refused };
        assert.deepStrictEqual(sections(base, head), [
            "| mended | 1 | 0 | 0 |",
            "| now | **refused** | | |",
            "",
            "### mended",
            "",
            "The program is refused on the base branch, so every resource counts as added.",
            "",
            "```diff",
            "+ Thing parent",
            "```",
            "",
            "### now: refused",
            "",
            "```text",
            "    It has 1 problem:",
            "    ```",
            "      a: is missing",
            "```",
            "",
        ]);
        assert.deepStrictEqual([isRefused(base), isRefused({ mended: fine })], [true, false]);
    });

    it("shows new warnings", () => {
        const base = { dev: { ...stackOf(parent), warnings: ["a: known"] } };
        const head = {
            dev: { ...stackOf(parent), warnings: ["a: known", "b: new\n```", "c: new"] },
        };
        assert.deepStrictEqual(sections(base, head).slice(2), [
            "### dev: no changes",
            "",
            "New warnings:",
            "",
            "```text",
            "    b: new",
            "    ```",
            "    c: new",
            "```",
            "",
        ]);
    });

    it("contains nothing that has an effect in a terminal, in CI or in the comment", () => {
        const hostile = "a\x1b[2J\u202eb\n::error::c\n```\npassword=hunter2";
        const head = {
            dev: { ...stackOf(child("a\n```\n::x", "\u009b2J\u2066")), warnings: [hostile] },
            "e\u202e|<img>@f": stackOf(),
        };
        const text = comment({}, head);
        // eslint-disable-next-line no-control-regex
        assert.doesNotMatch(text, /[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
        assert.doesNotMatch(text, /^\s*::|##\w*\[|hunter2|<img/m);
        assert.ok(text.includes("| e\\u202e\\x7c\\x3cimg>\\x40f | 0 | 0 | 0 |"), text);
        for (const line of [
            "    a\\x1b[2J\\u202eb",
            "    \\x3a:error::c",
            "    ```",
            "    password=***",
            "+ Thing a\\x0a```\\x0a\\x3a:x",
        ]) {
            assert.ok(text.split("\n").includes(line), `${line}\n${text}`);
        }
    });

    it("shows the part of a long value that differs", () => {
        const text = (middle: string) => "a".repeat(1000) + middle + "z".repeat(1000);
        const stack = (middle: string) => ({ dev: stackOf(child("a", text(middle))) });
        assert.deepStrictEqual(
            sections(stack("old"), stack("new")).filter((line) => line.includes("size")),
            ["old", "new"].map((middle, index) => {
                const sign = index === 0 ? "-" : "+";
                return `${sign}     size: …${"a".repeat(20)}${middle}${"z".repeat(137)}…`;
            }),
        );
    });
});

describe("a comment that is too long", () => {
    const all = (size: number) =>
        stackOf(...Array.from({ length: 20 }, (_, index) => child(`thing-${index}`, size)));
    const base = { dev: all(1), prod: all(1) };

    it("omits the resource trees", () => {
        const head = { dev: all(1), prod: all(2) };
        const whole = comment(base, head);
        const short = comment(base, head, whole.length - 1);
        assert.deepStrictEqual(
            [whole.includes("<details>"), short.includes("<details>"), short.split("\n").slice(-2)],
            [
                true,
                false,
                [
                    "The full resource trees do not fit into a comment. " +
                        "Run `make pr-preview` to see them.",
                    "",
                ],
            ],
        );
    });

    it("is truncated anywhere within the limit, with every block closed", () => {
        const head = { dev: all(2), prod: all(3) };
        for (let limit = 200; limit < 2000; limit += 37) {
            const cut = comment(base, head, limit);
            const fences = cut.split("\n").filter((line) => line.startsWith("```")).length;
            assert.ok(cut.length <= limit && cut.length > limit - 80, `${cut.length} of ${limit}`);
            assert.strictEqual(fences % 2, 0, `a block is open at ${limit}`);
            assert.ok(
                cut.endsWith("does not fit into a comment. Run `make pr-preview` to see it.\n"),
                `at ${limit}`,
            );
        }
    });
});
