import { isPlainObject, isSound } from "../../validation/checks";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { matching } from "../../validation/values";

/** Check of `KarpenterSettings.amiVersion`. */
export const amiVersionCheck = matching(
    /^v\d{8}$/,
    'a release of EKS\' image: use "v" and its date (e.g. "v20260724")',
);

/**
 * From here on, all that `fastImagePull` needs works: awslabs/amazon-eks-ami, pull requests 2352 (the
 * gate), 2548 (local disks) and 2717 (no node of v20260505 got ready with it, issue 2710).
 */
const FAST_PULL_AMI = "v20260512";

interface AmiSettings {
    amiVersion?: unknown;
    nodePools?: unknown;
    /** Property path of the autoscaler's settings. */
    settingsPath: string;
}

/** Adds why an image cannot do what the pools ask of it; the default one can. */
export function amiProblems(
    { amiVersion, nodePools, settingsPath }: AmiSettings,
    problems: Problems,
): void {
    const pools = Object.entries(isPlainObject(nodePools) ? nodePools : {});
    const fast = pools.filter(([, pool]) => isPlainObject(pool) && pool["fastImagePull"] === true);
    if (
        fast.length > 0 &&
        typeof amiVersion === "string" &&
        isSound<string>(amiVersionCheck, amiVersion) &&
        amiVersion < FAST_PULL_AMI
    ) {
        const names = fast.map(([name]) => pathTo("nodePools", name)).join(", ");
        problems.add(
            pathTo(settingsPath, "amiVersion"),
            `${formatValue(amiVersion)} is too old for fastImagePull (${names}): some releases before ` +
                `${FAST_PULL_AMI} ignore it, and nodes of others never become ready; use a newer ` +
                "one, or remove one of the two",
        );
    }
}
