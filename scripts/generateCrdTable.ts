/**
 * Generates the tables of docs/how-to/migrate-from-spark-application.md from the operator's CRDs and the importer's
 * rows:
 *
 *     npx ts-node scripts/generateCrdTable.ts
 */
import * as fs from "node:fs";
import * as path from "node:path";
import * as prettier from "prettier";
import { versions } from "../components/versions";
import { Answer, FieldGroup, FieldRow } from "../local/import/fieldRow";
import { APPLICATION_FIELDS, SCHEDULE_FIELDS } from "../local/import/fields";
import { covers, crdFields, pathsOf, PlacedRow, rowsByPath } from "./crdFields";

export const PAGE = path.join(
    __dirname,
    "..",
    "docs",
    "how-to",
    "migrate-from-spark-application.md",
);

const BEGIN = "<!-- fields, by scripts/generateCrdTable.ts -->";
const END = "<!-- end of fields -->";

/** The page with up-to-date tables. */
export async function withTables(page: string): Promise<string> {
    const [before, rest = ""] = page.split(BEGIN);
    const [, after] = rest.split(END);
    if (after === undefined) {
        throw new Error(`${PAGE} lacks the markers for the tables: ${BEGIN} … ${END}`);
    }
    const text = `${before}${BEGIN}\n\n${tables()}\n\n${END}${after}`;
    return prettier.format(text, { ...(await prettier.resolveConfig(PAGE)), filepath: PAGE });
}

function tables(): string {
    const fields = crdFields("sparkapplications");
    const scheduled = crdFields("scheduledsparkapplications");
    const own = SCHEDULE_FIELDS.filter((group) => !APPLICATION_FIELDS.includes(group));
    return [
        summary(fields),
        ...APPLICATION_FIELDS.map((group) => table(group, fields)),
        ...own.map((group) => table(group, scheduled)),
    ].join("\n\n");
}

/** Counts the fields by answer. */
function summary(fields: Map<string, string>): string {
    const rows = rowsByPath(APPLICATION_FIELDS);
    const answers = [...fields.keys()].map((field) => innermost(rows, field)?.answer);
    const count = (answer: Answer) => answers.filter((one) => one === answer).length;
    return [
        `A SparkApplication of operator ${versions.sparkOperator} has ${fields.size} fields:`,
        `${count(Answer.Argument)} are arguments, ${count(Answer.Property)} Spark properties,`,
        `${count(Answer.PodTemplate)} go into \`podTemplate\`, the platform decides`,
        `${count(Answer.Platform)}, and ${count(Answer.None)} are not offered. The rest are maps that`,
        "hold others.",
    ].join(" ");
}

/** The row for the innermost part of a field's path with a row. */
function innermost(rows: readonly PlacedRow[], field: string): FieldRow | undefined {
    const found = rows.filter(({ at, row }) => covers(at, row, field));
    return found.sort((a, b) => b.at.length - a.at.length)[0]?.row;
}

function table(group: FieldGroup, fields: Map<string, string>): string {
    const places = group.places.filter((place) => place !== "").map((place) => `\`${place}\``);
    return [
        `### ${group.title}`,
        ...(places.length === 0 ? [] : [`Below ${places.join(", ")}.`]),
        [
            "| field | type | in a stack file | notes |",
            "| --- | --- | --- | --- |",
            ...group.rows.map((row) => line(group, row, fields)),
        ].join("\n"),
    ].join("\n\n");
}

function line(group: FieldGroup, row: FieldRow, fields: Map<string, string>): string {
    const type = pathsOf(group, row).map((at) => fields.get(at))[0] ?? "";
    const only = row.only === undefined ? "" : ` (${row.only})`;
    const cells = [`\`${row.field}\`${only}`, type, targetOf(row), row.why ?? ""];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function targetOf({ answer, field, to = field }: FieldRow): string {
    switch (answer) {
        case Answer.Argument:
            return /[ …]/.test(to) ? to : `\`${to}\``;
        case Answer.Property:
            return to === "*" ? "`conf`" : `\`conf\`: \`${to}\``;
        case Answer.PodTemplate:
            return to === "" ? "`podTemplate`" : `\`podTemplate\`: \`${to}\``;
        case Answer.Platform:
            return "the platform decides";
        case Answer.None:
            return "not offered";
    }
}

async function main(): Promise<void> {
    fs.writeFileSync(PAGE, await withTables(fs.readFileSync(PAGE, "utf8")));
}

if (require.main === module) {
    void main();
}
