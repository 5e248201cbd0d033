import * as aws from "@pulumi/aws";
import { tags } from "../../aws/tags";
import {
    Check,
    fields,
    boolean,
    listOf,
    mapOf,
    oneOf,
    nonEmptyString,
    valueCheck,
    wholeNumber,
} from "../../validation/checks";
import { alternatives, pathTo, Problems, formatValue } from "../../validation/problems";
import { versions } from "../../versions";
import { kubeClientSettingsCheck } from "../kubeClientSettings";
import { networkProblems } from "../network/networkProblems";
import { subnetsCheck } from "../network/subnetProblems";
import {
    ControlPlaneLog,
    EksClusterArgs,
    EndpointAccess,
    ExistingEksClusterArgs,
} from "./eksClusterArgs";

/** Smallest volume for EKS' image of Amazon Linux 2023: the size of its snapshot, in GiB. */
const LEAST_VOLUME_GIB = 20;

function matching(pattern: RegExp, what: string): Check {
    return valueCheck((value) =>
        typeof value === "string" && pattern.test(value)
            ? undefined
            : `${formatValue(value)} is not ${what}`,
    );
}

/** CreateCluster in the EKS API reference. */
const clusterName = matching(
    /^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/,
    'a name for an EKS cluster: use 1-100 letters, digits, "-" and "_", beginning with a letter ' +
        'or digit (e.g. "analytics")',
);

const region = matching(
    /^[a-z]{2}(-[a-z]+)+-\d$/,
    'an AWS region (e.g. "eu-central-1"), without a zone\'s letter',
);

const version = valueCheck((value) =>
    (versions.eks as readonly unknown[]).includes(value)
        ? undefined
        : `${formatValue(value)} is not a version for a new cluster: use ${alternatives(versions.eks)}` +
          (typeof value === "number" ? " (in quotes)" : ""),
);

const instanceType = matching(
    /^[a-z]+[0-9]+[a-z0-9-]*\.[a-z0-9-]+$/,
    'an EC2 instance type (e.g. "m7i.large")',
);

const cidr = matching(
    /^(\d{1,3}\.){3}\d{1,3}\/([0-9]|[12][0-9]|3[0-2])$/,
    'a range of IPv4 addresses (e.g. "203.0.113.0/24")',
);

const principal = matching(
    /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/\S+$/,
    "the ARN of an IAM role or user " +
        '(e.g. "arn:aws:iam::111122223333:role/data-platform-admins")',
);

const keyArn = matching(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/\S+$/,
    'the ARN of a KMS key (e.g. "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-…")',
);

const eksClusterFields: Record<string, Check> = {
    clusterName,
    region,
    version,
    systemNodes: fields({
        instanceType,
        count: wholeNumber(1),
        volumeSizeGib: wholeNumber(LEAST_VOLUME_GIB),
    }),
    endpointAccess: oneOf("endpoint access", EndpointAccess),
    publicAccessCidrs: listOf(cidr),
    adminRoles: listOf(principal),
    logs: listOf(oneOf("log", ControlPlaneLog)),
    secretsKeyArn: keyArn,
    oidcProvider: boolean,
    addonVersions: mapOf(nonEmptyString),
    deletionProtection: boolean,
    tags,
    kubeClientSettings: kubeClientSettingsCheck,
    // What zones may be depends on the region.
    network: () => undefined,
};

const oidcProviderArn = matching(
    /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/\S+$/,
    "the ARN of an OIDC provider in IAM",
);

/** Adds what is wrong with the arguments of a new cluster. */
export function eksClusterProblems(args: EksClusterArgs, path: string, problems: Problems): void {
    fields(eksClusterFields)(args, path, problems);
    regionProblems(args.region, pathTo(path, "region"), problems);
    networkProblems(args.network, regionOf(args), pathTo(path, "network"), problems);
    if (args.endpointAccess === EndpointAccess.Private && args.publicAccessCidrs !== undefined) {
        problems.add(
            pathTo(path, "publicAccessCidrs"),
            `has no effect with the endpointAccess "${EndpointAccess.Private}": remove it, or use ` +
                `"${EndpointAccess.Public}"`,
        );
    }
    twice(pathTo(path, "adminRoles"), args.adminRoles, problems);
    twice(pathTo(path, "logs"), args.logs, problems);
}

/** Adds what is wrong with the arguments of a cluster that is there already. */
export function existingEksClusterProblems(
    args: ExistingEksClusterArgs,
    path: string,
    problems: Problems,
): void {
    const existingEksClusterFields = {
        clusterName,
        region,
        subnets: subnetsCheck(regionOf(args)),
        oidcProviderArn,
        kubeClientSettings: kubeClientSettingsCheck,
    };
    fields(existingEksClusterFields, ["clusterName", "subnets"])(args, path, problems);
    regionProblems(args.region, pathTo(path, "region"), problems);
}

/** The region of a cluster: its own, or that of the AWS provider. */
export function regionOf({ region }: { region?: unknown }): string {
    return typeof region === "string" ? region : (aws.config.region ?? "");
}

/** Where the AWS provider works is where all resources are made. */
function regionProblems(wanted: unknown, path: string, problems: Problems): void {
    const provided = aws.config.region;
    if (wanted === undefined && provided === undefined) {
        problems.add(path, "is missing, and so is the configuration aws:region");
    }
    if (typeof wanted === "string" && provided !== undefined && wanted !== provided) {
        problems.add(
            path,
            `${formatValue(wanted)} is not that of the AWS provider, ${formatValue(provided)}: ` +
                "leave it out, or change the configuration aws:region",
        );
    }
}

function twice(path: string, values: unknown, problems: Problems): void {
    if (!Array.isArray(values)) {
        return;
    }
    values.forEach((value: unknown, index) => {
        if (values.indexOf(value) < index) {
            problems.add(`${path}[${index}]`, `${formatValue(value)} is there already`);
        }
    });
}
