/**
 * Records the digests that registries and chart repositories have now for all that the platform installs:
 *
 *     make pin            # writes components/digests.json
 *     make pin CHECK=1    # writes nothing, and fails where a tag or a chart is another one than recorded
 */
import { join } from "node:path";
import recorded from "../components/digests.json";
import { askForDigests } from "./pin/record";
import { pinnable } from "./pin/references";
import { writeJson } from "./writeJson";

const FILE = join(__dirname, "../components/digests.json");

async function main(check: boolean): Promise<void> {
    const { digests, lines, moved, failed } = await askForDigests(pinnable, recorded);
    console.log(lines.join("\n"));
    if (!check) {
        await writeJson(FILE, digests);
    }
    if (failed.length > 0 || (check && moved.length > 0)) {
        process.exitCode = 1;
    }
}

void main(Boolean(process.env["CHECK"]));
