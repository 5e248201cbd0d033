import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a configuration file unless its content is unchanged: kube-proxy exits when its file is
 * touched.
 */
export function writeConfiguration(file: string, content: string | object, mode = 0o644): void {
    const wanted = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
    if (existsSync(file) && readFileSync(file, "utf8") === wanted) {
        return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, wanted, { mode });
}
