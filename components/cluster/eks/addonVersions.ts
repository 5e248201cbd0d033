import { EntryCheck, isPlainObject, rule } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { nonEmptyString } from "../../validation/values";
import { isAtLeast } from "../../validation/versionOrder";
import { NetworkPolicyMode } from "./networkPolicyMode";

/**
 * The first EBS driver that tags volumes as its policy wants them (kubernetes-sigs/aws-ebs-csi-driver,
 * CHANGELOG.md, v1.58.0; the add-on names the cluster to it: issue 2918 there).
 */
const FIRST_EBS_DRIVER = "v1.58.0";

/** The first VPC CNI with a strict mode (aws/amazon-vpc-cni-k8s, README.md). */
const FIRST_STRICT_VPC_CNI = "v1.17.1";

/** Check of the version of one add-on. */
export const addonVersion: EntryCheck = (value, path, problems, addon) => {
    nonEmptyString(value, path, problems);
    const isDriver = addon === "aws-ebs-csi-driver" && typeof value === "string";
    if (isDriver && value !== "" && !isAtLeast(value, FIRST_EBS_DRIVER)) {
        problems.add(
            path,
            `${formatValue(value)} is older than ${FIRST_EBS_DRIVER}, the first EBS driver that tags ` +
                "volumes with the cluster's name, which its role asks for: use a newer one, or " +
                "leave it out",
        );
    }
};

/** A version of the add-on that the stack names has to have the mode. */
export const strictModeNeedsVersion = rule(({ networkPolicyMode, addonVersions }) => {
    const version = isPlainObject(addonVersions) ? addonVersions["vpc-cni"] : undefined;
    return networkPolicyMode === NetworkPolicyMode.Strict &&
        typeof version === "string" &&
        version !== "" &&
        !isAtLeast(version, FIRST_STRICT_VPC_CNI)
        ? [
              "networkPolicyMode",
              `"${NetworkPolicyMode.Strict}" needs vpc-cni ${FIRST_STRICT_VPC_CNI} or newer, and addonVersions ` +
                  `names ${formatValue(version)}: name a newer one, or none`,
          ]
        : undefined;
});
