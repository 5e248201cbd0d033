import { tmpdir } from "node:os";
import { run } from "../sandbox/shell";
import { goProgram } from "../sandbox/tools/goToolchain";

/** Folder with a Go module's files, which the Go module cache keeps. */
export async function goModule(module: string): Promise<string> {
    // Outside of every module, as `go mod download` wants it.
    const answer = run(await goProgram(), ["mod", "download", "-json", module], { cwd: tmpdir() });
    return (JSON.parse(answer) as { Dir: string }).Dir;
}
