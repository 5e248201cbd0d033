import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../testkit/stack";

export interface Block {
    /** Page and line, e.g. `docs/how-to/isolate-a-team.md:19`. */
    where: string;
    text: string;
}

/** README and docs, by their paths in the checkout. */
export function pages(): string[] {
    const docs = readdirSync(join(checkout, "docs"), { recursive: true, encoding: "utf8" });
    const markdown = docs.filter((name) => name.endsWith(".md")).sort();
    return ["README.md", ...markdown.map((name) => `docs/${name}`)];
}

/** The fenced blocks of a language in README and docs. */
export function blocks(language: string): Block[] {
    return pages().flatMap((page) => {
        const content = readFileSync(join(checkout, page), "utf8");
        const found = content.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"));
        return [...found].map(({ index, 1: text = "" }) => ({
            where: `${page}:${content.slice(0, index).split("\n").length}`,
            text,
        }));
    });
}

/** The shell commands of a page after a mark, an HTML comment. */
export function commandsAfter(page: string, mark: string): string {
    const content = readFileSync(join(checkout, page), "utf8");
    const [, block] = content.split(`<!-- ${mark} -->\n\n\`\`\`sh\n`);
    const commands = block?.split("```")[0];
    if (commands === undefined) {
        throw new Error(`${page} has no commands: ${mark}`);
    }
    return commands;
}
