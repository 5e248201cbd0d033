import { tmpdir } from "node:os";
import { run } from "../sandbox/shell";
import { requireChecksums } from "../sandbox/tools/goBuild";
import { goProgram } from "../sandbox/tools/goToolchain";

/** The folder with a Go module's files in the Go module cache. */
export async function goModule(module: string): Promise<string> {
    const go = await goProgram();
    requireChecksums(go, process.env);
    // Outside any module, as `go mod download` requires.
    const answer = run(go, ["mod", "download", "-json", module], { cwd: tmpdir() });
    return (JSON.parse(answer) as { Dir: string }).Dir;
}
