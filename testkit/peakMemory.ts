import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const RECORDER = "peakMemory.cjs";
const RESULT = "peakMemory.txt";

/** Files that make a stack's programs record their peak memory on exit. */
export const PEAK_MEMORY_FILES = {
    [RECORDER]: `process.on("exit", () => require("node:fs").appendFileSync(
        require("node:path").join(__dirname, "${RESULT}"),
        process.resourceUsage().maxRSS + "\\n",
    ));\n`,
};

/** Variables that make every Node.js process of the engine do so. */
export function recordingPeakMemory(folder: string): NodeJS.ProcessEnv {
    return { NODE_OPTIONS: `--require=${join(folder, RECORDER)}` };
}

/** The kernel's figure for the largest of them, in MiB. */
export function peakMemory(folder: string): number {
    const file = join(folder, RESULT);
    const kibibytes = existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
    return Math.max(...kibibytes.map(Number)) / 1024;
}
