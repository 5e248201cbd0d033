import { masked } from "../components/validation/credentials/masked";
import { plainText } from "../components/validation/plainText";
import { visible } from "../components/validation/visible";
import { Difference, difference } from "./difference";
import { Preview, PreviewedResource, PreviewedStack } from "./resources";
import { changeLines, wholeTree } from "./tree";

/** GitHub rejects longer comments; the same limit is used for a job summary. */
const COMMENT_LIMIT = 65_536;
const NOTHING: PreviewedStack = { resources: [], warnings: [] };
const TITLE = "## What this pull request changes";
const LIMITATIONS =
    "This preview needs no credentials and no cluster: it runs each stack's program with mocks and " +
    "compares the resources with those of the base branch. It cannot show what runs in the cluster " +
    "or account now, what a provider rejects or replaces, or values that only they can provide " +
    "(`[unknown]`; IDs, ARNs and add-on versions are made up). Secrets are masked (`[secret]`), so a " +
    "changed secret does not show.";
const CUT = "The full resource trees do not fit into a comment. Run `make pr-preview` to see them.";
const FENCE_END = "\n```";
const CUT_HERE =
    "\n\n**Truncated:** the rest does not fit into a comment. Run `make pr-preview` to see it.\n";

/** Whether a stack of the head is refused, so that the check must fail. */
export function isRefused(head: Preview): boolean {
    return Object.values(head).some(({ error }) => error !== undefined);
}

/** A comment for a pull request, within the limit. */
export function comment(base: Preview, head: Preview, limit = COMMENT_LIMIT): string {
    const whole = render(base, head, true);
    if (whole.length <= limit) {
        return whole;
    }
    const short = `${render(base, head, false)}\n${CUT}\n`;
    if (short.length <= limit) {
        return short;
    }
    const kept = short.slice(0, limit - CUT_HERE.length - FENCE_END.length);
    const lines = kept.slice(0, kept.lastIndexOf("\n")).split("\n");
    const isInBlock = lines.filter((line) => line.startsWith("```")).length % 2 === 1;
    return lines.join("\n") + (isInBlock ? FENCE_END : "") + CUT_HERE;
}

function render(base: Preview, head: Preview, trees: boolean): string {
    const stacks = [...new Set([...Object.keys(base), ...Object.keys(head)])].sort();
    const parts = stacks.map((name) => ({
        name: plainText(name).replaceAll("|", "\\x7c"),
        base: base[name],
        head: head[name],
    }));
    return [
        TITLE,
        "",
        "| stack | added | changed | removed |",
        "| --- | ---: | ---: | ---: |",
        ...parts.map((part) => tableRow(part)),
        "",
        ...parts.flatMap((part) => section(part, trees)),
        `<sub>${LIMITATIONS}</sub>`,
        "",
    ].join("\n");
}

interface Part {
    name: string;
    base?: PreviewedStack;
    head?: PreviewedStack;
}

function differenceOf({ base = NOTHING, head = NOTHING }: Part): Difference {
    return difference(base.resources, head.resources);
}

function tableRow(part: Part): string {
    if (part.head?.error !== undefined) {
        return `| ${part.name} | **refused** | | |`;
    }
    if (part.head === undefined) {
        return `| ${part.name} | file removed | | |`;
    }
    const { added, changed, removed } = differenceOf(part);
    return `| ${part.name} | ${added.length} | ${changed.length} | ${removed.length} |`;
}

function section(part: Part, trees: boolean): string[] {
    const { name, base, head } = part;
    if (head === undefined) {
        const note = `This destroys nothing. To destroy the stack, run \`pulumi destroy -s ${name}\`.`;
        return [`### ${name}: stack file removed`, "", note, ""];
    }
    if (head.error !== undefined) {
        return [`### ${name}: refused`, "", ...fenced("text", indented(head.error)), ""];
    }
    const { added, changed, removed } = differenceOf(part);
    const tree = trees && base !== undefined ? details(head.resources) : [];
    const warnings = newWarnings(base, head);
    if (added.length + changed.length + removed.length === 0) {
        return [`### ${name}: no changes`, "", ...warnings, ...tree];
    }
    const notes = [
        ...warnings,
        ...(base === undefined ? ["This stack is new.", ""] : []),
        ...(base?.error === undefined
            ? []
            : [
                  "The program is refused on the base branch, so every resource counts as added.",
                  "",
              ]),
    ];
    const lines = changeLines(base?.resources ?? [], head.resources, { added, changed, removed });
    return [`### ${name}`, "", ...notes, ...fenced("diff", lines), "", ...tree];
}

/** Warnings that the base does not have. */
function newWarnings(base: PreviewedStack = NOTHING, head: PreviewedStack): string[] {
    const warnings = head.warnings.filter((warning) => !base.warnings.includes(warning));
    return warnings.length === 0
        ? []
        : ["New warnings:", "", ...fenced("text", warnings.flatMap(indented)), ""];
}

function details(resources: PreviewedResource[]): string[] {
    const lines = wholeTree(resources).flatMap(indented);
    const summary = `All resources (${resources.length})`;
    return [
        `<details><summary>${summary}</summary>`,
        "",
        ...fenced("text", lines),
        "",
        "</details>",
        "",
    ];
}

/** Four spaces, so that no line of a program's message can end its block. */
function indented(message: string): string[] {
    return message.split("\n").map((line) => `    ${line}`);
}

/**
 * In a code block only its end has a meaning; a CI runner that prints the comment ignores blocks.
 */
function fenced(language: string, lines: string[]): string[] {
    const shown = lines.map((line) => visible(line).replaceAll("\n", "\\x0a"));
    return ["```" + language, ...masked(shown), "```"];
}
