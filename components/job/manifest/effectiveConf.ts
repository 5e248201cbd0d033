import { Conf } from "../conf/layers";
import { applicationSpec, jobLabels, ManifestParts, placedJob } from "./applicationSpec";
import { operatorConf } from "./operatorConf";

/**
 * The Spark properties that a job is submitted with, each with the layer that sets it: library,
 * platform, team or job. Built by the same code as the manifest, so that the two agree.
 */
export function effectiveConf(parts: ManifestParts): Conf {
    const { namespace, imageOrigin, ofTeam, podLabels } = parts;
    const placed = placedJob(parts);
    const { args, conf } = placed.merged;
    const spec = applicationSpec(parts, placed);
    const labels = jobLabels(parts);
    const team = { imageOrigin, ofTeam, podLabels };
    return { ...conf, ...operatorConf({ args, namespace, labels, spec, conf, ...team }) };
}
