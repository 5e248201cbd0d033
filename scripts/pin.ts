/**
 * Records the current digests, in registries and chart repositories, of everything that the
 * platform installs:
 *
 *     make pin            # writes components/digests.json
 *     make pin CHECK=1    # writes nothing, and fails if the digest of a version has changed
 */
import { join } from "node:path";
import { pin } from "./pin/record";
import { pinnable } from "./pin/references";

async function main(): Promise<void> {
    const file = join(__dirname, "../components/digests.json");
    const { lines, isFine } = await pin(pinnable, file, Boolean(process.env["CHECK"]));
    console.log(lines.join("\n"));
    process.exitCode = isFine ? 0 : 1;
}

void main();
