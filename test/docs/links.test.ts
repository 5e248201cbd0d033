import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { anchorOf } from "../../scripts/reference/anchor";
import { checkout } from "../../testkit/stack";
import { pages } from "./blocks";
import { proseOf, sources } from "./prose";

/** Pages outside docs that link into it. */
const OTHERS = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"];

const read = (page: string) => readFileSync(join(checkout, page), "utf8");

/** A page without its code: neither fenced blocks nor spans. */
const withoutCode = (page: string) =>
    read(page)
        .replace(/^```.*?^```$/gms, "")
        .replace(/`[^`\n]*`/g, "`code`");

/** A page's anchors; headings of the same words are numbered. */
function anchorsOf(page: string): Set<string> {
    const seen = new Map<string, number>();
    const body = read(page).replace(/^```.*?^```$/gms, "");
    const anchors = [...body.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
        const anchor = anchorOf(heading);
        const count = seen.get(anchor) ?? 0;
        seen.set(anchor, count + 1);
        return count === 0 ? anchor : `${anchor}-${count}`;
    });
    return new Set(anchors);
}

/** What is wrong with a link from a page, or nothing. */
function problemOf(page: string, target: string): string | undefined {
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? page : normalize(join(dirname(page), path));
    if (!existsSync(join(checkout, file))) {
        return `${page}: ${target}: no such file`;
    }
    return anchor === undefined || (file.endsWith(".md") && anchorsOf(file).has(anchor))
        ? undefined
        : `${page}: ${target}: no such heading`;
}

describe("links", () => {
    const linking = [...pages(), ...OTHERS.filter((page) => existsSync(join(checkout, page)))];

    it("between pages resolve, with their anchors", () => {
        const links = linking.flatMap((page) =>
            [...withoutCode(page).matchAll(/\]\(([^)\s]+)\)/g)]
                .map(([, target = ""]) => target)
                .filter((target) => !/^[a-z]+:/.test(target))
                .map((target) => problemOf(page, target)),
        );
        assert.ok(links.length > 100, `only ${links.length}`);
        assert.deepEqual(
            links.filter((problem) => problem !== undefined),
            [],
        );
    });

    it("lead from docs/README.md to every page, directly or by the index of the reference", () => {
        const indexes = ["docs/README.md", "docs/reference/README.md"];
        const linked = indexes.flatMap((index) =>
            [...read(index).matchAll(/\]\(([^)#\s]+)/g)].map(([, target = ""]) =>
                normalize(join(dirname(index), target)),
            ),
        );
        const docs = pages().filter((page) => page.startsWith("docs/"));
        assert.deepEqual(
            docs.filter((page) => !linked.includes(page) && !indexes.includes(page)),
            [],
        );
    });

    it("to pages of docs in messages and comments resolve", () => {
        const named = sources().flatMap((file) =>
            proseOf(file).flatMap(({ text }) =>
                [
                    ...text.matchAll(
                        /(?<![\w/.]|[\w-]+\/[\w.-]+,? )docs\/[\w./-]+\.(?:md|json)(?:#[\w-]+)?/g,
                    ),
                ].map(([target]) => ({ file, target })),
            ),
        );
        assert.ok(named.length > 10, `only ${named.length}`);
        const problems = named.flatMap(({ file, target }) => {
            const problem = problemOf("README.md", target);
            return problem === undefined ? [] : [problem.replace("README.md", file)];
        });
        assert.deepEqual(problems, []);
    });
});
