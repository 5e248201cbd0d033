import * as aws from "@pulumi/aws";
import { kmsKeyArn, oidcProviderArn, principalArn, region, roleArn } from "../../aws/arns";
import { tags } from "../../aws/tags";
import {
    Check,
    every,
    fields,
    input,
    isKnown,
    isPlainObject,
    listOf,
    mapOf,
    required,
    rule,
    valueCheck,
} from "../../validation/checks";
import { alternatives, formatValue, pathTo, Problems } from "../../validation/problems";
import { Unquoted } from "../../validation/unquoted";
import { boolean, matching, nonEmptyString, oneOf, wholeNumber } from "../../validation/values";
import { kubeClientSettingsCheck } from "../kubeClientSettings";
import { NEW_CLUSTER_KEYS } from "../newClusterKeys";
import { networkCheck } from "../network/networkProblems";
import { subnetsCheck } from "../network/subnetProblems";
import { addonVersion, strictModeNeedsVersion } from "./addonVersions";
import { RETENTION_DAYS } from "./controlPlaneLogs";
import {
    ControlPlaneLog,
    CpuCredits,
    EksClusterArgs,
    EksCredentials,
    EndpointAccess,
    ExistingEksClusterArgs,
    SYSTEM_NODES,
    SystemNodesArgs,
} from "./eksClusterArgs";
import { KNOWN_VERSIONS } from "./kubernetesVersion";
import { NetworkPolicyMode } from "./networkPolicyMode";
import { publicRange } from "./publicAccess";

/** Minimum volume size for EKS' Amazon Linux 2023 image: the size of its snapshot, in GiB. */
const MIN_VOLUME_GIB = 20;

/** Maximum size of a gp3 volume, in GiB (EBS user guide, General Purpose SSD volumes). */
const MAX_VOLUME_GIB = 65536;

/** CreateCluster in the EKS API reference. */
const clusterName = matching(
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    'a valid name for an EKS cluster: use 1-100 letters, digits, "-" and "_", starting with a letter ' +
        'or digit (e.g. "analytics")',
);

const version = valueCheck(
    (value) =>
        (KNOWN_VERSIONS as readonly unknown[]).includes(value)
            ? undefined
            : `${formatValue(value)} is not a supported Kubernetes version: use ${alternatives(KNOWN_VERSIONS)}` +
              (typeof value === "number" ? " (in quotes)" : ""),
    { unquoted: Unquoted.Nothing },
);

const instanceType = matching(
    /^[a-z]+[0-9]+[a-z0-9-]*\.[a-z0-9-]+$/,
    'an EC2 instance type (e.g. "m7i.large")',
);

const credentials = fields<EksCredentials>({
    profile: input(nonEmptyString),
    roleArn: input(roleArn),
});

/** Check of the nodes for system pods. */
export const systemNodesCheck = every(
    fields<SystemNodesArgs>({
        instanceType,
        count: wholeNumber(1),
        volumeSizeGib: wholeNumber(MIN_VOLUME_GIB, MAX_VOLUME_GIB),
        cpuCredits: oneOf("credit option", CpuCredits),
    }),
    rule(({ instanceType: type = SYSTEM_NODES.instanceType, cpuCredits }) =>
        cpuCredits !== undefined && !/^t\d/.test(String(type))
            ? [
                  "cpuCredits",
                  `is only for burstable instance types (t3, t3a, t4g), not for ${formatValue(type)}: ` +
                      "remove it",
              ]
            : undefined,
    ),
);

/** Refuses values that are listed twice. */
const noDuplicates: Check = (value, path, problems) => {
    const list: unknown[] = Array.isArray(value) ? value : [];
    list.forEach((entry, index) => {
        if (isKnown(entry) && list.indexOf(entry) < index) {
            problems.add(pathTo(path, index), `${formatValue(entry)} is listed twice`);
        }
    });
};

const publicCidrsNeedPublic = rule(({ endpointAccess, publicAccessCidrs }) =>
    endpointAccess === EndpointAccess.Private && publicAccessCidrs !== undefined
        ? [
              "publicAccessCidrs",
              `has no effect with endpointAccess "${EndpointAccess.Private}": remove it, or use ` +
                  `"${EndpointAccess.Public}"`,
          ]
        : undefined,
);

const retentionDays = valueCheck((value) =>
    (RETENTION_DAYS as readonly unknown[]).includes(value)
        ? undefined
        : `${formatValue(value)} is not a retention period of CloudWatch, in days: use one of ` +
          RETENTION_DAYS.join(", "),
);

const retentionNeedsLogs = rule(({ logs, logRetentionDays }) =>
    logRetentionDays !== undefined && (logs === undefined || isEmptyList(logs))
        ? ["logRetentionDays", "has no effect without logs: list some in logs, or remove it"]
        : undefined,
);

function isEmptyList(value: unknown): boolean {
    return Array.isArray(value) && value.length === 0;
}

/** Check of the arguments of a new cluster. */
export const eksClusterCheck: Check = (args, path, problems) => {
    const inRegion = regionOf(args);
    const shape = fields<EksClusterArgs>({
        clusterName,
        region,
        version,
        network: networkCheck(inRegion),
        systemNodes: systemNodesCheck,
        endpointAccess: oneOf("endpoint access", EndpointAccess),
        publicAccessCidrs: listOf(input(publicRange)),
        adminRoles: every(listOf(input(principalArn)), noDuplicates),
        logs: every(listOf(oneOf("log", ControlPlaneLog)), noDuplicates),
        logRetentionDays: retentionDays,
        secretsKeyArn: input(kmsKeyArn),
        oidcProvider: boolean,
        addonVersions: mapOf(addonVersion),
        networkPolicyMode: oneOf("mode for network policies", NetworkPolicyMode),
        deletionProtection: boolean,
        tags,
        credentials,
        kubeClientSettings: kubeClientSettingsCheck,
    });
    const rules = [publicCidrsNeedPublic, retentionNeedsLogs, strictModeNeedsVersion];
    every(shape, regionIsKnown, ...rules)(args, path, problems);
    if (isPlainObject(args) && args["network"] === undefined) {
        networkCheck(inRegion)(undefined, pathTo(path, "network"), problems);
    }
};

/** Check of the arguments of an existing cluster. */
export const existingEksClusterCheck: Check = (args, path, problems) => {
    const shape = fields<ExistingEksClusterArgs>(
        {
            clusterName: required(input(clusterName)),
            region,
            subnets: required(subnetsCheck(regionOf(args))),
            oidcProviderArn: input(oidcProviderArn),
            credentials,
            kubeClientSettings: kubeClientSettingsCheck,
        },
        NEW_CLUSTER_KEYS,
    );
    every(shape, regionIsKnown)(args, path, problems);
};

/** The region of a cluster: its own, or that of the AWS provider. */
export function regionOf(args: unknown): string {
    const own = isPlainObject(args) ? args["region"] : undefined;
    return typeof own === "string" ? own : (aws.config.region ?? "");
}

/** All resources are created in the AWS provider's region, so that the cluster's must match. */
function regionIsKnown(args: unknown, path: string, problems: Problems): void {
    const wanted = isPlainObject(args) ? args["region"] : undefined;
    const provided = aws.config.region;
    if (wanted === undefined && provided === undefined) {
        problems.add(pathTo(path, "region"), "is missing, and aws:region is not configured either");
    }
    if (typeof wanted === "string" && provided !== undefined && wanted !== provided) {
        problems.add(
            pathTo(path, "region"),
            `${formatValue(wanted)} is not the AWS provider's region, ${formatValue(provided)}: ` +
                "omit it, or change the configuration aws:region",
        );
    }
}
