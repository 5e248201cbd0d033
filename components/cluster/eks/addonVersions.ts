import { EntryCheck, isPlainObject, rule } from "../../validation/checks";
import { formatValue } from "../../validation/problems";
import { nonEmptyString } from "../../validation/values";
import { isAtLeast } from "../../validation/versionOrder";
import { NetworkPolicyMode } from "./networkPolicyMode";

/**
 * The first EBS driver that tags volumes as its policy requires (kubernetes-sigs/aws-ebs-csi-driver,
 * CHANGELOG.md, v1.58.0; the add-on passes it the cluster's name: issue 2918 there).
 */
const FIRST_EBS_DRIVER = "v1.58.0";

/** The first VPC CNI with a strict mode (aws/amazon-vpc-cni-k8s, README.md). */
const FIRST_STRICT_VPC_CNI = "v1.17.1";

/** Check of one add-on's version. */
export const addonVersion: EntryCheck = (value, path, problems, addon) => {
    nonEmptyString(value, path, problems);
    const isDriver = addon === "aws-ebs-csi-driver" && typeof value === "string";
    if (isDriver && value !== "" && !isAtLeast(value, FIRST_EBS_DRIVER)) {
        problems.add(
            path,
            `${formatValue(value)} is older than ${FIRST_EBS_DRIVER}, the first EBS driver that tags ` +
                "volumes with the cluster's name, as its role requires: use a newer version, or omit it",
        );
    }
};

/** If the stack sets the add-on's version, that version must support the mode. */
export const strictModeNeedsVersion = rule(({ networkPolicyMode, addonVersions }) => {
    const version = isPlainObject(addonVersions) ? addonVersions["vpc-cni"] : undefined;
    return networkPolicyMode === NetworkPolicyMode.Strict &&
        typeof version === "string" &&
        version !== "" &&
        !isAtLeast(version, FIRST_STRICT_VPC_CNI)
        ? [
              "networkPolicyMode",
              `"${NetworkPolicyMode.Strict}" needs vpc-cni ${FIRST_STRICT_VPC_CNI} or newer, but addonVersions ` +
                  `sets ${formatValue(version)}: set a newer version, or omit it`,
          ]
        : undefined;
});
