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
import { KEYS_OF_NEW_CLUSTERS } from "../newClusterKeys";
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

/** Smallest volume for EKS' image of Amazon Linux 2023: the size of its snapshot, in GiB. */
const LEAST_VOLUME_GIB = 20;

/** The largest gp3 volume, in GiB (EBS user guide, General Purpose SSD volumes). */
const MOST_VOLUME_GIB = 65536;

/** CreateCluster in the EKS API reference. */
const clusterName = matching(
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    'a name for an EKS cluster: use 1-100 letters, digits, "-" and "_", beginning with a letter ' +
        'or digit (e.g. "analytics")',
);

const version = valueCheck(
    (value) =>
        (KNOWN_VERSIONS as readonly unknown[]).includes(value)
            ? undefined
            : `${formatValue(value)} is not a supported version of Kubernetes: use ${alternatives(KNOWN_VERSIONS)}` +
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

/** Check of the nodes for the system's pods, each value by itself. */
export const systemNodesCheck = every(
    fields<SystemNodesArgs>({
        instanceType,
        count: wholeNumber(1),
        volumeSizeGib: wholeNumber(LEAST_VOLUME_GIB, MOST_VOLUME_GIB),
        cpuCredits: oneOf("credit option", CpuCredits),
    }),
    rule(({ instanceType: type = SYSTEM_NODES.instanceType, cpuCredits }) =>
        cpuCredits !== undefined && !/^t\d/.test(String(type))
            ? [
                  "cpuCredits",
                  `is for types with burstable CPU (t3, t3a, t4g), and ${formatValue(type)} is none: ` +
                      "remove it",
              ]
            : undefined,
    ),
);

/** No values that are listed twice. */
const eachOnce: Check = (value, path, problems) => {
    const list: unknown[] = Array.isArray(value) ? value : [];
    list.forEach((entry, index) => {
        if (isKnown(entry) && list.indexOf(entry) < index) {
            problems.add(pathTo(path, index), `${formatValue(entry)} is there already`);
        }
    });
};

const publicCidrsNeedPublic = rule(({ endpointAccess, publicAccessCidrs }) =>
    endpointAccess === EndpointAccess.Private && publicAccessCidrs !== undefined
        ? [
              "publicAccessCidrs",
              `has no effect with the endpointAccess "${EndpointAccess.Private}": remove it, or use ` +
                  `"${EndpointAccess.Public}"`,
          ]
        : undefined,
);

const retentionDays = valueCheck((value) =>
    (RETENTION_DAYS as readonly unknown[]).includes(value)
        ? undefined
        : `${formatValue(value)} is not a number of days that CloudWatch keeps logs for: use one of ` +
          RETENTION_DAYS.join(", "),
);

const retentionNeedsLogs = rule(({ logs, logRetentionDays }) =>
    logRetentionDays !== undefined && (logs === undefined || isEmptyList(logs))
        ? ["logRetentionDays", "has no effect without logs: name some in logs, or remove it"]
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
        adminRoles: every(listOf(input(principalArn)), eachOnce),
        logs: every(listOf(oneOf("log", ControlPlaneLog)), eachOnce),
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

/** Check of the arguments of a cluster that is there already. */
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
        KEYS_OF_NEW_CLUSTERS,
    );
    every(shape, regionIsKnown)(args, path, problems);
};

/** The region of a cluster: its own, or that of the AWS provider. */
export function regionOf(args: unknown): string {
    const own = isPlainObject(args) ? args["region"] : undefined;
    return typeof own === "string" ? own : (aws.config.region ?? "");
}

/** Where the AWS provider works is where all resources are made. */
function regionIsKnown(args: unknown, path: string, problems: Problems): void {
    const wanted = isPlainObject(args) ? args["region"] : undefined;
    const provided = aws.config.region;
    if (wanted === undefined && provided === undefined) {
        problems.add(pathTo(path, "region"), "is missing, and so is the configuration aws:region");
    }
    if (typeof wanted === "string" && provided !== undefined && wanted !== provided) {
        problems.add(
            pathTo(path, "region"),
            `${formatValue(wanted)} is not that of the AWS provider, ${formatValue(provided)}: ` +
                "leave it out, or change the configuration aws:region",
        );
    }
}
