import { masked } from "../components/validation/credentials/masked";
import { plainText } from "../components/validation/plainText";
import { visible } from "../components/validation/visible";
import { Difference, difference } from "./difference";
import { Preview, PreviewedResource, PreviewedStack } from "./resources";
import { changeLines, wholeTree } from "./tree";

/** GitHub refuses longer comments; the same limit serves a job summary. */
const COMMENT_LIMIT = 65_536;
const NOTHING: PreviewedStack = { resources: [], warnings: [] };
const TITLE = "## What this pull request changes";
const HONEST =
    "Made without credentials and without a cluster: each stack's program ran under mocks, and " +
    "its resources are compared with those of the base branch. Not known here: what runs in the " +
    "cluster or account now, what a provider refuses or replaces, and values that only they give " +
    "(`[unknown]`; ids, ARNs and versions of add-ons are made up). Secrets are masked " +
    "(`[secret]`), so a changed secret does not show.";
const CUT = "Whole trees are left out: they do not fit into a comment. `make pr-preview` has them.";
const FENCE_END = "\n```";
const CUT_HERE = "\n\n**Cut here:** the rest does not fit. `make pr-preview` has it.\n";

/** Whether a stack of the head is refused, so that the check has to fail. */
export function isRefused(head: Preview): boolean {
    return Object.values(head).some(({ error }) => error !== undefined);
}

/** A comment for a pull request, never longer than the limit. */
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
        `<sub>${HONEST}</sub>`,
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
        const note = `That destroys nothing: \`pulumi destroy -s ${name}\` does.`;
        return [`### ${name}: its file is removed`, "", note, ""];
    }
    if (head.error !== undefined) {
        return [`### ${name}: refused`, "", ...fenced("text", indented(head.error)), ""];
    }
    const { added, changed, removed } = differenceOf(part);
    const tree = trees && base !== undefined ? details(head.resources) : [];
    const warnings = newWarnings(base, head);
    if (added.length + changed.length + removed.length === 0) {
        return [`### ${name}: no change`, "", ...warnings, ...tree];
    }
    const notes = [
        ...warnings,
        ...(base === undefined ? ["This stack is new.", ""] : []),
        ...(base?.error === undefined
            ? []
            : ["The base branch is refused, so all of it counts as added.", ""]),
    ];
    const lines = changeLines(base?.resources ?? [], head.resources, { added, changed, removed });
    return [`### ${name}`, "", ...notes, ...fenced("diff", lines), "", ...tree];
}

/** What the program warns of, and did not before. */
function newWarnings(base: PreviewedStack = NOTHING, head: PreviewedStack): string[] {
    const warnings = head.warnings.filter((warning) => !base.warnings.includes(warning));
    return warnings.length === 0
        ? []
        : ["The program warns:", "", ...fenced("text", warnings.flatMap(indented)), ""];
}

function details(resources: PreviewedResource[]): string[] {
    const lines = wholeTree(resources).flatMap(indented);
    const summary = `Whole tree (${resources.length} resources)`;
    return [
        `<details><summary>${summary}</summary>`,
        "",
        ...fenced("text", lines),
        "",
        "</details>",
        "",
    ];
}

/** Four spaces: no line of a program's message can end the block that it stands in. */
function indented(message: string): string[] {
    return message.split("\n").map((line) => `    ${line}`);
}

/** Nothing acts in a block but its end; a runner of CI, which prints the comment, knows no blocks. */
function fenced(language: string, lines: string[]): string[] {
    const shown = lines.map((line) => visible(line).replaceAll("\n", "\\x0a"));
    return ["```" + language, ...masked(shown), "```"];
}
