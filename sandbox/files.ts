import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a configuration file unless it says the same already: kube-proxy ends when its file is touched. */
export function writeConfiguration(file: string, content: string | object, mode = 0o644): void {
    const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
    if (existsSync(file) && readFileSync(file, "utf8") === text) {
        return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
}
