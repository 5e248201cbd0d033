import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { UserError } from "../shell";

/** Refuses a downloaded file whose checksum is not one of the known ones. */
export async function checkSha256(file: string, known: string[]): Promise<void> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) {
        hash.update(chunk as Buffer);
    }
    const found = hash.digest("hex");
    if (!known.includes(found)) {
        throw new UserError(
            `${basename(file)} has the SHA-256 ${found}, expected ${known.join(" or ")}`,
        );
    }
}
