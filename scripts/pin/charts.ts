import { parse } from "yaml";
import { UserError } from "../../sandbox/shell";
import { request, sha256 } from "./registry";

interface Index {
    entries?: Record<string, { version: string; urls?: string[] }[]>;
}

/**
 * The digest of a chart's archive in a chart repository, computed from the archive itself:
 * index.yaml also lists one, but Helm does not verify it, and that of the Spark operator 2.5.2 is
 * wrong.
 */
export async function archiveDigest(
    repository: string,
    chart: string,
    version: string,
): Promise<string> {
    const subject = `${repository}/${chart}:${version}`;
    const index = parse(await (await request(subject, `${repository}/index.yaml`)).text()) as Index;
    const found = index.entries?.[chart]?.find((one) => one.version === version)?.urls?.[0];
    if (found === undefined) {
        throw new UserError(`${subject}: ${repository}/index.yaml does not list it`);
    }
    const archive = await request(subject, new URL(found, `${repository}/`).href);
    return sha256(new Uint8Array(await archive.arrayBuffer()));
}
