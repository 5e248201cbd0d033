import { isPlainObject, isSound } from "../../validation/checks";
import { formatValue, pathTo, Problems } from "../../validation/problems";
import { matching } from "../../validation/values";

/** Check of `KarpenterSettings.amiVersion`. */
export const amiVersionCheck = matching(
    /^v\d{8}$/,
    'a release of the EKS AMI: use "v" and its date (e.g. "v20260724")',
);

/**
 * First AMI with everything that `fastImagePull` needs: awslabs/amazon-eks-ami, pull requests 2352 (the
 * feature gate), 2548 (local disks) and 2717 (with v20260505, no node became ready, issue 2710).
 */
const FAST_PULL_AMI = "v20260512";

interface AmiSettings {
    amiVersion?: unknown;
    nodePools?: unknown;
    /** Property path of the autoscaler's settings. */
    settingsPath: string;
}

/** Adds a problem if the AMI does not support what the pools need. The default AMI does. */
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
                `${FAST_PULL_AMI} ignore it, and with others nodes never become ready. Use a newer ` +
                "release, or remove one of the two settings",
        );
    }
}
