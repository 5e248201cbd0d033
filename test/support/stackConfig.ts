import * as fs from "node:fs";
import * as path from "node:path";
import * as yaml from "yaml";

const CHECKOUT = path.join(__dirname, "../..");

function configIn(file: string): Record<string, unknown> {
    const content: unknown = yaml.parse(fs.readFileSync(path.join(CHECKOUT, file), "utf8"));
    return (content as { config: Record<string, unknown> }).config;
}

/** The configuration that the engine makes of the project file and a stack file. */
export function configOf(stack: string): Record<string, string> {
    const project = configIn("Pulumi.yaml") as Record<string, { default?: unknown }>;
    const defaults = Object.entries(project)
        .filter(([, { default: value }]) => value !== undefined)
        .map(([key, { default: value }]) => [key, value] as const);
    const values: Record<string, unknown> = {
        ...Object.fromEntries(defaults),
        ...configIn(`Pulumi.${stack}.yaml`),
    };
    return Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
            key,
            typeof value === "string" ? value : JSON.stringify(value),
        ]),
    );
}
