import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made: string[] = [];

/** A new folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "test-"));
    made.push(folder);
    return folder;
}

export function removeTemporaryFolders(): void {
    for (const folder of made.splice(0)) {
        rmSync(folder, { recursive: true, force: true });
    }
}
