import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { FOLDER, referencePages } from "../../scripts/generateReference";
import { readLibrary } from "../../scripts/reference/library";
import { InterfaceModel } from "../../scripts/reference/model";
import { pagesOf } from "../../scripts/reference/pages";
import { checkout } from "../../testkit/stack";
import { acceptedKeys, documentedKeys } from "./stackFileKeys";

describe("the reference", function () {
    // The compiler reads the whole library.
    this.timeout(60_000);

    const pages = referencePages();
    const types = pagesOf(readLibrary()).flatMap((page) => page.types);
    const interfaces = types.filter((type): type is InterfaceModel => type.kind === "interface");

    it("is fresh (`make reference` writes it again)", () => {
        for (const [file, content] of pages) {
            const path = join(FOLDER, file);
            const found = existsSync(path) ? readFileSync(path, "utf8") : "";
            assert.ok(found === content, `docs/reference/${file} is stale: run make reference`);
        }
        assert.deepEqual(readdirSync(FOLDER).sort(), [...pages.keys()].sort());
    });

    it("has a page for each component, with its outputs", () => {
        const components = [...pages].filter(([, content]) => content.includes("\n## Outputs\n"));
        assert.ok(components.length >= 12, `only ${components.length}`);
    });

    it("describes each argument, and each optional one's default", () => {
        const problems = interfaces.flatMap(({ name, own }) =>
            own.flatMap(({ name: key, comment, isOptional }) => [
                ...(comment.text === "" ? [`${name}.${key} has no description`] : []),
                ...(isOptional && comment.default === undefined
                    ? [`${name}.${key} has no @default (write "none" if there is none)`]
                    : []),
                ...(!isOptional && comment.default !== undefined
                    ? [`${name}.${key} is required, and has a @default`]
                    : []),
            ]),
        );
        assert.ok(interfaces.length > 50, `only ${interfaces.length}`);
        assert.deepEqual(problems, []);
    });

    it("describes each type", () => {
        const silent = types.filter(({ comment }) => comment.text === "");
        assert.deepEqual(
            silent.map(({ name }) => name),
            [],
        );
    });

    const accepted = acceptedKeys();

    it("lists the stack file's keys that the parser accepts, and no others", () => {
        assert.ok(accepted.length > 300, `only ${accepted.length}`);
        assert.deepEqual(documentedKeys(pages.get("stack-file.md") ?? ""), accepted);
    });

    it("lists those at the top in Pulumi.yaml, each with a link", () => {
        const project = readFileSync(join(checkout, "Pulumi.yaml"), "utf8");
        const keys = [...project.matchAll(/^ {4}(?:# )?spark-platform:(\w+):/gm)].map(
            ([, key]) => key,
        );
        const links = [...project.matchAll(/ docs\/reference\/stack-file\.md#(\w+)"?$/gm)];
        const top = accepted.filter((key) => /^\w+$/.test(key));
        assert.deepEqual(keys.sort(), top);
        assert.deepEqual(
            links.map(([, anchor]) => anchor).sort(),
            top.map((key) => key.toLowerCase()).sort(),
        );
    });
});
