import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";

const CHECKOUT = path.join(__dirname, "../..");

/** The configuration that the engine makes of the project file and a stack file. */
export function configOf(stack: string): Record<string, string> {
    const read = (file: string) => yaml.parse(fs.readFileSync(path.join(CHECKOUT, file), "utf8"));
    const project = read("Pulumi.yaml").config as Record<string, { default?: unknown }>;
    const defaults = Object.entries(project)
        .filter(([, { default: value }]) => value !== undefined)
        .map(([key, { default: value }]) => [key, value]);
    const values: Record<string, unknown> = {
        ...Object.fromEntries(defaults),
        ...read(`Pulumi.${stack}.yaml`).config,
    };
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}
