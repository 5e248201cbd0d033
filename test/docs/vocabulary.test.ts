import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../testkit/stack";
import { pages } from "./blocks";
import { Prose, proseOf, sources } from "./prose";
import { DROPPED, EXCEPTIONS } from "./vocabulary";

/** A page's lines without what is code. */
function linesOf(page: string): Prose[] {
    const content = readFileSync(join(checkout, page), "utf8");
    const prose = content.replace(/^```.*?^```$/gms, (block) => block.replace(/[^\n]/g, ""));
    return prose.split("\n").map((text, index) => ({ line: index + 1, text }));
}

/** Where dropped words stand, and what to write instead. */
function problemsOf(file: string, prose: Prose[]): string[] {
    return prose.flatMap(({ line, text }) => {
        const words = EXCEPTIONS.reduce(
            (left, exception) => left.replaceAll(exception, ""),
            text.replace(/`[^`]*`/g, "`code`").replace(/\]\([^)]*\)/g, "]"),
        );
        return DROPPED.flatMap(({ words: dropped, instead }) => {
            const found = dropped.exec(words)?.[0];
            return found === undefined ? [] : [`${file}:${line}: "${found}": ${instead}`];
        });
    });
}

describe("vocabulary", () => {
    const roomOf = (file: string) => file.split("/").slice(0, 2).join("/");

    for (const room of new Set(sources().map(roomOf))) {
        it(`messages and comments of ${room}`, () => {
            const files = sources().filter((file) => roomOf(file) === room);
            assert.deepEqual(
                files.flatMap((file) => problemsOf(file, proseOf(file))),
                [],
            );
        });
    }

    for (const page of [...pages(), "CONTRIBUTING.md", "Makefile", "Pulumi.yaml"]) {
        it(page, () => assert.deepEqual(problemsOf(page, linesOf(page)), []));
    }

    it("finds a dropped word in a message, a comment and a page", () => {
        for (const text of ["the file is there already", "knows no such zone", "any text"]) {
            assert.equal(problemsOf("page", [{ line: 1, text }]).length, 1, text);
        }
        assert.deepEqual(problemsOf("page", [{ line: 1, text: "`text`, an IP address" }]), []);
    });
});
