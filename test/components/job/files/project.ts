import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../../../testkit/temporaryFolder";

/** Writes a folder with files, by their paths in it. */
export function projectWith(files: Record<string, string | Uint8Array>): string {
    const folder = temporaryFolder();
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
    }
    return folder;
}

export const LATIN1 = Buffer.from("print('f\xfcr')\n", "latin1");
