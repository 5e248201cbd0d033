import { imageReference } from "./imageReference";

/** The part of a Helm release that locates its chart. */
export interface ChartSource {
    chart: string;
    version?: string;
    repositoryOpts?: { repo: string };
}

/**
 * @param given local folder or archive, `oci://` reference, or the URL of an archive
 * @param pinned the chart's public source
 */
export function chartSource(given: string | undefined, pinned: ChartSource): ChartSource {
    if (given === undefined) {
        return pinned;
    }
    // Only a registry has several versions under one reference; a tag or a digest selects one.
    const { tag, digest } = imageReference(given);
    const isWhole = tag !== undefined || digest !== undefined;
    return given.startsWith("oci://") && !isWhole
        ? { chart: given, version: pinned.version }
        : { chart: given };
}
