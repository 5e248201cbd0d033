import { tmpdir } from "node:os";
import { run } from "../sandbox/shell";
import { requireChecksums } from "../sandbox/tools/goBuild";
import { goProgram } from "../sandbox/tools/goToolchain";

/** Folder with a Go module's files, which the Go module cache keeps. */
export async function goModule(module: string): Promise<string> {
    const go = await goProgram();
    requireChecksums(go, process.env);
    // Outside of every module, as `go mod download` wants it.
    const answer = run(go, ["mod", "download", "-json", module], { cwd: tmpdir() });
    return (JSON.parse(answer) as { Dir: string }).Dir;
}
