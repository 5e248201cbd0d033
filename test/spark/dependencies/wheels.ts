import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { run } from "../../../sandbox/shell";

export interface Wheel {
    name: string;
    /** The module's source. */
    source: string;
    needs: string[];
}

const wheels: Wheel[] = [
    {
        name: "shouting",
        source: "import words\n\n\ndef shout():\n    return words.WORD.upper()\n",
        needs: ["words"],
    },
    { name: "words", source: 'WORD = "fetched"\n', needs: [] },
];

/** Writes small Python packages and the index of them below `simple/`, as PEP 503 has it. */
export function writeWheels(folder: string): void {
    for (const wheel of wheels) {
        const page = join(folder, "simple", wheel.name);
        mkdirSync(page, { recursive: true });
        const file = basename(packWheel(wheel, page));
        writeFileSync(join(page, "index.html"), `<!DOCTYPE html><a href="${file}">${file}</a>`);
    }
}

/** A wheel that pip takes; returns the file. */
export function packWheel({ name, source, needs }: Wheel, into: string): string {
    const content = mkdtempSync(join(dirname(into), "wheel-"));
    const info = `${name}-1.0.dist-info`;
    const files = {
        [`${name}.py`]: source,
        [`${info}/METADATA`]: [
            "Metadata-Version: 2.1",
            `Name: ${name}`,
            "Version: 1.0",
            ...needs.map((other) => `Requires-Dist: ${other}`),
        ].join("\n"),
        [`${info}/WHEEL`]: "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    };
    const names = [...Object.keys(files), `${info}/RECORD`];
    files[`${info}/RECORD`] = names.map((file) => `${file},,\n`).join("");
    mkdirSync(join(content, info));
    for (const [file, text] of Object.entries(files)) {
        writeFileSync(join(content, file), text);
    }
    const wheel = join(into, `${name}-1.0-py3-none-any.whl`);
    run("python3", ["-m", "zipfile", "-c", wheel, `${name}.py`, info], { cwd: content });
    return wheel;
}
