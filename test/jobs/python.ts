import { execFileSync, spawnSync } from "node:child_process";

/** Runs Python that has the jobs' functions at hand; they need Spark only in `main`. */
export function python(code: string): unknown {
    const output = execFileSync("python3", ["-B", "-c", `import json\n${code}`], {
        cwd: "jobs",
        encoding: "utf8",
    });
    return JSON.parse(output);
}

/** What Python says when it refuses something. */
export function refusal(code: string): { status: number | null; stderr: string } {
    const { status, stderr } = spawnSync("python3", ["-B", "-c", code], {
        cwd: "jobs",
        encoding: "utf8",
    });
    return { status, stderr };
}
