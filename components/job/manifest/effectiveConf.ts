import { layeredJob } from "../conf/layeredConf";
import { Conf } from "../conf/layers";
import { applicationSpec, jobLabels, ManifestParts } from "./applicationSpec";
import { operatorConf } from "./operatorConf";

/**
 * The Spark properties that a job is submitted with, each with the layer that has decided it:
 * library, platform, team or job. Made by what makes the manifest, so that the two agree.
 */
export function effectiveConf(parts: ManifestParts): Conf {
    const { namespace } = parts;
    const { args, conf } = layeredJob(parts);
    const spec = applicationSpec(parts);
    return { ...conf, ...operatorConf({ args, namespace, labels: jobLabels(parts), spec, conf }) };
}
