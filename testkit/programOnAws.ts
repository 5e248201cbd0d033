import * as path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Registered } from "./mocks";
import { registerOnAws } from "./onAws";

const PROGRAM = path.join(__dirname, "../index");

/** Runs the project's program again with a stack's configuration, which then stays set. */
export function programOnAws(
    config: Record<string, string>,
    options: { preview?: boolean } = {},
): Promise<Registered[]> {
    pulumi.runtime.setAllConfig(config);
    delete require.cache[require.resolve(PROGRAM)];
    return registerOnAws(() => import(PROGRAM), options);
}
