import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";
import { configurationOf } from "../preview/configuration";

const CHECKOUT = path.join(__dirname, "..");

/** The section `config` of a project or stack file. */
export function configIn(file: string): Record<string, unknown> {
    const content: unknown = yaml.parse(fs.readFileSync(path.join(CHECKOUT, file), "utf8"));
    return (content as { config: Record<string, unknown> }).config;
}

/** The configuration that the engine builds from the project file and a stack file. */
export function configOf(stack: string): Record<string, string> {
    return configurationOf(CHECKOUT, stack);
}
