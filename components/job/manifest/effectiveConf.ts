import { layeredJob } from "../conf/layeredConf";
import { Conf } from "../conf/layers";
import { applicationSpec, jobLabels, ManifestParts } from "./applicationSpec";
import { operatorConf } from "./operatorConf";

/**
 * The Spark properties that a job is submitted with, each with the layer that has decided it:
 * library, platform, team or job. Made by what makes the manifest, so that the two agree.
 */
export function effectiveConf(parts: ManifestParts): Conf {
    const { namespace, imageOrigin, ofTeam, podLabels } = parts;
    const { args, conf } = layeredJob(parts);
    const spec = applicationSpec(parts);
    const labels = jobLabels(parts);
    const team = { imageOrigin, ofTeam, podLabels };
    return { ...conf, ...operatorConf({ args, namespace, labels, spec, conf, ...team }) };
}
