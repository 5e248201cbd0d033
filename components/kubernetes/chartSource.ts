import { imageReference } from "./imageReference";

/** The part of a Helm release that says where its chart is. */
export interface ChartSource {
    chart: string;
    version?: string;
    repositoryOpts?: { repo: string };
}

/**
 * @param given local folder or archive, `oci://` reference, or the address of an archive
 * @param pinned the chart's public place
 */
export function chartSource(given: string | undefined, pinned: ChartSource): ChartSource {
    if (given === undefined) {
        return pinned;
    }
    // Only a registry holds several versions under one reference, and a tag or a digest chooses one.
    const { tag, digest } = imageReference(given);
    const isWhole = tag !== undefined || digest !== undefined;
    return given.startsWith("oci://") && !isWhole
        ? { chart: given, version: pinned.version }
        : { chart: given };
}
