import * as fs from "node:fs";
import * as path from "node:path";

const PAGE = path.join(__dirname, "..", "..", "..", "docs", "operations", "size-the-operator.md");

/** Rows of the table on the operator's page whose first column has that name. */
export function tableOf(firstColumn: string): string[][] {
    const lines = fs.readFileSync(PAGE, "utf8").split("\n");
    const head = lines.findIndex((line) => cellsOf(line)[0] === `\`${firstColumn}\``);
    const below = lines.slice(head + 2);
    const end = below.findIndex((line) => !line.startsWith("|"));
    return below.slice(0, end).map(cellsOf);
}

function cellsOf(line: string): string[] {
    return line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim());
}
