import * as path from "node:path";
import { configurationOf } from "../../preview/configuration";

/** The configuration that the engine makes of the project file and a stack file. */
export function configOf(stack: string): Record<string, string> {
    return configurationOf(path.join(__dirname, "../.."), stack);
}
