import * as fs from "node:fs";
import * as prettier from "prettier";

/** Writes generated data in the project's format, in which a short row takes one line. */
export async function writeJson(file: string, content: object): Promise<void> {
    const options = { ...(await prettier.resolveConfig(file)), filepath: file };
    fs.writeFileSync(file, await prettier.format(JSON.stringify(content), options));
}
